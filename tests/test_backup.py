"""The drill: a deployment is lost, its backup is brought back, and who was erased meanwhile stays erased."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.backup import backup, restore
from bot.clock import StoppedClock
from bot.data_keys import new_key, read_key
from bot.settings import BadSettings, Settings
from handlers.leaving import leave
from jobs import audit as audited, backups as job
from storage import audit, audit_chain, audit_notes, backups, keys, migrate, persons
from storage.backups import BadBackup
from storage.crypto import Vault
from storage.database import Database
from storage.persons import PersonRow
from tests import postgres as postgresql
from tests.conftest import NOON
from tests.storage.test_audit_chain import write
from tests.test_command_line import run

KEY = new_key()


def settings(url: str, folder: Path, key: str = KEY) -> Settings:
    return Settings(_env_file=None, database_url=url, data_keys=key, backup_folder=str(folder))


@asynccontextmanager
async def opened(url: str, folder: Path | None = None) -> AsyncIterator[Database]:
    """The database as the running bot has it open."""
    database = Database(url, Vault((read_key(KEY),)), StoppedClock(NOON))
    database.backups = folder
    await keys.unlock(database)
    try:
        yield database
    finally:
        await database.close()


async def names(database: Database) -> set[str]:
    async with database.transaction() as session:
        found = [await persons.get(session, id) for id in (await session.scalars(select(PersonRow.id))).all()]
    return {person.profile.name for person in found if person}


async def told(database: Database, address: str, name: str) -> persons.Person:
    async with database.transaction() as session:
        arrival = await persons.welcome(session, "telegram", address, "uk")
        return await persons.tell(session, arrival.person, name=name)


@pytest.fixture
def another_url(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> str:
    """Where the backup is brought back: an empty database on another machine."""
    if database_url.startswith("sqlite"):
        return f"sqlite+aiosqlite:///{tmp_path}/elsewhere/kolo.db"
    server: postgresql.Server = request.getfixturevalue("postgres")
    return server.url(server.new_database())


async def test_a_lost_deployment_comes_back_without_who_was_erased_since(
    database_url: str, another_url: str, tmp_path: Path
) -> None:
    folder, clock = tmp_path / "kept", StoppedClock(NOON)
    await migrate.upgrade(database_url)
    async with opened(database_url, folder) as database:
        await told(database, "1", "Oak")
        leaver = await told(database, "2", "Canary")
        withdrawer = await told(database, "3", "Withdrawn")
        file = await backup(settings(database_url, folder), clock)
        clock.jump(timedelta(minutes=50))
        database.clock = clock
        async with database.transaction() as session:
            await leave(session, leaver)
            await persons.erase(session, leaver)
            await persons.empty(session, withdrawer)
        await told(database, "4", "Too late for the backup")
    about, erased = await restore(settings(another_url, folder), clock, file, replace=False)
    assert (about.made, erased) == (NOON, 2)
    async with opened(another_url) as database:
        assert await names(database) == {"Oak", ""}
        await told(database, "9", "Birch")
        assert await names(database) == {"Oak", "", "Birch"}, "and it goes on"


async def test_the_audit_has_it_that_a_backup_was_brought_back_and_later_notes_of_its_end_are_let_go(
    database_url: str, another_url: str, tmp_path: Path
) -> None:
    folder, clock = tmp_path / "kept", StoppedClock(NOON)
    await migrate.upgrade(database_url)
    async with opened(database_url, folder) as database:
        await write(database, 1)
        await audited.run(database)
        file = await backup(settings(database_url, folder), clock)
        await write(database, 2)
        await audited.run(database)
    assert len(audit_notes.ends(folder)) == 2
    await restore(settings(another_url, folder), clock, file, replace=False)
    async with opened(another_url, folder) as database:
        await audited.run(database)
        async with database.transaction() as session:
            assert await audit.has(session, "restore", "backup 2026-11-21 12:00")
            assert audit_notes.ends(folder)[1:] == [await audit_chain.noted(session)]


async def test_where_a_database_is_nothing_is_overwritten_unasked(database_url: str, tmp_path: Path) -> None:
    await migrate.upgrade(database_url)
    async with opened(database_url) as database:
        await told(database, "1", "Oak")
        file = await backup(settings(database_url, tmp_path / "kept"), StoppedClock(NOON))
        await told(database, "9", "Birch")
    with pytest.raises(BadBackup, match=r"there already|has tables"):
        await restore(settings(database_url, tmp_path / "kept"), StoppedClock(NOON), file, replace=False)
    async with opened(database_url) as database:
        assert await names(database) == {"Oak", "Birch"}


async def test_a_backup_of_another_kind_of_database_is_refused(database_url: str, tmp_path: Path) -> None:
    await migrate.upgrade(database_url)
    async with opened(database_url):
        file = await backup(settings(database_url, tmp_path / "kept"), StoppedClock(NOON))
    other = (
        "postgresql+asyncpg://x@/x"
        if database_url.startswith("sqlite")
        else f"sqlite+aiosqlite:///{tmp_path}/x"
    )
    with pytest.raises(BadBackup, match="it was made of"):
        await restore(settings(other, tmp_path / "kept"), StoppedClock(NOON), file, replace=False)


@pytest.fixture
def file(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path}/data/kolo.db"


async def test_a_present_file_is_kept_aside_when_it_may_be_replaced(file: str, tmp_path: Path) -> None:
    await migrate.upgrade(file)
    async with opened(file) as database:
        await told(database, "1", "Oak")
        kept = await backup(settings(file, tmp_path / "kept"), StoppedClock(NOON))
        await told(database, "9", "Birch")
        with pytest.raises(BadBackup, match="stop the bot"):
            await restore(settings(file, tmp_path / "kept"), StoppedClock(NOON), kept, replace=True)
        assert await names(database) == {"Oak", "Birch"}
    await restore(settings(file, tmp_path / "kept"), StoppedClock(NOON), kept, replace=True)
    async with opened(file) as database:
        assert await names(database) == {"Oak"}
    async with opened(f"{file}.before-restore") as database:
        assert await names(database) == {"Oak", "Birch"}


async def test_a_damaged_database_can_be_replaced(file: str, tmp_path: Path) -> None:
    await migrate.upgrade(file)
    async with opened(file) as database:
        await told(database, "1", "Oak")
    kept = await backup(settings(file, tmp_path / "kept"), StoppedClock(NOON))
    (tmp_path / "data" / "kolo.db").write_bytes(b"not a database" * 1000)
    await restore(settings(file, tmp_path / "kept"), StoppedClock(NOON), kept, replace=True)
    async with opened(file) as database:
        assert await names(database) == {"Oak"}


async def test_without_the_key_nothing_is_readable_and_nothing_changes(file: str, tmp_path: Path) -> None:
    await migrate.upgrade(file)
    async with opened(file) as database:
        await told(database, "1", "Oak")
    kept = await backup(settings(file, tmp_path / "kept"), StoppedClock(NOON))
    with pytest.raises(BadBackup, match="no key with id"):
        await restore(settings(file, tmp_path, new_key()), StoppedClock(NOON), kept, replace=True)
    with pytest.raises(BadSettings, match="none of these keys"):
        await backup(settings(file, tmp_path / "kept", new_key()), StoppedClock(NOON))
    async with opened(file) as database:
        assert await names(database) == {"Oak"}
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["kolo.db"]


async def test_a_backup_is_made_every_hour_by_itself(file: str, tmp_path: Path) -> None:
    await migrate.upgrade(file)
    clock = StoppedClock(NOON)
    async with opened(file, tmp_path / "kept") as database:
        database.clock = clock
        made = []
        for _minute in range(0, 180, 5):
            made.append(await job.run(database))
            clock.jump(timedelta(minutes=5))
    assert sum(made) == 3
    assert len(backups.all_in(tmp_path / "kept")) == 3


async def test_where_no_folder_is_named_none_is_made(file: str) -> None:
    await migrate.upgrade(file)
    async with opened(file) as database:
        assert await job.run(database) == 0


def test_backups_lie_beside_sqlites_file_unless_another_folder_is_named() -> None:
    beside = Settings(_env_file=None, database_url="sqlite+aiosqlite:////var/kolo/kolo.db")
    assert beside.backups == Path("/var/kolo/backups")
    off = Settings(_env_file=None, backup_folder="off")
    assert off.backups is None
    assert Settings(_env_file=None, database_url="postgresql://kolo@localhost/kolo").backups is None


def test_the_commands_say_what_they_did_in_one_line(tmp_path: Path) -> None:
    assert run(tmp_path, "migrate").returncode == 0
    asyncio.run(_one_person(f"sqlite+aiosqlite:///{tmp_path}/data/kolo.db"))
    done = run(tmp_path, "backup", DATA_KEYS=KEY)
    assert (done.returncode, done.stderr) == (0, "")
    (kept,) = (tmp_path / "data" / "backups").glob("*.backup")
    (tmp_path / "data" / "kolo.db").unlink()
    done = run(tmp_path, "restore", str(kept), DATA_KEYS=KEY)
    assert (done.returncode, done.stderr) == (0, "")
    with sqlite3.connect(tmp_path / "data" / "kolo.db") as direct:
        assert direct.execute("SELECT count(*) FROM persons").fetchone() == (1,)
    done = run(tmp_path, "restore", str(kept), DATA_KEYS=KEY)
    assert done.returncode == 1
    assert "--replace" in done.stderr
    kept.write_bytes(b"something else")
    assert "no backup of Kolo" in run(tmp_path, "restore", str(kept), "--replace", DATA_KEYS=KEY).stderr
    assert run(tmp_path, "restore", "nowhere.backup", DATA_KEYS=KEY).returncode == 1


async def _one_person(url: str) -> None:
    async with opened(url) as database:
        await told(database, "1", "Oak")
