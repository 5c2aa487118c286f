"""Requests: sealed, counted, and moved from state to state by one at a time."""

import asyncio
from datetime import timedelta

from sqlalchemy import text

from bot.clock import Clock
from bot.domain.matching import Ask
from storage import persons, requests
from storage.database import Database
from storage.requests import CLOSED, HELD, MATCHED, WAITING, Request

ASK = Ask(
    "documents", "documents.passport", "GE", True, "today", "woman", "загублено паспорт у Верхньому Ларсі"
)


async def ask(database: Database, held: bool = False, address: str = "1001") -> Request:
    async with database.transaction() as session:
        person = (await persons.welcome(session, "telegram", address, "uk")).person
        number = await requests.add(session, person.id, "uk", 0, ASK, held)
        request = await requests.by_number(session, number)
        assert request is not None
        return request


async def move(database: Database, request: Request, before: tuple[str, ...], after: str) -> bool:
    async with database.transaction() as session:
        return await requests.move(session, request.id, before, after)


async def status(database: Database, request: Request) -> str:
    async with database.transaction() as session:
        found = await requests.get(session, request.id)
        assert found is not None
        return found.status


async def test_a_request_comes_back_as_it_was_asked(database: Database) -> None:
    request = await ask(database)
    assert (request.ask, request.number, request.status) == (ASK, 1, WAITING)
    assert (await ask(database, held=True, address="2")).status == HELD


async def test_what_was_asked_lies_nowhere_in_clear(database: Database) -> None:
    await ask(database)
    async with database.transaction() as session:
        (row,) = (await session.execute(text("SELECT * FROM requests"))).all()
    stored = b"|".join(value if isinstance(value, bytes) else str(value).encode() for value in row)
    for told in (ASK.words, "documents", "GE", "woman"):
        assert told.encode() not in stored


async def test_of_many_who_move_it_at_once_one_succeeds(database: Database) -> None:
    request = await ask(database)
    moved = await asyncio.gather(*(move(database, request, (WAITING,), MATCHED) for _each in range(20)))
    assert sorted(moved) == [False] * 19 + [True]


async def test_two_ways_at_once_never_both_happen(database: Database) -> None:
    """A helper accepts while the requester takes it back: one of the two hears that it is too late."""
    for turn in range(10):
        request = await ask(database, address=str(turn))
        matched, closed = await asyncio.gather(
            move(database, request, (WAITING,), MATCHED), move(database, request, (HELD, WAITING), CLOSED)
        )
        assert matched != closed
        assert await status(database, request) == (MATCHED if matched else CLOSED)


async def test_a_move_in_a_failed_block_did_not_happen(database: Database) -> None:
    request = await ask(database)
    try:
        async with database.transaction() as session:
            assert await requests.move(session, request.id, (WAITING,), MATCHED)
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    assert await status(database, request) == WAITING


async def test_a_move_from_another_state_changes_nothing(database: Database) -> None:
    request = await ask(database)
    assert not await move(database, request, (MATCHED,), CLOSED)
    assert await status(database, request) == WAITING


async def test_after_a_move_the_same_transaction_reads_the_new_state(database: Database) -> None:
    request = await ask(database)
    async with database.transaction() as session:
        await requests.get(session, request.id)
        await requests.move(
            session, request.id, (WAITING,), CLOSED, outcome="not_needed", closed_at=session.now
        )
        found = await requests.get(session, request.id)
    assert found is not None
    assert (found.status, found.outcome) == (CLOSED, "not_needed")


async def test_a_request_is_looked_at_when_its_time_has_come(database: Database, clock: Clock) -> None:
    request = await ask(database)
    async with database.transaction() as session:
        assert await requests.to_look_at(session) == [request]
        await requests.look_again(session, request.id, session.now + timedelta(minutes=5))
        assert await requests.to_look_at(session) == []
    clock.jump(timedelta(minutes=5))
    async with database.transaction() as session:
        assert await requests.to_look_at(session) == [request]
