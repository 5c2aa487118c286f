"""What a job is, and how its items are worked off: one transaction each, one failure never stops the rest."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple

import structlog
from sqlalchemy.exc import DBAPIError

from jobs.outcome import Outcome, begin, failed
from storage.database import Database, Session

log = structlog.get_logger(__name__)
AFTER_A_FAILURE: Final = timedelta(hours=1)
ROUNDS: Final = 1000  # of some 50 items each


@dataclass(frozen=True, slots=True)
class Job:
    """Work that is due again and again: `run` asks the database what is due, does it, returns how many items."""

    name: str
    run: Callable[[Database], Awaitable[int]]
    every: timedelta
    eager: bool = False  # also right after a commit that may have given it work


async def run(job: Job, database: Database) -> Outcome:
    """Run a job once; whatever fails is told by its kind, and the next run tries again."""
    outcome = begin()
    try:
        outcome.count = await job.run(database)
    except Exception as error:
        outcome.error = type(error).__name__
        log.error("job_failed", job=job.name, error=outcome.error)
    return outcome


async def each(
    database: Database,
    name: str,
    ids: Iterable[int],
    work: Callable[[Session, int], Awaitable[bool]],
    postpone: Callable[[Session, int, datetime], Awaitable[None]],
) -> int:
    """Do the items, one transaction each, and return how many were done; one that fails is postponed."""
    done = 0
    for id in ids:
        try:
            done += await _try(database, id, work)
        except Exception as error:  # whatever it is, the others have their turn
            failed(name, id, error)
            async with database.transaction() as session:
                await postpone(session, id, session.now + AFTER_A_FAILURE)
    return done


class Scan(NamedTuple):
    """Items of one kind: which are due, what is done with each, and how one that fails is put off."""

    name: str
    due: Callable[[Session], Awaitable[Sequence[int]]]
    work: Callable[[Session, int], Awaitable[bool]]
    postpone: Callable[[Session, int, datetime], Awaitable[None]]


async def all_due(database: Database, *scans: Scan) -> int:
    """Do whatever is due, some at a time, until nothing is; return how many items were done."""
    done = 0
    for _round in range(ROUNDS):
        async with database.transaction() as session:
            found = [await scan.due(session) for scan in scans]
        if not any(found):
            break
        for scan, ids in zip(scans, found, strict=True):
            done += await each(database, scan.name, ids, scan.work, scan.postpone)
    return done


async def _try(database: Database, id: int, work: Callable[[Session, int], Awaitable[bool]]) -> bool:
    try:
        async with database.transaction() as session:
            return await work(session, id)
    except DBAPIError:  # another's doing perhaps, such as a deadlock: once more
        async with database.transaction() as session:
            return await work(session, id)
