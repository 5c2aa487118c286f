"""Asking to join: once, answered once, and not again and again."""

import asyncio
from datetime import timedelta

from sqlalchemy import text

from bot.clock import Clock
from storage import groups, joinings, persons
from storage.database import Database
from storage.joinings import Joining


async def asked(database: Database) -> Joining:
    async with database.transaction() as session:
        circle = await groups.add(session, "Коло", "GE")
        person = (await persons.welcome(session, "telegram", "1", "uk")).person
        joining = await joinings.ask(session, person.id, circle.id)
        assert joining is not None
        return joining


async def test_asking_twice_is_once(database: Database) -> None:
    joining = await asked(database)
    async with database.transaction() as session:
        assert await joinings.ask(session, joining.person_id, joining.group_id) is None
        assert await joinings.get(session, joining.id) == joining
        assert await joinings.next_of(session, joining.group_id) == joining
        assert await joinings.counts(session) == {joining.group_id: 1}


async def test_of_two_answers_at_once_one_counts(database: Database) -> None:
    joining = await asked(database)

    async def answer(yes: bool) -> bool:
        async with database.transaction() as session:
            return await (joinings.accept if yes else joinings.decline)(session, joining.id)

    assert sorted(await asyncio.gather(answer(True), answer(False), answer(True))) == [False, False, True]


async def test_after_not_now_a_month_passes_before_the_next_asking(database: Database, clock: Clock) -> None:
    joining = await asked(database)
    async with database.transaction() as session:
        assert await joinings.decline(session, joining.id)
        assert await joinings.next_of(session, joining.group_id) is None
    clock.jump(joinings.REST - timedelta(seconds=1))
    async with database.transaction() as session:
        assert await joinings.ask(session, joining.person_id, joining.group_id) is None
    clock.jump(timedelta(seconds=1))
    async with database.transaction() as session:
        assert await joinings.ask(session, joining.person_id, joining.group_id) is not None


async def test_an_old_answer_is_forgotten(database: Database, clock: Clock) -> None:
    joining = await asked(database)
    async with database.transaction() as session:
        await joinings.decline(session, joining.id)
    clock.jump(joinings.REST)
    async with database.transaction() as session:
        await joinings.forget_old(session)
        assert await session.scalar(text("SELECT count(*) FROM joinings")) == 0


async def test_what_is_taken_back_cannot_be_answered(database: Database) -> None:
    joining = await asked(database)
    async with database.transaction() as session:
        assert await joinings.take_back(session, joining.person_id, joining.group_id)
        assert not await joinings.take_back(session, joining.person_id, joining.group_id)
        assert not await joinings.accept(session, joining.id)
        assert not await joinings.decline(session, joining.id)


async def test_the_moderators_are_to_hear_after_a_day_and_once(database: Database, clock: Clock) -> None:
    joining = await asked(database)
    clock.jump(joinings.HEARD_AFTER - timedelta(seconds=1))
    async with database.transaction() as session:
        assert await joinings.unheard(session) == []
    clock.jump(timedelta(seconds=1))
    async with database.transaction() as session:
        assert await joinings.unheard(session) == [joining.id]
        assert await joinings.hear(session, joining.id)
        assert not await joinings.hear(session, joining.id)
        assert await joinings.unheard(session) == []


async def test_of_a_group_that_closes_those_who_still_wait_are_named(database: Database) -> None:
    joining = await asked(database)
    async with database.transaction() as session:
        other = (await persons.welcome(session, "telegram", "2", "uk")).person
        second = await joinings.ask(session, other.id, joining.group_id)
        assert second is not None
        await joinings.decline(session, second.id)
        assert await joinings.drop(session, joining.group_id) == [joining.person_id]
        assert await joinings.of_person(session, other.id) == []
