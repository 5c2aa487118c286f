"""What can ail a database in the middle of its work; each ends with the block."""

import asyncio
import os
import signal
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.util import await_only

from storage.database import Database
from tests import postgres as postgresql

MOST_PAGES = 4_294_967_294  # as SQLite has it from the start


@asynccontextmanager
async def locked(file: Path) -> AsyncIterator[None]:
    """SQLite: another program holds the write lock."""
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    await asyncio.to_thread(other.execute, "BEGIN EXCLUSIVE")  # the bot may have to end a transaction first
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@asynccontextmanager
async def read_only(database: Database) -> AsyncIterator[None]:
    """SQLite: every write is refused as on a read-only disk (its own error, by a pragma: reading goes on)."""
    async with _told(database, "query_only=ON", "query_only=OFF"):
        yield


@asynccontextmanager
async def full(database: Database) -> AsyncIterator[None]:
    """SQLite: the file may not grow, and what needs room is refused as on a full disk; what fits still fits."""
    async with _told(database, "max_page_count=1", f"max_page_count={MOST_PAGES}"):
        yield


@asynccontextmanager
async def slow(database: Database, seconds: float = 2) -> AsyncIterator[None]:
    """Every commit of something written takes so long; other tasks go on meanwhile, as beside a slow disk."""
    engine, wrote = database.engine.sync_engine, set[Connection]()

    def executed(connection: Connection, _cursor: object, statement: str, *_more: object) -> None:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            wrote.add(connection)

    def commit(connection: Connection) -> None:
        if connection in wrote:
            wrote.discard(connection)
            await_only(asyncio.sleep(seconds))

    event.listen(engine, "after_cursor_execute", executed)
    event.listen(engine, "commit", commit)
    try:
        yield
    finally:
        event.remove(engine, "after_cursor_execute", executed)
        event.remove(engine, "commit", commit)


@asynccontextmanager
async def _told(database: Database, ill: str, well: str) -> AsyncIterator[None]:
    """Tell each connection, when it is next used, a pragma; and after the block another."""
    now = ill

    def tell(connection: DBAPIConnection, _record: object, _proxy: object) -> None:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA {now}")
        cursor.close()

    event.listen(database.engine.sync_engine, "checkout", tell)
    try:
        yield
    finally:
        now = well


@asynccontextmanager
async def stopped(server: postgresql.Server) -> AsyncIterator[None]:
    """PostgreSQL: the server is stopped, and started again later."""
    await asyncio.to_thread(server.halt)
    try:
        yield
    finally:
        await asyncio.to_thread(server.resume)


@asynccontextmanager
async def frozen(server: postgresql.Server) -> AsyncIterator[None]:
    """PostgreSQL: the server takes connections and statements, and does not answer."""
    processes = _family(server.process)
    _signal(processes, signal.SIGSTOP)
    try:
        yield
    finally:
        _signal(processes, signal.SIGCONT)


def _family(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *map(int, children)]


def _signal(processes: list[int], sign: signal.Signals) -> None:
    for process in processes:
        with suppress(ProcessLookupError):  # one that was woken may end before the next is
            os.kill(process, sign)
