"""Of several replicas on PostgreSQL one leads: it listens, keeps the clock and sends; when it is gone, another does."""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog
from prometheus_client import Gauge
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.lead import LEASE, Lead
from bot.tasks import start, stop
from storage.database import Database

log = structlog.get_logger(__name__)
LOOK = 2.0  # seconds between looks whether we lead, or still do
SILENCE = 10  # seconds after which the server lets go who does not look: hung, cut off, or without power
OURS = 0x4B6F6C6F  # "Kolo": the number of our advisory lock
LEADS = Gauge("kolo_leads", "Whether this process listens, keeps the clock and sends")


Work = Callable[[Lead], Coroutine[Any, Any, None]]


async def while_leading(
    database: Database, work: Work, another_leads: Callable[[], Awaitable[None]] | None = None
) -> None:
    """Do the work while this process leads; on SQLite there is one process, which always does.

    `another_leads` is called whenever the lock turns out to be in other hands.
    Raises what ended the lead: an error of the database, or TimeoutError when it does not answer.
    """
    if database.is_sqlite:
        LEADS.set(1)
        await work(Lead(math.inf))
        return
    async with database.engine.connect() as connection:
        try:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            await _ask(connection, f"SET idle_session_timeout = '{SILENCE}s'")
            while not await _ask(connection, "SELECT pg_try_advisory_lock(:ours)", ours=OURS):
                if another_leads is not None:
                    await another_leads()
                await asyncio.sleep(LOOK)
            log.info("leads")
            await _lead(connection, work)
        finally:
            LEADS.set(0)
            await connection.invalidate()  # the lock goes with the connection, whatever ended the work


async def _lead(connection: AsyncConnection, work: Work) -> None:
    """Do the work, and end it when the lock is lost with its connection."""
    lead = Lead()
    await _look(connection, lead)
    doing = start(work(lead), "leading")
    LEADS.set(1)
    try:
        while not doing.done():
            await asyncio.wait((doing,), timeout=LOOK)
            await _look(connection, lead)
        doing.result()
    finally:
        await stop(doing)


async def _look(connection: AsyncConnection, lead: Lead) -> None:
    looked = time.monotonic()
    await _ask(connection, "SELECT 1")
    lead.extend(looked)


async def _ask(connection: AsyncConnection, statement: str, **values: int) -> bool:
    """Run a statement on the connection that has the lock; return whether it answers with anything true."""
    async with asyncio.timeout(LEASE - LOOK):
        answer = await connection.execute(text(statement), values)
    return answer.returns_rows and bool(answer.scalar())
