"""What /stats costs the others: how long those who write wait while 100,000 requests are counted, and while nothing is.

`python -m tests.bench stats` counts a year beside a writer, then inside the writer's own kind of transaction: the
ratios tell what reading beside it is worth.
"""

import asyncio
import os
import time
from collections.abc import Coroutine
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final

from sqlalchemy import insert

from bot.clock import StoppedClock
from bot.domain import catalogue, places
from bot.domain.matching import Ask
from bot.domain.stats.periods import YEAR
from bot.tasks import start
from storage import counters, keys, stats
from storage.crypto import Vault
from storage.database import Database, Session, table_of
from storage.persons import PersonRow
from storage.requests import RequestRow
from storage.tables import METADATA

REQUESTS: Final = 100_000  # in the last year
NOW: Final = datetime(2026, 11, 21, 12, tzinfo=UTC)
PAUSE: Final = 0.01  # seconds between two writes
IDLE: Final = 3.0  # seconds of writing alone
NAMED: Final = ("half of them", "99 of 100", "the slowest")


async def run(url: str, seed: int) -> None:
    """Print how long the counting took and how long writers waited meanwhile, in milliseconds."""
    database = Database(url, Vault((os.urandom(32),)), StoppedClock(NOW))
    async with database.engine.begin() as connection:
        await connection.run_sync(METADATA.create_all)
    await keys.unlock(database)
    await _fill(database, Random(seed))
    alone = await _beside(database, asyncio.sleep(IDLE))
    for called, work in (("beside", _beside_it(database)), ("in the way", _in_the_way(database))):
        begun, worked = time.perf_counter(), time.process_time()
        found = await _beside(database, work)
        took, worked = time.perf_counter() - begun, time.process_time() - worked
        told = (f"{n} {one:.0f} ({one / two:.1f}x)" for n, one, two in zip(NAMED, found, alone, strict=True))
        print(
            f"{called}: counted in {took:.1f} s ({worked:.1f} s of a core); writers waited, in ms: {', '.join(told)}",
            flush=True,
        )
    await database.close()


async def _beside_it(database: Database) -> None:
    async with database.reading() as session:
        await _counted(session)


async def _in_the_way(database: Database) -> None:
    async with database.transaction() as session:
        await _counted(session)


async def _counted(session: Session) -> None:
    numbers = await stats.read(session, YEAR, ("match", "holds"))
    assert numbers.now.asked == REQUESTS


async def _beside(database: Database, work: Coroutine[Any, Any, None]) -> tuple[float, float, float]:
    """Write until the work is done; return what a write took: the median, the 99th percentile, the longest."""
    task, took = start(work, "counting"), list[float]()
    while not task.done():
        begun = time.perf_counter()
        async with database.transaction() as session:
            await counters.following(session, "bench")
        took.append((time.perf_counter() - begun) * 1000)
        await asyncio.sleep(PAUSE)
    await task
    took.sort()
    return took[len(took) // 2], took[len(took) * 99 // 100], took[-1]


async def _fill(database: Database, chance: Random) -> None:
    needs, regions = [need.id for need in catalogue.NEEDS], [region.code for region in places.REGIONS]
    for first in range(1, REQUESTS + 1, 10_000):
        async with database.transaction() as session:
            ids = range(first, first + 10_000)
            told = {"language": "uk", "consent": 1, "profile": b"", "conversation": b"", "seen_at": NOW}
            await session.execute(insert(table_of(PersonRow)), [{"id": id, **told} for id in ids])
            rows = [
                _request(database.vault, id, chance, chance.choice(needs), chance.choice(regions))
                for id in ids
            ]
            await session.execute(insert(table_of(RequestRow)), rows)


def _request(vault: Vault, id: int, chance: Random, need: str, region: str) -> dict[str, Any]:
    at, is_open = NOW - timedelta(minutes=chance.randrange(364 * 24 * 60)), chance.random() < 0.2
    ask = Ask(
        need, f"{need}.any", region, words="How it is told does not matter here, but that it has a length."
    )
    return {
        **{"id": id, "number": id, "person_id": id, "group_id": 0, "language": "uk", "urgency": "normal"},
        **{"status": "waiting" if is_open else "closed", "outcome": "" if is_open else "solved", "circle": 0},
        **{
            "ask": vault.seal_json(asdict(ask), f"requests.ask:{id}"),
            "created_at": at,
            "notices": 0,
            "look_at": at,
        },
        **{"closed_at": None if is_open else at + timedelta(hours=chance.randrange(500))},
        **{"first_word_at": None if is_open else at + timedelta(hours=chance.randrange(50))},
        **{"released_at": None},
    }
