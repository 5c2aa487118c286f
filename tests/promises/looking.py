"""Looks at what a thief would carry away: all files, a dump, a backup, the log of the database's server."""

from pathlib import Path

from storage import backups, dumps
from storage.database import Database

PIECE = 1 << 20


def files(database: Database, folder: Path) -> bytes:
    """Return all bytes of all files in the folder, with what PostgreSQL's server logged."""
    log = Path(str(database.engine.url.query.get("host", ""))) / "log"
    return b"".join(path.read_bytes() for path in (*folder.rglob("*"), log) if path.is_file())


def look(database: Database, folder: Path) -> bytes:
    """Return these, with a dump and a backup made now."""
    dump = b"".join(dumps.read(database.engine.url, folder, PIECE))
    assert len(dump) > 100_000
    made = backups.make(database.engine.url, database.vault, folder / "backups", database.clock.now())
    assert made.stat().st_size > len(dump)
    return dump + files(database, folder)
