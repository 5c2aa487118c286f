"""A backup becomes the database: SQLite's file is written beside the present one, and takes its place when whole."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, inspect
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from storage import backups
from storage.backups import BadBackup
from storage.crypto import Vault


@contextmanager
def beside(file: Path, replace: bool) -> Iterator[Path]:
    """Give a new file; when the block ends well it takes the place of `file`, which with `replace` is kept aside.

    Raise BadBackup when `file` is there and may not be replaced, or is in use.
    """
    if file.exists():
        if not replace:
            raise BadBackup(f"{file} is there already: --replace keeps it aside and takes the backup instead")
        _must_be_still(file)
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f"{file.name}.restoring")
    _remove(aside)
    try:
        yield aside
        _settle(aside)
        if file.exists():
            _must_be_still(file)
            file.replace(file.with_name(f"{file.name}.before-restore"))
        aside.replace(file)
    finally:
        _remove(aside)


def write(vault: Vault, backup: Path, file: Path) -> None:
    """Write what a backup holds as SQLite's file, and look whether it is whole. It blocks."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        for piece in backups.opened(vault, backup):
            out.write(piece)
    with closing(sqlite3.connect(file)) as database:
        ((said,),) = database.execute("PRAGMA integrity_check(1)").fetchall()
    if said != "ok":
        raise BadBackup("the database in it is damaged")


async def must_be_empty(url: URL) -> None:
    """Raise BadBackup when PostgreSQL's database has tables already: nothing is overwritten there."""
    engine = create_async_engine(url, poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            tables = await connection.run_sync(lambda plain: inspect(plain).get_table_names())
    finally:
        await engine.dispose()
    if tables:
        raise BadBackup(
            f"the database {url.database} has tables: make an empty one, and name it in DATABASE_URL"
        )


def _must_be_still(file: Path) -> None:
    """Raise BadBackup while another process has the file open: SQLite leaves its log only when nobody else is there."""
    with closing(sqlite3.connect(file, timeout=0.2)) as database:
        try:
            database.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError:
            raise BadBackup(f"{file} is in use: stop the bot first") from None
        except sqlite3.DatabaseError:
            return  # damaged: that is why somebody restores


def _settle(file: Path) -> None:
    """Bring all into the one file, and onto the disk."""
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode=DELETE")
    with file.open("rb") as whole:
        os.fsync(whole.fileno())


def _remove(file: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + end).unlink(missing_ok=True)
