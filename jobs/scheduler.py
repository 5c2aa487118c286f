"""The clock of the jobs: APScheduler says when, the database knows what; a run never overlaps itself.

It runs where the process leads. Commits of other replicas wake nobody here: eager jobs look often enough instead.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import tasks
from jobs import base
from jobs.base import Job
from jobs.outcome import Outcome
from storage import job_runs
from storage.database import Database

log = structlog.get_logger(__name__)
# APScheduler's own default would leave out a run that is one second late.
DEFAULTS: Final[dict[str, Any]] = {"misfire_grace_time": 3600, "coalesce": True, "max_instances": 1}
GATHER: Final = 0.05  # seconds between a commit and the run it wakes: commits that come together share it
ROUNDS: Final = 50
EAGER: Final = timedelta(seconds=3)  # between looks of an eager job, where other replicas may give it work
STOPPING: Final = 5.0  # seconds for the runs under way
WRITTEN: Final = timedelta(minutes=1)  # that a job ran and had nothing to do is written down so often


@dataclass(slots=True)
class State:
    """One job, as this process runs it."""

    job: Job
    wanted: bool = False
    written: datetime | None = None  # when its last run was written down
    failing: bool = False  # and whether that one failed
    one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)


class Scheduler:
    """Runs the jobs at their times, and the eager ones when they are woken."""

    def __init__(self, database: Database, jobs: Sequence[Job]) -> None:
        self._database = database
        self._states = tuple(State(job) for job in jobs)
        self._clock: AsyncIOScheduler | None = None
        self._under_way: set[asyncio.Task[None]] = set()
        self._may_run: Callable[[], bool] = lambda: True

    async def run(self, may_run: Callable[[], bool]) -> None:
        """Keep the clock until cancelled; `may_run` is asked before each run (does this process still lead?)."""
        self._may_run = may_run
        self.start()
        try:
            await asyncio.Event().wait()
        finally:
            await self.stop(0)

    def start(self) -> None:
        """Begin; whatever became due while nobody looked is done at once."""
        self._clock = AsyncIOScheduler(timezone=UTC, job_defaults=DEFAULTS)
        for state in self._states:
            state.wanted, state.written = False, None  # it may have led before, and others since
            seconds = self._every(state.job).total_seconds()
            self._clock.add_job(self._tick, "interval", seconds=seconds, args=[state], id=state.job.name)
            self._want(state)
        self._clock.start()

    async def stop(self, patience: float = STOPPING) -> None:
        """Begin nothing new, and wait a little for the runs under way."""
        if self._clock is not None:
            self._clock.shutdown(wait=False)
            self._clock = None
        if self._under_way and patience:
            await asyncio.wait(self._under_way, timeout=patience)
        await tasks.stop(*self._under_way)

    def wake(self) -> None:
        """Let the eager jobs look right away; however often it is called, at most one run of each waits."""
        for state in self._states:
            if state.job.eager:
                self._want(state, GATHER)

    async def run_all_now(self) -> int:
        """Run all jobs until nothing is due; return how many items they did."""
        total = 0
        for _round in range(ROUNDS):
            done = sum([await self._run(state) for state in self._states])
            total += done
            if not done:
                break
        return total

    def _every(self, job: Job) -> timedelta:
        return min(job.every, EAGER) if job.eager and not self._database.is_sqlite else job.every

    async def _tick(self, state: State) -> None:
        self._want(state)

    def _want(self, state: State, pause: float = 0) -> None:
        if state.wanted or self._clock is None:
            return
        state.wanted = True
        task = tasks.start(self._soon(state, pause), f"job {state.job.name}")
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _soon(self, state: State, pause: float) -> None:
        await asyncio.sleep(pause)
        if self._clock is not None and self._may_run():
            await self._run(state)
        else:
            state.wanted = False

    async def _run(self, state: State) -> int:
        """Run a job, after the run of it that is under way."""
        async with state.one_at_a_time:
            state.wanted = False  # what comes from now on needs another run
            outcome = await base.run(state.job, self._database)
            await self._write_down(state, outcome)
            return outcome.count

    async def _write_down(self, state: State, outcome: Outcome) -> None:
        """Keep how the job is doing, where every replica finds it; an idle job is written seldom."""
        now, said = self._database.clock.now(), outcome != Outcome()
        if not (said or state.failing) and state.written is not None and now < state.written + WRITTEN:
            return
        try:
            async with self._database.transaction() as session:
                next_run = now + max(state.job.every, WRITTEN)
                await job_runs.write(
                    session, state.job.name, next_run, outcome.count, outcome.error, outcome.postponed
                )
            state.written, state.failing = now, bool(outcome.error)
        except Exception as error:  # the job's own work is done and stays
            log.warning("job_run_not_written", job=state.job.name, error=type(error).__name__)
