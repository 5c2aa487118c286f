"""Towns with the bot running between their messengers."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

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


@pytest.fixture
async def alive(town: Town, sqlite_url: str) -> AsyncIterator[Town]:
    """The messengers with the bot between them, where it does not matter on which database."""
    async with town.bot(sqlite_url):
        yield town


@pytest.fixture(scope="module")
def server() -> Iterator[postgresql.Server]:
    """A PostgreSQL server of our own, which may be stopped."""
    yield from postgresql.running()
