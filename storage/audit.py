"""The audit: every act of a moderator, written in the same transaction as the act, never changed.

Its rows are chained, each to the one before: storage/audit_chain.py.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Index, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Hashed, Moment, Sealed, Session, Table
from storage.ids import ordered_id


class AuditRow(Table):
    """Who did what to what, when; people are numbers or keyed hashes, reasons lie sealed."""

    __tablename__ = "audit"
    __table_args__ = (Index(None, "place", unique=True),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    actor: Mapped[bytes] = mapped_column(Hashed)  # the moderator's address; empty: the program itself
    act: Mapped[str] = mapped_column(String(32))
    object: Mapped[str] = mapped_column(String(64))
    reason: Mapped[bytes] = mapped_column(Sealed)
    place: Mapped[int | None]  # in the chain, from 1; none until the transaction ends
    link: Mapped[bytes | None] = mapped_column(Hashed)  # of this row and of all before it


@dataclass(frozen=True, slots=True)
class Entry:
    """One act."""

    at: datetime
    actor: bytes  # the keyed hash of who did it; empty: the program
    act: str
    object: str
    reason: str = field(default="", repr=False)


async def write(session: Session, actor: str, act: str, about: str, reason: str = "") -> None:
    """Record an act of `actor` ("channel:address", or "" for the program) on e.g. "request 17"."""
    id = ordered_id()
    row = AuditRow(
        id=id,
        at=session.now,
        actor=session.vault.index("actor", actor) if actor else b"",
        act=act,
        object=about,
        reason=session.vault.seal(reason, reason_place(id)),
    )
    session.add(row)
    session.audited.append(row)
    await session.flush()


async def latest(session: Session, limit: int = 20, without: Collection[str] = ()) -> list[Entry]:
    """Return the latest acts of moderators, the newest first, leaving out those that `without` names."""
    wanted = select(AuditRow).where(AuditRow.act.not_in(without), AuditRow.actor != b"")
    return await _read(session, wanted.order_by(AuditRow.id.desc()).limit(limit))


async def about(session: Session, objects: Collection[str], limit: int = 20) -> list[Entry]:
    """Return the latest acts on these objects ("request 17"), those of the program too, the newest first."""
    wanted = select(AuditRow).where(AuditRow.object.in_(objects))
    return await _read(session, wanted.order_by(AuditRow.id.desc()).limit(limit))


async def _read(session: Session, wanted: Select[AuditRow]) -> list[Entry]:
    opened = session.vault.open
    return [
        Entry(
            row.at,
            row.actor,
            row.act,
            row.object,
            opened(row.reason, reason_place(row.id)),
        )
        for row in await session.scalars(wanted)
    ]


def reason_place(id: int) -> str:
    """Return what the reason of a row is sealed for."""
    return f"audit.reason:{id}"


async def did(session: Session, actor: str, acts: Collection[str], about: str) -> bool:
    """Whether `actor` ("channel:address") did one of these before."""
    theirs = AuditRow.actor == session.vault.index("actor", actor), AuditRow.act.in_(acts)
    found = select(AuditRow.id).where(AuditRow.object == about, *theirs).limit(1)
    return await session.scalar(found) is not None


async def has(session: Session, act: str, about: str) -> bool:
    """Whether somebody did this before."""
    found = select(AuditRow.id).where(AuditRow.act == act, AuditRow.object == about).limit(1)
    return await session.scalar(found) is not None
