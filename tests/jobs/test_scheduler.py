"""The scheduler: runs never overlap, a wake is never lost, a failure is recorded and forgotten by the next run."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import pytest

from bot.tasks import start
from jobs.base import Job
from jobs.scheduler import Scheduler
from storage.database import Database
from tests.conftest import NOON

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
        async with asyncio.timeout(5), self.changed:
            await self.changed.wait_for(lambda: self.runs >= runs and self.at_once == at_once)


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


async def test_a_failure_is_kept_by_its_kind_and_the_other_jobs_go_on(made: Callable[..., Scheduler]) -> None:
    broken, fine = Work(), Work(due=1)
    broken.fails = ValueError("what a person wrote")
    scheduler = made(Job("broken", broken.run, HOUR), Job("fine", fine.run, HOUR))
    assert await scheduler.run_all_now() == 1
    state = scheduler.states[0]
    assert (state.last_error, state.last_count, state.last_run) == ("ValueError", 0, NOON)
    broken.fails = None
    await scheduler.run_all_now()
    assert state.last_error == ""


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
