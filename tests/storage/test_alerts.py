"""Alerts: one about each thing, taken by one, ended by the state of their thing."""

import asyncio
from datetime import timedelta

from bot.clock import StoppedClock
from bot.domain import alerts as kinds
from bot.domain.matching import Ask, Skills
from storage import alert_ends, alerts, helpers, persons, requests
from storage.alerts import Alert
from storage.database import Database


async def seen(database: Database, kind: str, about: int, person_id: int | None = None) -> Alert:
    async with database.transaction() as session:
        return (await alerts.see(session, kind, about, "", person_id))[0]


async def ended(database: Database) -> list[int]:
    async with database.transaction() as session:
        return list(await alert_ends.ended(session))


async def test_of_two_who_see_the_same_there_is_one_alert(database: Database) -> None:
    found = await asyncio.gather(*(seen(database, kinds.HELD, 7) for _replica in range(5)))
    assert len({alert.id for alert in found}) == 1
    async with database.transaction() as session:
        await alerts.end(session, found[0].id)
    assert (await seen(database, kinds.HELD, 7)).id != found[0].id


async def test_of_two_who_take_it_one_has_it(database: Database) -> None:
    alert = await seen(database, kinds.HELD, 7)

    async def take(moderator: int) -> bool:
        async with database.transaction() as session:
            return await alerts.take(session, alert.id, moderator, session.now)

    taken = await asyncio.gather(*(take(moderator) for moderator in range(1, 6)))
    assert sum(taken) == 1
    async with database.transaction() as session:
        now = await alerts.get(session, alert.id)
    assert now is not None
    assert now.taken_by == taken.index(True) + 1


async def test_it_is_due_for_one_process_only(database: Database, clock: StoppedClock) -> None:
    alert = await seen(database, kinds.HELD, 7)
    async with database.transaction() as session:
        await alerts.said(session, alert.id, session.now + timedelta(hours=1))
        assert not await alerts.due(session)
    clock.jump(timedelta(hours=1))

    async def say() -> bool:
        async with database.transaction() as session:
            due = await alerts.still_due(session, alert.id)
            if due is not None:
                await alerts.said(session, alert.id, session.now + timedelta(hours=1))
            return due is not None

    assert sum(await asyncio.gather(*(say() for _process in range(5)))) == 1


async def test_it_ends_when_its_thing_is_done_or_gone(database: Database) -> None:
    async with database.transaction() as session:
        person = (await persons.welcome(session, "telegram", "1", "uk")).person
        number = await requests.add(session, person.id, "uk", 0, Ask("documents", "documents.passport"), True)
        await helpers.volunteer(session, person.id, Skills(("documents",), ("uk",)), 2)
    held, new = await seen(database, kinds.HELD, number), await seen(database, kinds.VOLUNTEER, 1)
    assert await ended(database) == []
    async with database.transaction() as session:
        request = await requests.by_number(session, number)
        assert request is not None
        await requests.move(session, request.id, (requests.HELD,), requests.WAITING)
    assert await ended(database) == [held.id]
    async with database.transaction() as session:
        await persons.erase(session, person)
    assert set(await ended(database)) == {held.id, new.id}


async def test_an_alert_about_a_person_is_over_when_they_are_erased_and_says_no_more_who_it_was(
    database: Database,
) -> None:
    async with database.transaction() as session:
        person = (await persons.welcome(session, "telegram", "1", "uk")).person
    alert = await seen(database, kinds.HARD, 99, person.id)
    assert await ended(database) == []
    async with database.transaction() as session:
        assert await alerts.person_of(session, alert.id) == person.id
        await persons.erase(session, person)
    async with database.transaction() as session:
        assert await alerts.person_of(session, alert.id) is None
    assert await ended(database) == [alert.id]


def test_every_kind_has_an_end() -> None:
    assert alert_ends.WAITS.keys() == kinds.KINDS.keys()


async def test_what_failed_is_left_alone_for_a_while(database: Database, clock: StoppedClock) -> None:
    alert = await seen(database, kinds.HELD, 7)
    async with database.transaction() as session:
        await alerts.postpone(session, alert.id, session.now + timedelta(hours=1))
    assert await ended(database) == []
    clock.jump(timedelta(hours=1))
    assert await ended(database) == [alert.id]


async def test_a_month_after_it_was_done_it_is_forgotten(database: Database, clock: StoppedClock) -> None:
    alert = await seen(database, kinds.HELD, 7)
    async with database.transaction() as session:
        await alerts.end(session, alert.id)
    clock.jump(alerts.KEPT + timedelta(seconds=1))
    async with database.transaction() as session:
        await alerts.forget_old(session)
        assert await alerts.get(session, alert.id) is None
