"""Reports of talks: the same one twice is one, and none is kept longer than three months."""

from datetime import timedelta

from bot.clock import StoppedClock
from storage import persons, talk_reports
from storage.database import Database
from storage.persons import Person


async def somebody(database: Database) -> Person:
    async with database.transaction() as session:
        return (await persons.welcome(session, "telegram", "1", "uk")).person


async def test_the_same_report_twice_is_one(database: Database) -> None:
    person = await somebody(database)
    async with database.transaction() as session:
        first, new = await talk_reports.add(session, person.id, 7, "money")
        again, anew = await talk_reports.add(session, person.id, 7, "money")
    assert (new, anew) == (True, False)
    assert first == again


async def test_what_is_shown_is_kept_once_and_only_from_its_author(database: Database) -> None:
    person = await somebody(database)
    async with database.transaction() as session:
        report, _new = await talk_reports.add(session, person.id, 7, "money")
        assert not await talk_reports.show(session, report.id, person.id + 1, ["no"])
        assert await talk_reports.show(session, report.id, person.id, ["one", "two"])
        assert not await talk_reports.show(session, report.id, person.id, ["three"])
        found = await talk_reports.by_number(session, report.number)
    assert found is not None
    assert found.shown == ("one", "two")


async def test_after_three_months_it_is_deleted(database: Database) -> None:
    person = await somebody(database)
    async with database.transaction() as session:
        report, _new = await talk_reports.add(session, person.id, 7, "money")
    assert isinstance(database.clock, StoppedClock)
    for days, there in ((89, True), (2, False)):
        database.clock.jump(timedelta(days=days))
        async with database.transaction() as session:
            await talk_reports.forget_old(session)
            assert (await talk_reports.get(session, report.id) is not None) is there
