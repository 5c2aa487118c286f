"""A circle of 5,000 people comes back from its backup within half an hour, with all they had, and few are erased again.

Measured from the command to the moment at which the bot could start, with 400 people in open talks and 50 who deleted
themselves after the backup was made. In `make test` the same with fewer people.
"""

import time
from datetime import timedelta
from pathlib import Path

import pytest
import structlog
from sqlalchemy import func, select

from bot.backup import backup, restore
from bot.clock import StoppedClock
from bot.data_keys import new_key, read_key
from bot.settings import Settings
from handlers.leaving import leave
from storage import keys, migrate, persons
from storage.crypto import Vault
from storage.database import Database
from storage.matches import MatchRow
from storage.persons import PersonRow
from tests.bench.copies import Original
from tests.bench.matched import matched
from tests.conftest import NOON

log = structlog.get_logger(__name__)  # `pytest -rP` shows the figures
LONGEST = 30 * 60  # seconds
ERASED = 50
PEOPLE = [400, pytest.param(5_000, marks=[pytest.mark.minutes, pytest.mark.timeout(1_800)])]


async def settled(database: Database, people: int) -> None:
    """Make people in pairs who talk."""
    await keys.unlock(database)
    async with database.transaction() as session:
        await matched(session, [("telegram", "1"), ("viber", "2==")])
    async with database.transaction() as session:
        original = await Original.read(session)
        await original.copy(session, range(2, people // 2 + 1), map(str, range(100_000, 100_000 + people)))


async def counted(database: Database) -> tuple[int, int]:
    """How many people and matches there are."""
    async with database.transaction() as session:
        people = await session.scalar(select(func.count()).select_from(PersonRow))
        pairs = await session.scalar(select(func.count()).select_from(MatchRow))
    return people or 0, pairs or 0


@pytest.mark.parametrize("people", PEOPLE)
async def test_a_whole_circle_comes_back_in_time(tmp_path: Path, people: int) -> None:
    key, clock = new_key(), StoppedClock(NOON)
    urls = [f"sqlite+aiosqlite:///{tmp_path}/{place}/kolo.db" for place in ("here", "elsewhere")]
    here, elsewhere = [
        Settings(_env_file=None, database_url=url, data_keys=key, backup_folder=str(tmp_path / "kept"))
        for url in urls
    ]
    await migrate.upgrade(urls[0])
    database = Database(urls[0], Vault((read_key(key),)), clock)
    database.backups = tmp_path / "kept"
    await settled(database, people)
    file = await backup(here, clock)
    clock.jump(timedelta(minutes=59))
    async with database.transaction() as session:
        for id in (await session.scalars(select(PersonRow.id).limit(ERASED))).all():
            person = await persons.get(session, id)
            assert person is not None
            await leave(session, person)
            await persons.erase(session, person)
    left = await counted(database)
    await database.close()
    began = time.monotonic()
    _about, erased = await restore(elsewhere, clock, file, replace=False)
    took = time.monotonic() - began
    log.info("restored", people=people, seconds=took, megabytes=file.stat().st_size / 1e6)
    assert took < LONGEST
    assert erased == ERASED
    back = Database(urls[1], Vault((read_key(key),)), clock)
    await keys.unlock(back)
    assert await counted(back) == left
    await back.close()
