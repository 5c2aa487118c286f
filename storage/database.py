"""The database: one engine, transactions that commit or leave nothing, on SQLite and PostgreSQL alike."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog
from sqlalchemy import BigInteger, Dialect, LargeBinary, MetaData, Table as SqlTable, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError as TimeoutOfPool
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

from bot.clock import Clock
from bot.domain.keeping import PROMISED, Kept
from bot.domain.obstacles.known import Known
from storage import sqlite as sqlite_driver
from storage.crypto import Vault
from storage.erasures import Erasure, mark, note

if TYPE_CHECKING:
    from storage.audit import AuditRow
    from storage.outbox import Outgoing

log = structlog.get_logger(__name__)
# FULL: a commit that a messenger was told of must outlive a power cut. secure_delete: what was erased leaves the file.
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=5000",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)
# A replica that hangs in a transaction keeps its rows from all others no longer than so many milliseconds.
HANGS = {"idle_in_transaction_session_timeout": "15000"}
READS = "only_reads"  # an execution option
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(DeclarativeBase):
    """The base of all tables."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {int: BigInteger, bytes: LargeBinary}  # our ids need 64 bits on PostgreSQL too


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, kept as whole seconds: the same on both databases."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value.timestamp())

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromtimestamp(value, UTC)


class Sealed(LargeBinary):
    """What people wrote, and who they are: sealed by the vault, bound to `table.column:primary key`."""


class Hashed(LargeBinary):
    """A hash by which something is found or recognised without being stored; keyed, unless it was random."""


# What an id names where no foreign key says so (a row that is read to be shown or erased is found by it).
OF_A_PERSON = {"names": "persons.id"}
OF_AN_ACCOUNT = {"names": "accounts.id"}


@dataclass(slots=True)
class Links:
    """How invitations lead to the bot: its name on Telegram and its address on Viber; "" while one is off."""

    telegram: str = ""
    viber: str = ""


class Session(AsyncSession):
    """One unit of work: the transaction, the keys, the clock, and the messages that will go out with it."""

    vault: Vault
    clock: Clock
    links: Links
    known: Known  # the obstacles in memory
    known_cards: Known  # the cards in memory
    outgoing: "list[Outgoing]"
    audited: "list[AuditRow]"  # acts of this transaction; they join the chain at its end
    wakes_jobs: bool  # something was written that a job should look at right after the commit
    looks_anew: bool  # the matcher is to look at all that waits
    budget: int  # paid messages a month, on the messenger that charges
    leads: Collection[str]  # the Telegram ids of moderators who lead; none: all of them do
    kept: Kept  # how long what is over is kept
    obstacles_told: bool  # reports were written or deleted, which may yet be undone
    erased: "list[tuple[str, int]]"  # what was deleted of whom: storage/erasures.py
    cards_written: bool  # texts of cards were written, which may yet be undone

    @property
    def now(self) -> datetime:
        """The present moment, in UTC."""
        return self.clock.now()


class Database:
    """Opens transactions; the only thing that does."""

    def __init__(self, url: str, vault: Vault, clock: Clock) -> None:
        """Take a SQLAlchemy URL with an async driver (sqlite+aiosqlite or postgresql+asyncpg)."""
        self.engine: AsyncEngine = create_async_engine(url, hide_parameters=True, **_pool(url))
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self.vault, self.clock, self.links = vault, clock, Links()
        self.known, self.known_cards = Known(), Known()
        self.committed: Callable[[list[Outgoing]], None] = lambda outgoing: None
        self.wake_jobs: Callable[[], None] = lambda: None
        self.backups: Path | None = None  # the folder of the backups
        self.budget = 0  # paid messages a month, on the messenger that charges
        self.leads: Collection[str] = ()
        self.kept = PROMISED
        # SQLite has one writer: waiting here is fair and cheap, waiting inside SQLite is neither.
        self._writer = asyncio.Lock() if self.is_sqlite else nullcontext()
        self._reader = self.engine.execution_options(**{READS: True})
        if self.is_sqlite:
            event.listen(self.engine.sync_engine, "connect", _on_connect)
            event.listen(self.engine.sync_engine, "begin", _on_begin)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Session]:
        """Open a transaction: it commits at the end of the block, or leaves nothing on an exception."""
        from storage import audit_chain, outbox, requests  # here, since these are tables and need this module

        async with self._writer, Session(self.engine, expire_on_commit=False, autoflush=True) as session:
            session.vault, session.clock, session.links = self.vault, self.clock, self.links
            session.known, session.obstacles_told = self.known, False
            session.known_cards, session.cards_written = self.known_cards, False
            session.outgoing, session.audited, session.erased = [], [], []
            session.wakes_jobs, session.looks_anew = False, False
            session.budget, session.leads, session.kept = self.budget, self.leads, self.kept
            async with session.begin():
                yield session
                await outbox.write(session)
                await requests.write_look(session)
                await audit_chain.extend(session)
                await self._note_erased(session)
            outgoing = session.outgoing
        if outgoing:
            self.committed(outgoing)
        if session.wakes_jobs:
            self.wake_jobs()

    async def _note_erased(self, session: Session) -> None:
        """Note beside the backups who was deleted, before the commit: a crash between the two loses no note."""
        if self.backups is None or not session.erased:
            return
        notes = [Erasure(session.now, what, mark(self.vault, id)) for what, id in session.erased]
        try:
            await asyncio.to_thread(note, self.backups, notes)
        except OSError as error:  # the wish goes before the backup
            log.error("erasure_not_noted", error=type(error).__name__)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Session]:
        """Open a transaction that only reads, beside those that write: it holds up nobody, and commits nothing."""
        async with Session(self._reader, expire_on_commit=False, autoflush=False) as session:
            session.vault, session.clock, session.links = self.vault, self.clock, self.links
            session.kept = self.kept
            yield session

    async def scrub(self) -> bool:
        """Take what was erased out of SQLite's log too (secure_delete blanks it in the file); False: busy.

        Call it after the commit. PostgreSQL has nothing alike: sealed remains lie there until it vacuums.
        """
        if not self.is_sqlite:
            return True
        async with self._writer, self.engine.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            ((busy, _in_log, _moved),) = await driver.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
        return not busy

    async def close(self) -> None:
        """Close all connections, after the transaction under way."""
        async with self._writer:
            await self.engine.dispose()


# An INSERT that can say what happens on a conflict, by the name of the dialect.
INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def table_of(row: type[Table]) -> SqlTable:
    """Return the table under a row's class: statements on it are quicker than those that make objects."""
    assert isinstance(row.__table__, SqlTable)
    return row.__table__


def insert_into(session: AsyncSession, table: type[Table]) -> "sqlite.Insert | postgresql.Insert":
    """Return an INSERT of the session's database that can say what happens on a conflict."""
    return sqlite.insert(table) if session.get_bind().dialect.name == "sqlite" else postgresql.insert(table)


def _pool(url: str) -> dict[str, Any]:
    if url.startswith("sqlite"):
        return {"pool_size": 5, "max_overflow": 0, "async_creator": partial(sqlite_driver.connect, url)}
    return {
        "pool_size": 5,
        "max_overflow": 10,
        "pool_pre_ping": True,
        "connect_args": {"server_settings": HANGS},
    }


def _on_connect(connection: Any, record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver must not open transactions by itself
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_begin(connection: Any) -> None:
    reads = connection.get_execution_options().get(READS)
    # Not IMMEDIATE, a read that turns into a write fails or is lost.
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def is_away(error: Exception) -> bool:
    """Whether the database itself is in trouble (locked, full, read-only, gone), and not what was asked of it."""
    if isinstance(error, ConnectionError | TimeoutError | TimeoutOfPool):
        return True  # PostgreSQL does not even answer, or all its connections are busy
    if isinstance(error, OSError):
        return (
            error.errno is not None
        )  # the machine's own; a library's, such as of a broken picture, has no number
    state = str(
        getattr(getattr(error, "orig", error), "sqlstate", None) or ""
    )  # while connecting: asyncpg's own
    # PostgreSQL's classes: connection, resources, operator, system; SQLite says all of these in one kind of error.
    in_trouble = state[:2] in ("08", "53", "57", "58") if state else isinstance(error, OperationalError)
    return in_trouble or (isinstance(error, DBAPIError) and error.connection_invalidated)
