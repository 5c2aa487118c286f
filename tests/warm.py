"""Spares a test database what a bot pays once in its life, making its statements ready, and waits for the disk."""

from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.util import LRUCache

from storage.database import Database

_FIRST: dict[str, Engine] = {}  # the first engine of each kind
STATEMENTS = 5_000  # more than the suite has


def warm(database: Database) -> Database:
    """Let a database that is not open yet share what SQLAlchemy made of our statements; return it.

    SQLite does not wait for the disk: only a power cut would tell, and that the bot itself waits has its own test.
    """
    engine = database.engine.sync_engine
    if engine.dialect.name not in _FIRST:
        _FIRST[engine.dialect.name] = engine
        engine._compiled_cache = LRUCache(STATEMENTS)
    first = _FIRST[engine.dialect.name]
    for one in (engine, database._reader.sync_engine):
        one.dialect, one._compiled_cache = first.dialect, first._compiled_cache
    if database.is_sqlite:
        event.listen(engine, "connect", _hurry)
    return database


def _hurry(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=OFF")
    cursor.close()
