"""Duty: which moderator looks at what comes in, since when, and to whom they hand over; one at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Index, String, delete, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain import duty as hours
from storage.database import Moment, Session, Table, insert_into
from storage.ids import random_id

ON, OVER = "on", "over"
NOBODY, ANYBODY = -1, 0  # to whom it is offered, where that is no moderator's number
ONE_ON: Final = text("status = 'on'")


class DutyRow(Table):
    """One turn of duty; one of them is on at most, as a constraint."""

    __tablename__ = "duties"
    __table_args__ = (
        Index("ix_duties_on", "status", unique=True, sqlite_where=ONE_ON, postgresql_where=ONE_ON),
        Index(None, "status", "due_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    moderator: Mapped[int]
    status: Mapped[str] = mapped_column(String(16))
    since: Mapped[datetime] = mapped_column(Moment)
    until: Mapped[datetime | None] = mapped_column(Moment)
    offered_to: Mapped[int]
    offered_at: Mapped[datetime | None] = mapped_column(Moment)
    asked: Mapped[bool]  # whether they are still there, after long hours
    due_at: Mapped[datetime] = mapped_column(Moment)  # when to look again


@dataclass(frozen=True, slots=True)
class Duty:
    """Who is on duty; `offered_to` is a moderator's number, ANYBODY, or NOBODY."""

    id: int
    moderator: int
    since: datetime
    offered_to: int
    offered_at: datetime | None
    asked: bool


async def now(session: Session) -> Duty | None:
    """Return who is on duty, locked until the commit."""
    return await _found(session, DutyRow.status == ON)


async def get(session: Session, id: int) -> Duty | None:
    """Return a turn of duty that is on, by id, locked until the commit."""
    return await _found(session, DutyRow.id == id, DutyRow.status == ON)


async def begin(session: Session, moderator: int) -> bool:
    """Put a moderator on duty; False when somebody is."""
    new = insert_into(session, DutyRow).values(
        id=random_id(),
        moderator=moderator,
        status=ON,
        since=session.now,
        until=None,
        offered_to=NOBODY,
        offered_at=None,
        asked=False,
        due_at=session.now + hours.ASKED_AFTER,
    )
    return await session.scalar(new.on_conflict_do_nothing().returning(DutyRow.id)) is not None


async def end(session: Session, id: int) -> bool:
    """End a turn of duty; of two who end it at once, one does."""
    return await _change(session, id, status=OVER, until=session.now, offered_to=NOBODY, offered_at=None)


async def offer(session: Session, id: int, to: int) -> bool:
    """Offer a turn of duty to a moderator, or to ANYBODY."""
    due = session.now + hours.OFFER_WAITS
    return await _change(session, id, offered_to=to, offered_at=session.now, due_at=due)


async def stay(session: Session, id: int) -> bool:
    """Go on: an offer is taken back, and whether they are still there is asked again later."""
    due = session.now + hours.ASKED_AFTER
    return await _change(session, id, offered_to=NOBODY, offered_at=None, asked=False, due_at=due)


async def ask(session: Session, id: int) -> bool:
    """Record that they are asked whether they are still there."""
    return await _change(session, id, asked=True, due_at=session.now + hours.ANSWER_WITHIN)


async def due(session: Session, limit: int = 50) -> Sequence[int]:
    """Return the ids of turns whose moment has come."""
    ready = DutyRow.status == ON, DutyRow.due_at <= session.now
    return (await session.scalars(select(DutyRow.id).where(*ready).limit(limit))).all()


async def postpone(session: Session, id: int, due_at: datetime) -> None:
    """Look again later: something failed."""
    await _change(session, id, due_at=due_at)


async def forget_old(session: Session) -> None:
    """Delete turns of long ago."""
    await session.execute(delete(DutyRow).where(DutyRow.until < session.now - hours.KEPT))


async def _change(session: Session, id: int, **values: Any) -> bool:
    changed = update(DutyRow).where(DutyRow.id == id, DutyRow.status == ON).values(**values)
    return await session.scalar(changed.returning(DutyRow.id)) is not None


async def _found(session: Session, *which: Any) -> Duty | None:
    row = await session.scalar(
        select(DutyRow).where(*which).with_for_update().execution_options(populate_existing=True)
    )
    if row is None:
        return None
    return Duty(row.id, row.moderator, row.since, row.offered_to, row.offered_at, row.asked)
