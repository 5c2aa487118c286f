"""Of several replicas on PostgreSQL one leads in what must not be done twice, and another takes over when it dies."""

import asyncio
import zlib
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.tasks import start, stop
from storage.database import Database

log = structlog.get_logger(__name__)
Work = Callable[[], Coroutine[Any, Any, None]]
LOOK = 2.0  # seconds between looks whether we lead, or still do: another takes over well within 30
OURS = 0x4B6F6C6F  # "Kolo": our numbers among the advisory locks of a server


async def while_leading(database: Database, name: str, work: Work) -> None:
    """Do the work while this process leads in it; on SQLite there is one process, which always does."""
    if database.is_sqlite:
        await work()
        return
    while True:
        async with database.engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            try:
                if await _is_given(connection, name):
                    log.info("leads", work=name)
                    await _do(work, name, lambda: connection.execute(text("SELECT 1")))
                    return
            finally:
                await connection.invalidate()  # the lock goes with the connection, whatever ended the work
        await asyncio.sleep(LOOK)


async def _is_given(connection: AsyncConnection, name: str) -> bool:
    lock = {"ours": OURS, "name": zlib.crc32(name.encode()) - 2**31}
    return bool(await connection.scalar(text("SELECT pg_try_advisory_lock(:ours, :name)"), lock))


async def _do(work: Work, name: str, still_leads: Callable[[], Awaitable[object]]) -> None:
    """Do the work, and end it when the lock is lost with its connection."""
    doing = start(work(), name)
    try:
        while not doing.done():
            await asyncio.wait((doing,), timeout=LOOK)
            await still_leads()
        doing.result()
    finally:
        await stop(doing)
