"""Towns with the bot running between their messengers."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage import migrate
from tests import postgres as postgresql
from tests.app.town import Town, town as opened


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    """The messengers, without a bot yet."""
    async with opened() as one:
        yield one


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of a SQLite file."""
    return f"sqlite+aiosqlite:///{tmp_path}/kolo.db"


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file that all steps of the migration led to its tables, to copy: 1 ms against 400 to lead another."""
    file = tmp_path_factory.mktemp("migrated") / "kolo.db"
    asyncio.run(migrate.upgrade(f"sqlite+aiosqlite:///{file}"))
    return file


@pytest.fixture
async def alive(town: Town, sqlite_url: str, migrated: Path) -> AsyncIterator[Town]:
    """The messengers with the bot between them, where it does not matter on which database."""
    shutil.copyfile(migrated, sqlite_url.partition(":///")[2])
    async with town.bot(sqlite_url):
        yield town


@pytest.fixture(scope="module")
def server() -> Iterator[postgresql.Server]:
    """A PostgreSQL server of our own, which may be stopped."""
    yield from postgresql.running()
