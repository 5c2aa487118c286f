"""Quarantine: events that could not be read or handled, sealed, for a short time; nothing else waits for them."""

from datetime import datetime, timedelta

from sqlalchemy import String, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Moment, Sealed, Session, Table
from storage.ids import random_id

KEPT = timedelta(days=7)  # as /privacy says
LARGEST = 65_536  # bytes of one event that are kept


class QuarantineRow(Table):
    """One event that we failed on; `code` is what the person and the log were told."""

    __tablename__ = "quarantine"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(16))
    channel: Mapped[str] = mapped_column(String(16))
    error: Mapped[str] = mapped_column(String(64))  # the kind of error, without its words
    body: Mapped[bytes] = mapped_column(Sealed)
    at: Mapped[datetime] = mapped_column(Moment, index=True)


async def add(session: Session, channel: str, code: str, error: str, raw: bytes) -> None:
    """Keep an event that we failed on."""
    id = random_id()
    body = session.vault.seal_bytes(raw[:LARGEST], f"quarantine.body:{id}")
    session.add(QuarantineRow(id=id, code=code, channel=channel, error=error[:64], body=body, at=session.now))
    await session.flush()


async def count(session: Session) -> int:
    """Return how many events are in quarantine."""
    return await session.scalar(select(func.count()).select_from(QuarantineRow)) or 0


async def forget_old(session: Session) -> None:
    """Delete what has been here long enough."""
    await session.execute(delete(QuarantineRow).where(QuarantineRow.at < session.now - KEPT))
