"""Words that Kolo sends to a helper by itself: of one kind at most one on a local date, answered once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, delete, exists, select, update
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Moment, Session, Table, insert_into
from storage.ids import random_id

MONTH, HARD, REST_OVER = "month", "hard", "rest_over"
PLANNED, SENT, ANSWERED = "planned", "sent", "answered"
KEPT: Final = timedelta(days=90)


class HelperWordRow(Table):
    """One word to one helper; what they answered is not kept."""

    __tablename__ = "helper_words"
    __table_args__ = (UniqueConstraint("person_id", "kind", "local_date"), Index(None, "status", "due_at"))
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(16))
    local_date: Mapped[str] = mapped_column(String(10))  # of the person's zone, as 2026-11-21
    due_at: Mapped[datetime] = mapped_column(Moment)
    status: Mapped[str] = mapped_column(String(16))


async def once(
    session: Session, person_id: int, kind: str, local_date: str, due_at: datetime | None = None
) -> int | None:
    """Record that a word of this kind goes out, now or planned for `due_at`; None when that date has one."""
    word = insert_into(session, HelperWordRow).values(
        id=random_id(),
        person_id=person_id,
        kind=kind,
        local_date=local_date,
        due_at=due_at or session.now,
        status=PLANNED if due_at else SENT,
    )
    id: int | None = await session.scalar(word.on_conflict_do_nothing().returning(HelperWordRow.id))
    return id


async def lately(session: Session, person_id: int, kind: str, since: datetime) -> bool:
    """Whether a word of this kind went out, or was planned for, after `since`."""
    theirs = HelperWordRow.person_id == person_id, HelperWordRow.kind == kind
    return bool(await session.scalar(select(exists().where(*theirs, HelperWordRow.due_at > since))))


async def due(session: Session, limit: int = 50) -> Sequence[int]:
    """Return the ids of planned words whose time has come."""
    ready = HelperWordRow.status == PLANNED, HelperWordRow.due_at <= session.now
    return (
        await session.scalars(
            select(HelperWordRow.id).where(*ready).order_by(HelperWordRow.due_at).limit(limit)
        )
    ).all()


async def to_whom(session: Session, id: int) -> int | None:
    """Return the id of the person a planned word is for; None when it was sent or dropped."""
    planned = HelperWordRow.id == id, HelperWordRow.status == PLANNED
    return await session.scalar(select(HelperWordRow.person_id).where(*planned))


async def sent(session: Session, id: int) -> bool:
    """Claim a planned word, to be sent now; of two at once one succeeds."""
    planned = HelperWordRow.id == id, HelperWordRow.status == PLANNED
    claimed = update(HelperWordRow).where(*planned).values(status=SENT)
    return await session.scalar(claimed.returning(HelperWordRow.id)) is not None


async def answered(session: Session, id: int, person_id: int) -> bool:
    """Record that the helper answered; False when they did before, or it is not theirs."""
    theirs = HelperWordRow.id == id, HelperWordRow.person_id == person_id, HelperWordRow.status == SENT
    answered = update(HelperWordRow).where(*theirs).values(status=ANSWERED)
    return await session.scalar(answered.returning(HelperWordRow.id)) is not None


async def postpone(session: Session, id: int, due_at: datetime) -> None:
    """Send a planned word later: it is night there, or something failed."""
    planned = HelperWordRow.id == id, HelperWordRow.status == PLANNED
    await session.execute(update(HelperWordRow).where(*planned).values(due_at=due_at))


async def drop(session: Session, person_id: int) -> None:
    """Send nothing that is planned: the person helps no more, or rests already."""
    planned = HelperWordRow.person_id == person_id, HelperWordRow.status == PLANNED
    await session.execute(delete(HelperWordRow).where(*planned))


async def forget_old(session: Session) -> None:
    """Delete what was sent long ago."""
    await session.execute(delete(HelperWordRow).where(HelperWordRow.due_at < session.now - KEPT))
