"""The numbers are counted beside the other work; what fails is tried again, and the other chats have theirs."""

import asyncio

import pytest
from sqlalchemy import select, update

from jobs import numbers
from jobs.outcome import begin
from storage import stats_wishes
from storage.database import Database
from storage.groups import GroupRow
from storage.requests import RequestRow
from storage.stats_wishes import StatsWishRow
from tests.chat import Chat
from tests.circle import Circle
from tests.handlers.moderators import stand
from tests.machine import PATIENCE


async def wish(chat: Chat) -> None:
    await chat.desk().says("/stats")


async def test_what_fails_waits_an_hour_and_is_told(chat: Chat) -> None:
    circle = Circle(chat)
    group = await circle.group("Kharkiv")
    request_id = await circle.asks(await circle.joins())
    async with chat.database.transaction() as session:
        await session.execute(update(RequestRow).where(RequestRow.id == request_id).values(group_id=group.id))
    await wish(chat)
    async with chat.database.transaction() as session:
        await session.execute(update(GroupRow).values(name=b"damaged"))
    outcome = begin()
    assert await numbers.run(chat.database) == 0
    assert outcome.postponed == 1
    async with chat.database.transaction() as session:
        assert await stats_wishes.due(session) == []
        (row,) = await session.scalars(select(StatsWishRow))
        assert (row.due_at - session.now).total_seconds() == 3600


async def test_a_request_that_does_not_open_is_counted_as_one_that_did_not_say(chat: Chat) -> None:
    await stand.request(chat, chat.person())
    async with chat.database.transaction() as session:
        await session.execute(update(RequestRow).values(ask=b"damaged"))
    await wish(chat)
    await numbers.run(chat.database)
    await chat.settle()
    assert any("не сказано: 1" in text or "не вказано: 1" in text for text in chat.desk().texts)


async def test_of_two_who_count_the_same_one_brings_it(chat: Chat) -> None:
    await wish(chat)
    shown = len(chat.desk().messages)
    done = await asyncio.gather(numbers.run(chat.database), numbers.run(chat.database))
    await chat.settle()
    assert sum(done) == 1
    assert len(chat.desk().messages) == shown + 2


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_whoever_reads_holds_up_nobody_who_writes(chat: Chat, database: Database) -> None:
    async with database.reading() as session:
        assert await stats_wishes.due(session) == []
        await asyncio.wait_for(wish(chat), PATIENCE)
        assert await stats_wishes.due(session) == []  # it sees what was there when it began
    async with database.reading() as session:
        assert len(await stats_wishes.due(session)) == 1


async def test_what_a_reader_writes_is_not_kept(chat: Chat, database: Database) -> None:
    await wish(chat)
    async with database.reading() as session:
        (row,) = await stats_wishes.due(session)
        assert await stats_wishes.take(session, row[0])
    async with database.reading() as session:
        assert await stats_wishes.due(session) == [row]
