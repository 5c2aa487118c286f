"""The scheduler: runs never overlap, a wake is never lost, a failure is recorded and forgotten by the next run."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta

import pytest

from bot.clock import StoppedClock
from bot.tasks import start, stop
from jobs.base import Job, each
from jobs.scheduler import Scheduler
from storage import job_runs
from storage.database import Database, Session
from storage.job_runs import JobRun
from tests.conftest import NOON
from tests.machine import PATIENCE

HOUR = timedelta(hours=1)


class Work:
    """A job that can be held up, counted, and made to fail."""

    def __init__(self, due: int = 0) -> None:
        self.due = due
        self.runs = self.at_once = self.most_at_once = 0
        self.go_on = asyncio.Event()
        self.go_on.set()
        self.changed = asyncio.Condition()
        self.fails: Exception | None = None

    async def run(self, database: Database) -> int:
        """Do one item."""
        self.runs += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await self._tell()
        try:
            await self.go_on.wait()
            if self.fails is not None:
                raise self.fails
            done, self.due = min(self.due, 1), max(0, self.due - 1)
            return done
        finally:
            self.at_once -= 1
            await self._tell()

    async def _tell(self) -> None:
        async with self.changed:
            self.changed.notify_all()

    async def has(self, runs: int, at_once: int = 0) -> None:
        """Wait until it was begun so often, and so many runs are under way."""
        async with asyncio.timeout(PATIENCE), self.changed:
            await self.changed.wait_for(lambda: self.runs >= runs and self.at_once == at_once)


async def runs(database: Database) -> list[JobRun]:
    """How the jobs are doing, as it is written down."""
    async with database.transaction() as session:
        return await job_runs.every(session)


@pytest.fixture
async def made(database: Database) -> AsyncIterator[Callable[..., Scheduler]]:
    """Makes schedulers, and stops them."""
    schedulers: list[Scheduler] = []

    def make(*jobs: Job) -> Scheduler:
        schedulers.append(Scheduler(database, jobs))
        return schedulers[-1]

    yield make
    for scheduler in schedulers:
        await scheduler.stop()


async def test_what_became_due_while_nobody_looked_is_done_at_the_start(
    made: Callable[..., Scheduler],
) -> None:
    work = Work(due=1)
    made(Job("work", work.run, HOUR)).start()
    await work.has(runs=1)
    assert work.due == 0


async def test_a_job_runs_again_at_its_time(made: Callable[..., Scheduler]) -> None:
    work = Work()
    made(Job("work", work.run, timedelta(seconds=0.02))).start()
    await work.has(runs=4)


async def test_a_wake_runs_the_eager_jobs_and_no_others(made: Callable[..., Scheduler]) -> None:
    eager, patient = Work(), Work()
    scheduler = made(Job("eager", eager.run, HOUR, eager=True), Job("patient", patient.run, HOUR))
    scheduler.start()
    await eager.has(runs=1)
    await patient.has(runs=1)
    scheduler.wake()
    await eager.has(runs=2)
    assert patient.runs == 1


async def test_a_hundred_wakes_during_a_run_make_one_more_run(made: Callable[..., Scheduler]) -> None:
    work = Work()
    work.go_on.clear()
    scheduler = made(Job("work", work.run, HOUR, eager=True))
    scheduler.start()
    await work.has(runs=1, at_once=1)
    for _wake in range(100):
        scheduler.wake()
        await asyncio.sleep(0)
    work.go_on.set()
    await work.has(runs=2)
    assert (await scheduler.run_all_now(), work.runs) == (0, 3), "only this call ran it again"
    assert work.most_at_once == 1


async def test_a_run_by_hand_waits_for_the_one_under_way(made: Callable[..., Scheduler]) -> None:
    work = Work(due=3)
    work.go_on.clear()
    scheduler = made(Job("work", work.run, HOUR))
    scheduler.start()
    await work.has(runs=1, at_once=1)
    by_hand = start(scheduler.run_all_now(), "by hand")
    await asyncio.sleep(0)
    work.go_on.set()
    assert await by_hand == 2
    assert work.most_at_once == 1


async def test_work_that_one_job_makes_for_another_is_done_too(made: Callable[..., Scheduler]) -> None:
    taker, left = Work(), [2]

    async def giver(database: Database) -> int:
        taker.due, given = taker.due + min(left[0], 1), min(left[0], 1)
        left[0] -= given
        return given

    scheduler = made(Job("taker", taker.run, HOUR), Job("giver", giver, HOUR))
    assert await scheduler.run_all_now() == 4
    assert taker.due == 0


async def test_a_job_without_an_end_does_not_keep_the_clock_for_ever(made: Callable[..., Scheduler]) -> None:
    work = Work(due=10_000)
    assert await made(Job("work", work.run, HOUR)).run_all_now() == 50


async def test_a_failure_is_kept_by_its_kind_and_the_other_jobs_go_on(
    database: Database, made: Callable[..., Scheduler]
) -> None:
    broken, fine = Work(), Work(due=1)
    broken.fails = ValueError("what a person wrote")
    scheduler = made(Job("broken", broken.run, HOUR), Job("fine", fine.run, HOUR))
    assert await scheduler.run_all_now() == 1
    failed, went = await runs(database)
    assert (failed.name, failed.failing, failed.last_error, failed.last_run) == (
        "broken",
        True,
        "ValueError",
        NOON,
    )
    assert (went.name, went.failing, went.last_count, went.counted_at) == ("fine", False, 1, NOON)
    broken.fails = None
    await scheduler.run_all_now()
    mended, _went = await runs(database)
    assert (mended.failing, mended.last_error) == (False, "ValueError")


async def test_a_job_without_work_is_written_down_once_a_minute(
    database: Database, clock: StoppedClock, made: Callable[..., Scheduler]
) -> None:
    scheduler = made(Job("idle", Work().run, HOUR))
    await scheduler.run_all_now()
    clock.jump(timedelta(seconds=59))
    await scheduler.run_all_now()
    assert [run.last_run for run in await runs(database)] == [NOON]
    clock.jump(timedelta(seconds=1))
    await scheduler.run_all_now()
    assert [run.last_run for run in await runs(database)] == [NOON + timedelta(minutes=1)]


async def test_items_that_failed_are_counted_for_an_hour(
    database: Database, clock: StoppedClock, made: Callable[..., Scheduler]
) -> None:
    async def fails(session: Session, id: int) -> bool:
        raise ValueError("words")

    async def leave(session: Session, id: int, at: datetime) -> None:
        postponed.append(at)

    async def two_fail(database: Database) -> int:
        return await each(database, "work", () if postponed else (1, 2), fails, leave)

    postponed: list[datetime] = []
    await made(Job("work", two_fail, HOUR)).run_all_now()
    assert postponed == [NOON + timedelta(hours=1)] * 2
    assert [run.postponed for run in await runs(database)] == [2]
    clock.jump(timedelta(hours=1))
    assert [run.postponed for run in await runs(database)] == [0]


async def test_nothing_runs_where_the_process_does_not_lead(made: Callable[..., Scheduler]) -> None:
    work, leads = Work(), [False]
    scheduler = made(Job("work", work.run, HOUR, eager=True))
    running = start(scheduler.run(lambda: leads[0]), "clock")
    for _turn in range(20):
        await asyncio.sleep(0.005)
    assert work.runs == 0
    leads[0] = True
    scheduler.wake()
    await work.has(runs=1)
    await stop(running)


async def test_who_leads_again_begins_again_with_what_is_due(made: Callable[..., Scheduler]) -> None:
    work = Work()
    work.go_on.clear()
    scheduler = made(Job("work", work.run, HOUR))
    leading = start(scheduler.run(lambda: True), "clock")
    await work.has(runs=1, at_once=1)
    await stop(leading)  # in the middle of a run
    assert work.at_once == 0
    work.go_on.set()
    leading = start(scheduler.run(lambda: True), "clock")
    await work.has(runs=2)
    await stop(leading)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_what_another_replica_gives_to_do_is_found_within_seconds(
    made: Callable[..., Scheduler],
) -> None:
    work = Work()
    made(Job("work", work.run, HOUR, eager=True)).start()
    await work.has(runs=1)
    await work.has(runs=2)  # and nobody woke it here


async def test_stopping_waits_for_the_run_under_way_and_begins_no_other(
    made: Callable[..., Scheduler],
) -> None:
    work = Work(due=5)
    work.go_on.clear()
    scheduler = made(Job("work", work.run, HOUR, eager=True))
    scheduler.start()
    await work.has(runs=1, at_once=1)
    scheduler.wake()
    stopping = start(scheduler.stop(), "stopping")
    await asyncio.sleep(0)
    work.go_on.set()
    await stopping
    scheduler.wake()
    assert (work.runs, work.due, work.at_once) == (1, 4, 0)
    assert not scheduler._under_way


async def test_a_commit_with_work_in_it_wakes(database: Database, made: Callable[..., Scheduler]) -> None:
    work = Work()
    scheduler = made(Job("work", work.run, HOUR, eager=True))
    database.wake_jobs = scheduler.wake
    scheduler.start()
    await work.has(runs=1)
    async with database.transaction() as session:
        session.wakes_jobs = True
    await work.has(runs=2)
