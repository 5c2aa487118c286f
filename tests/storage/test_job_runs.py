"""How jobs are doing is written by whoever leads and read by all: late ones, failures, and what was put off."""

from datetime import timedelta

from bot.clock import StoppedClock
from storage import job_runs
from storage.database import Database
from storage.job_runs import JobRun


async def ran(database: Database, count: int = 0, error: str = "", postponed: int = 0) -> JobRun:
    """Write down a run of a job that is due again in a minute, and read it."""
    async with database.transaction() as session:
        await job_runs.write(session, "offers", session.now + timedelta(minutes=1), count, error, postponed)
    return await read(database)


async def read(database: Database) -> JobRun:
    async with database.transaction() as session:
        (found,) = await job_runs.every(session)
    return found


async def test_a_run_without_work_leaves_the_last_count(database: Database, clock: StoppedClock) -> None:
    at = clock.now()
    await ran(database, count=3)
    clock.jump(timedelta(minutes=1))
    found = await ran(database)
    assert (found.last_run, found.last_count, found.counted_at) == (clock.now(), 3, at)


async def test_a_job_is_late_five_minutes_after_its_time(database: Database, clock: StoppedClock) -> None:
    await ran(database)
    clock.jump(timedelta(minutes=6))
    assert not (await read(database)).late
    clock.jump(timedelta(seconds=1))
    assert (await read(database)).late
    assert not (await ran(database)).late


async def test_the_last_error_stays_when_the_job_works_again(database: Database) -> None:
    assert (await ran(database, error="ValueError")).failing
    found = await ran(database, count=1)
    assert (found.failing, found.last_error) == (False, "ValueError")
    assert found.failed_at is not None


async def test_failed_items_of_an_hour_are_added_up(database: Database, clock: StoppedClock) -> None:
    await ran(database, postponed=1)
    clock.jump(timedelta(minutes=30))
    assert (await ran(database, postponed=2)).postponed == 3
    clock.jump(timedelta(minutes=30))
    assert (await read(database)).postponed == 0
    assert (await ran(database, postponed=1)).postponed == 1
