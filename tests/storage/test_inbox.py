"""A repeated event is recognised: within a batch, across batches, and while both are under way."""

import asyncio
from datetime import timedelta

from bot.clock import Clock
from bot.incoming import Incoming
from storage import inbox
from storage.database import Database


def event(key: str, channel: str = "telegram") -> Incoming:
    return Incoming(channel, key, "1001", "words", text="привіт")


async def fresh(database: Database, *events: Incoming) -> list[str]:
    async with database.transaction() as session:
        return [one.key for one in await inbox.fresh(session, events)]


async def test_new_events_keep_their_order(database: Database) -> None:
    assert await fresh(database, event("3"), event("1"), event("2")) == ["3", "1", "2"]


async def test_a_repetition_within_a_batch_is_one_event_the_first(database: Database) -> None:
    first, again = event("1"), event("1")
    async with database.transaction() as session:
        found = await inbox.fresh(session, [first, event("2"), again])
    assert [id(one) for one in found if one.key == "1"] == [id(first)]


async def test_a_repetition_in_a_later_batch_is_nothing(database: Database) -> None:
    await fresh(database, event("1"), event("2"))
    assert await fresh(database, event("2"), event("3"), event("1")) == ["3"]


async def test_the_same_key_on_another_messenger_is_another_event(database: Database) -> None:
    await fresh(database, event("1"))
    assert await fresh(database, event("1", "viber")) == ["1"]


async def test_an_event_whose_handling_failed_is_new_when_it_comes_again(database: Database) -> None:
    try:
        async with database.transaction() as session:
            await inbox.fresh(session, [event("1")])
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    assert await fresh(database, event("1")) == ["1"]


async def test_of_many_deliveries_at_once_one_is_new(database: Database) -> None:
    found = await asyncio.gather(*(fresh(database, event("1")) for _again in range(20)))
    assert sorted(found) == [[]] * 19 + [["1"]]


async def test_events_are_forgotten_after_48_hours(database: Database, clock: Clock) -> None:
    await fresh(database, event("1"))
    clock.jump(inbox.KEPT)
    async with database.transaction() as session:
        await inbox.forget_old(session)
    assert await fresh(database, event("1")) == []
    clock.jump(timedelta(seconds=1))
    async with database.transaction() as session:
        await inbox.forget_old(session)
    assert await fresh(database, event("1")) == ["1"]
