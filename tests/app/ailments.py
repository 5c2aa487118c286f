"""What can ail a database in the middle of its work; each ends with the block."""

import asyncio
import os
import signal
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from tests import postgres as postgresql


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
