"""Check-ins: scheduled questions about a match, each to one person, once on a local date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Moment, Session, Table
from storage.ids import random_id

PLANNED, SENT, ANSWERED, DROPPED = "planned", "sent", "answered", "dropped"


class CheckInRow(Table):
    """One question to one person about one match."""

    __tablename__ = "check_ins"
    __table_args__ = (
        UniqueConstraint("person_id", "match_id", "kind", "local_date"),
        Index(None, "status", "due_at"),
        Index(None, "match_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    match_id: Mapped[int] = mapped_column(ForeignKey("matches.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(16))
    local_date: Mapped[str] = mapped_column(String(10))  # of the person's zone, as 2026-11-21
    due_at: Mapped[datetime] = mapped_column(Moment)
    status: Mapped[str] = mapped_column(String(16))
    answer: Mapped[str] = mapped_column(String(16))


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A scheduled question to one person."""

    id: int
    match_id: int
    person_id: int
    kind: str
    status: str
    due_at: datetime


async def plan(
    session: Session,
    match_id: int,
    person_id: int,
    kind: str,
    due_at: datetime,
    local_date: str,
    status: str = PLANNED,
) -> bool:
    """Plan a check-in; False when the same kind was already planned for this local date."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    planned = insert(CheckInRow).values(
        id=random_id(),
        match_id=match_id,
        person_id=person_id,
        kind=kind,
        local_date=local_date,
        due_at=due_at,
        status=status,
        answer="",
    )
    return await session.scalar(planned.on_conflict_do_nothing().returning(CheckInRow.id)) is not None


async def once(session: Session, match_id: int, person_id: int, kind: str, local_date: str) -> bool:
    """Record that this kind of word goes to the person now; False when one did on this local date."""
    return await plan(session, match_id, person_id, kind, session.now, local_date, SENT)


async def next_due(session: Session, match_id: int, person_id: int, kind: str) -> datetime | None:
    """Return when the person is asked next about the match, or None when nothing is planned."""
    ahead = CheckInRow.match_id == match_id, CheckInRow.person_id == person_id, CheckInRow.kind == kind
    return await session.scalar(
        select(func.min(CheckInRow.due_at)).where(*ahead, CheckInRow.status == PLANNED)
    )


async def get(session: Session, id: int) -> CheckIn | None:
    """Return a check-in by id."""
    row = await session.get(CheckInRow, id, populate_existing=True)
    return None if row is None else _check_in(row)


async def due(session: Session, limit: int = 50) -> Sequence[int]:
    """Return the ids of check-ins whose time has come."""
    ready = select(CheckInRow.id).where(CheckInRow.status == PLANNED, CheckInRow.due_at <= session.now)
    return (await session.scalars(ready.order_by(CheckInRow.due_at, CheckInRow.kind).limit(limit))).all()


async def move(session: Session, id: int, before: tuple[str, ...], after: str, answer: str = "") -> bool:
    """Change the state if it is still one of `before`: each question is sent once and answered once."""
    changed = (
        update(CheckInRow)
        .where(CheckInRow.id == id, CheckInRow.status.in_(before))
        .values(status=after, answer=answer)
        .returning(CheckInRow.id)
    )
    return await session.scalar(changed) is not None


async def postpone(session: Session, id: int, due_at: datetime) -> None:
    """Ask later (quiet hours, or something failed), if it was not asked yet."""
    later = update(CheckInRow).where(CheckInRow.id == id, CheckInRow.status == PLANNED)
    await session.execute(later.values(due_at=due_at))


async def drop(session: Session, match_id: int) -> None:
    """Ask nothing more about a match."""
    left = CheckInRow.match_id == match_id, CheckInRow.status.in_((PLANNED, SENT))
    await session.execute(update(CheckInRow).where(*left).values(status=DROPPED))


def _check_in(row: CheckInRow) -> CheckIn:
    return CheckIn(row.id, row.match_id, row.person_id, row.kind, row.status, row.due_at)
