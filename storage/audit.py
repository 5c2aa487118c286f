"""The audit: every act of a moderator, written in the same transaction as the act, never changed."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Select, String, select
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Hashed, Moment, Sealed, Session, Table
from storage.ids import ordered_id


class AuditRow(Table):
    """Who did what to what, when; people are numbers or keyed hashes, reasons lie sealed."""

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    actor: Mapped[bytes] = mapped_column(Hashed)  # the moderator's address; empty: the program itself
    act: Mapped[str] = mapped_column(String(32))
    object: Mapped[str] = mapped_column(String(64))
    reason: Mapped[bytes] = mapped_column(Sealed)


@dataclass(frozen=True, slots=True)
class Entry:
    """One act."""

    at: datetime
    actor: str
    act: str
    object: str
    reason: str = field(default="", repr=False)


async def write(session: Session, actor: str, act: str, about: str, reason: str = "") -> None:
    """Record an act of `actor` ("channel:address", or "" for the program) on e.g. "request 17"."""
    id = ordered_id()
    session.add(
        AuditRow(
            id=id,
            at=session.now,
            actor=session.vault.index("actor", actor) if actor else b"",
            act=act,
            object=about,
            reason=session.vault.seal(reason, f"audit.reason:{id}"),
        )
    )
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
            row.actor.hex()[:6],
            row.act,
            row.object,
            opened(row.reason, f"audit.reason:{row.id}"),
        )
        for row in await session.scalars(wanted)
    ]


async def has(session: Session, act: str, about: str) -> bool:
    """Whether somebody did this before."""
    found = select(AuditRow.id).where(AuditRow.act == act, AuditRow.object == about).limit(1)
    return await session.scalar(found) is not None
