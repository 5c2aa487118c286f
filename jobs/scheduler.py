"""The clock of the jobs: APScheduler says when, the database knows what; a run never overlaps itself."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import tasks
from jobs.base import Job
from storage.database import Database

log = structlog.get_logger(__name__)
# APScheduler's own default would leave out a run that is one second late.
DEFAULTS: Final[dict[str, Any]] = {"misfire_grace_time": 3600, "coalesce": True, "max_instances": 1}
GATHER: Final = 0.05  # seconds between a commit and the run it wakes: commits that come together share it
ROUNDS: Final = 50
STOPPING: Final = 5.0  # seconds for the runs under way


@dataclass(slots=True)
class State:
    """How a job is doing, for moderators and metrics."""

    job: Job
    last_run: datetime | None = None
    last_count: int = 0
    last_error: str = ""  # the kind of error of the last run, without its words
    wanted: bool = False
    one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)


class Scheduler:
    """Runs the jobs at their times, and the eager ones when they are woken."""

    def __init__(self, database: Database, jobs: Sequence[Job]) -> None:
        self._database = database
        self.states: tuple[State, ...] = tuple(State(job) for job in jobs)
        self._clock = AsyncIOScheduler(timezone=UTC, job_defaults=DEFAULTS)
        self._under_way: set[asyncio.Task[None]] = set()
        self._running = False

    def start(self) -> None:
        """Begin; whatever became due while nobody looked is done at once."""
        self._running = True
        for state in self.states:
            seconds = state.job.every.total_seconds()
            self._clock.add_job(self._tick, "interval", seconds=seconds, args=[state], id=state.job.name)
            self._want(state)
        self._clock.start()

    async def stop(self) -> None:
        """Begin nothing new, and wait a little for the runs under way."""
        self._running = False
        if self._clock.running:
            self._clock.shutdown(wait=False)
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=STOPPING)
        await tasks.stop(*self._under_way)

    def wake(self) -> None:
        """Let the eager jobs look right away; however often it is called, at most one run of each waits."""
        for state in self.states:
            if state.job.eager:
                self._want(state, GATHER)

    async def run_all_now(self) -> int:
        """Run all jobs until nothing is due; return how many items they did."""
        total = 0
        for _round in range(ROUNDS):
            done = sum([await self._run(state) for state in self.states])
            total += done
            if not done:
                break
        return total

    async def _tick(self, state: State) -> None:
        self._want(state)

    def _want(self, state: State, pause: float = 0) -> None:
        if state.wanted or not self._running:
            return
        state.wanted = True
        task = tasks.start(self._soon(state, pause), f"job {state.job.name}")
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _soon(self, state: State, pause: float) -> None:
        await asyncio.sleep(pause)
        if self._running:
            await self._run(state)

    async def _run(self, state: State) -> int:
        """Run a job, after the run of it that is under way; a failure is recorded by kind."""
        async with state.one_at_a_time:
            state.wanted = False  # what comes from now on needs another run
            state.last_run = self._database.clock.now()
            try:
                state.last_count, state.last_error = await state.job.run(self._database), ""
            except Exception as error:  # the next tick tries again
                state.last_count, state.last_error = 0, type(error).__name__
                log.error("job_failed", job=state.job.name, error=type(error).__name__)
            return state.last_count
