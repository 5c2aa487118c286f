"""What all tests share: a fresh database of each kind, and the rule that CI skips nothing."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.clock import Clock, StoppedClock
from storage import keys
from storage.crypto import Vault
from storage.database import Database
from storage.tables import METADATA
from tests import postgres as postgresql
from tests.emptied import Emptied
from tests.warm import warm

if TYPE_CHECKING:
    from tests.chat import Chat

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgres() -> Iterator[postgresql.Server]:
    """A private PostgreSQL server, started when the first test asks for it."""
    yield from postgresql.running()


@pytest.fixture(scope="session")
def postgres_tables(postgres: postgresql.Server) -> str:
    """The name of a PostgreSQL database with all tables, to copy: some 50 ms against 150 to make them."""
    name = postgres.new_database()
    asyncio.run(make_tables(postgres.url(name)))
    return name


@pytest.fixture(scope="session")
def postgres_emptied(postgres: postgresql.Server, postgres_tables: str) -> Iterator[Emptied]:
    """The PostgreSQL database with all tables that one test after another gets, emptied."""
    with closing(Emptied(postgres, postgres_tables)) as emptied:
        yield emptied


@pytest.fixture(scope="session")
def sqlite_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables, to copy: 1 ms against 60 to make them."""
    file = tmp_path_factory.mktemp("tables") / "kolo.db"
    asyncio.run(make_tables(f"sqlite+aiosqlite:///{file}"))
    return file


async def make_tables(url: str) -> None:
    """Make all tables in an empty database."""
    database = Database(url, Vault((os.urandom(32),)), StoppedClock(NOON))
    async with database.engine.begin() as connection:
        await connection.run_sync(METADATA.create_all)
    await database.close()


@pytest.fixture
def postgres_url(request: pytest.FixtureRequest, postgres: postgresql.Server) -> Iterator[str]:
    """The address of a fresh PostgreSQL database: empty, or with all tables when the test asks for `database`."""
    if "database" in request.fixturenames:
        emptied: Emptied = request.getfixturevalue("postgres_emptied")
        yield postgres.url(emptied.fresh())
        return
    name = postgres.new_database()
    yield postgres.url(name)
    postgres.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a fresh database, as `postgres_url` is; every test that asks for it runs on both kinds."""
    if request.param == "postgresql":
        url: str = request.getfixturevalue("postgres_url")
        return url
    # A file, never :memory:, whose one shared connection lets a rollback undo another's commit.
    if "database" in request.fixturenames:
        shutil.copyfile(request.getfixturevalue("sqlite_tables"), tmp_path / "kolo.db")
    return f"sqlite+aiosqlite:///{tmp_path}/kolo.db"


@pytest.fixture
def clock() -> Clock:
    """The clock of the database: it stands at NOON until a test moves it."""
    return StoppedClock(NOON)


@pytest.fixture
async def database(database_url: str, clock: Clock) -> AsyncIterator[Database]:
    """A database with all tables and keys of its own."""
    database = warm(Database(database_url, Vault((os.urandom(32),)), clock))
    await keys.unlock(database)
    yield database
    await database.close()


@pytest.fixture
async def chat(database: Database) -> AsyncIterator["Chat"]:
    """People on phones, talking to the real dispatcher and database."""
    from tests.chat import opened

    async with opened(database) as chat:
        yield chat


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skipped test has failed: there, every part that a test needs must be installed."""
    report = yield
    if not hasattr(report, "wasxfail"):
        _refuse_skips(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """In CI a module that skips itself while it is collected has failed too."""
    report = yield
    _refuse_skips(report)
    return report


def _refuse_skips(report: pytest.TestReport | pytest.CollectReport) -> None:
    if os.environ.get("CI") and report.skipped:
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"CI skips nothing. {reason}"
