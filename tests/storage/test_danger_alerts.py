"""Alerts of danger: one open alert a person, taken once, gone with the person and after a month."""

from datetime import timedelta

from bot.clock import StoppedClock
from storage import danger_alerts, persons
from storage.danger_alerts import DangerAlert
from storage.database import Database


async def seen(database: Database, *kinds: str) -> DangerAlert:
    async with database.transaction() as session:
        person = (await persons.welcome(session, "telegram", "1", "uk")).person
        return await danger_alerts.see(session, person.id, kinds)


async def test_new_kinds_join_the_open_alert(database: Database) -> None:
    first = await seen(database, "self_harm")
    async with database.transaction() as session:
        second = await danger_alerts.see(session, first.person_id, ["medical", "self_harm"])
    assert second.id == first.id
    assert second.kinds == ("medical", "self_harm")


async def test_an_alert_is_taken_once_and_the_next_signs_open_another(database: Database) -> None:
    first = await seen(database, "danger")
    async with database.transaction() as session:
        assert [await danger_alerts.take(session, first.id) for _time in range(2)] == [True, False]
        assert (await danger_alerts.see(session, first.person_id, ["danger"])).id != first.id


async def test_a_yes_stays_and_a_no_may_become_one(database: Database) -> None:
    alert = await seen(database, "danger")
    said = (danger_alerts.NO, danger_alerts.NO, danger_alerts.YES, danger_alerts.NO)
    async with database.transaction() as session:
        assert [await danger_alerts.wish(session, alert.id, word) for word in said] == [
            True,
            False,
            True,
            False,
        ]


async def test_what_is_not_due_or_was_taken_is_not_said_again(
    database: Database, clock: StoppedClock
) -> None:
    alert = await seen(database, "danger")
    async with database.transaction() as session:
        assert await danger_alerts.say_again(session, alert.id) is None
    clock.jump(timedelta(minutes=5))
    async with database.transaction() as session:
        assert await danger_alerts.due(session) == [alert.id]
        await danger_alerts.take(session, alert.id)
        assert await danger_alerts.say_again(session, alert.id) is None


async def test_a_month_after_it_was_taken_an_alert_is_forgotten(
    database: Database, clock: StoppedClock
) -> None:
    alert = await seen(database, "danger")
    async with database.transaction() as session:
        await danger_alerts.take(session, alert.id)
    clock.jump(danger_alerts.KEPT + timedelta(seconds=1))
    async with database.transaction() as session:
        await danger_alerts.forget_old(session)
        assert await danger_alerts.get(session, alert.id) is None
