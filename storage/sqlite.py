"""SQLite's driver with one way to its thread and back for a statement; aiosqlite itself goes four times."""

import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import aiosqlite
from sqlalchemy import make_url

Rows = list[Any]


class Cursor(aiosqlite.Cursor):
    """Runs a statement and reads all its rows in one go; what is asked of it afterwards needs no thread."""

    def __init__(self, connection: "Connection") -> None:
        self._conn, self._rows = connection, Rows()
        self._in_thread: Callable[..., Awaitable[Any]] = connection._execute

    async def __aenter__(self) -> "Cursor":
        return self

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> "Cursor":
        """Run one statement."""
        self._cursor, self._rows = await self._in_thread(self._run, sql, parameters or ())
        return self

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> "Cursor":
        """Run one statement for each set of parameters."""
        self._cursor = await self._in_thread(self._conn._conn.executemany, sql, parameters)
        return self

    async def fetchall(self) -> Rows:
        """Return the rows, which are here already."""
        return self._rows

    async def close(self) -> None:
        """Nothing is open: the rows were read to the end."""

    @property
    def description(self) -> Any:
        """Return what the columns are called."""
        return self._cursor.description

    def _run(self, sql: str, parameters: Iterable[Any]) -> tuple[sqlite3.Cursor, Rows]:
        cursor = self._conn._conn.execute(sql, parameters)  # type: ignore[arg-type]
        return cursor, cursor.fetchall() if cursor.description else []


class Connection(aiosqlite.Connection):
    """A connection whose cursors are ours."""

    def cursor(self) -> Cursor:  # type: ignore[override]
        """Return a cursor; nothing happens in the thread yet."""
        return Cursor(self)


async def connect(url: str) -> Connection:
    """Open the file that SQLAlchemy's URL names."""
    name = make_url(url).database or ""
    connection = Connection(lambda: sqlite3.connect(name), iter_chunk_size=64)
    connection._thread.daemon = True  # as SQLAlchemy sets it: a program that ends does not wait for it
    await connection
    return connection
