"""Check-ins: scheduled questions about a match, each to one person, once on a local date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    String,
    UniqueConstraint,
    case,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, aliased, mapped_column

from storage import held_back
from storage.database import Moment, Session, Table
from storage.ids import random_id
from storage.matches import ACTIVE, MatchRow

PLANNED, SENT, ANSWERED, DROPPED = "planned", "sent", "answered", "dropped"
LAPSED = "lapsed"  # asked, never answered, and a newer question was asked since
AWAY = "away"  # planned, and one of the two cannot be reached
ASKED = (SENT, ANSWERED, LAPSED)
HOLDS: Final = "holds"  # the kind to who asked, a month after the end: does it hold?
GONE: Final = "gone"  # the kind by which the other one hears that a person cannot be reached
A_DAY: Final = timedelta(days=1)


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
    due_at: Mapped[datetime] = mapped_column(Moment)  # once it is asked: when it was
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
    return await session.scalar(
        select(func.min(CheckInRow.due_at)).where(
            *_of(match_id, person_id, kind), CheckInRow.status == PLANNED
        )
    )


async def replan(
    session: Session, match_id: int, person_id: int, kind: str, due_at: datetime, local_date: str
) -> bool:
    """Plan the next question of a kind in the place of those that are planned; False when that date had one."""
    planned = *_of(match_id, person_id, kind), CheckInRow.status.in_((PLANNED, AWAY))
    await session.execute(delete(CheckInRow).where(*planned))
    return await plan(session, match_id, person_id, kind, due_at, local_date)


async def newest(session: Session, match_id: int, person_id: int, kind: str) -> CheckIn | None:
    """Return the last question of a kind that was asked, answered or not."""
    row = await session.scalar(_asked(match_id, person_id, kind).limit(1))
    return None if row is None else _check_in(row)


async def unanswered(session: Session, match_id: int, person_id: int, kind: str, most: int) -> int:
    """Return how many of the last questions, in a row and `most` at most, had no answer."""
    rows = (await session.scalars(_asked(match_id, person_id, kind).limit(most))).all()
    return next((n for n, row in enumerate(rows) if row.status == ANSWERED), len(rows))


async def last_asked(session: Session, person_id: int, kinds: Sequence[str]) -> datetime | None:
    """Return when the person was last asked anything of these kinds, about any match."""
    asked = CheckInRow.person_id == person_id, CheckInRow.kind.in_(kinds), CheckInRow.status.in_(ASKED)
    return await session.scalar(select(func.max(CheckInRow.due_at)).where(*asked))


async def answers(session: Session, kind: str, since: datetime, until: datetime) -> dict[str, int]:
    """Return how often which answer was given to questions of a kind, asked in a time; "": none yet."""
    rows = await session.execute(
        select(CheckInRow.answer, func.count())
        .where(
            CheckInRow.kind == kind,
            CheckInRow.status.in_(ASKED),
            CheckInRow.due_at.between(since, until),
        )
        .group_by(CheckInRow.answer)
    )
    return {answer: count for answer, count in rows}


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


async def asks(session: Session, check_in: CheckIn, local_date: str) -> bool:
    """Claim a planned question as asked now; an older one of its kind is open no more.

    False when it is not planned any more, or when the person was asked the same on this local date.
    """
    same = aliased(CheckInRow)
    today = exists().where(
        same.match_id == check_in.match_id,
        same.person_id == check_in.person_id,
        same.kind == check_in.kind,
        same.local_date == local_date,
        same.id != check_in.id,
    )
    claimed = (
        update(CheckInRow)
        .where(CheckInRow.id == check_in.id, CheckInRow.status == PLANNED, ~today)
        .values(status=SENT, due_at=session.now, local_date=local_date)
        .returning(CheckInRow.id)
    )
    if await session.scalar(claimed) is None:
        return False
    older = *_of(check_in.match_id, check_in.person_id, check_in.kind), CheckInRow.id != check_in.id
    await session.execute(update(CheckInRow).where(*older, CheckInRow.status == SENT).values(status=LAPSED))
    return True


async def postpone(session: Session, id: int, due_at: datetime) -> None:
    """Ask later (quiet hours, or something failed), if it was not asked yet."""
    later = update(CheckInRow).where(CheckInRow.id == id, CheckInRow.status == PLANNED)
    await session.execute(later.values(due_at=due_at))


async def drop(session: Session, match_id: int) -> None:
    """Ask nothing more about a match, also not what is held back for want of money."""
    left = CheckInRow.match_id == match_id, CheckInRow.status.in_((PLANNED, SENT, AWAY))
    await session.execute(update(CheckInRow).where(*left).values(status=DROPPED))
    await held_back.forget_topic(session, topic(match_id))


async def drop_all(session: Session, person_id: int) -> None:
    """Ask a person nothing more about any match."""
    planned = CheckInRow.person_id == person_id, CheckInRow.status.in_((PLANNED, AWAY))
    await session.execute(update(CheckInRow).where(*planned).values(status=DROPPED))


def topic(match_id: int) -> str:
    """Return what a held-back question is about: a newer one takes its place."""
    return f"match {match_id}"


async def left(session: Session, person_id: int) -> None:
    """Ask nothing more about the talks of a person whom nothing reaches; the one they talk with has to hear of it."""
    theirs = select(MatchRow.id).where(MatchRow.status == ACTIVE, _takes_part(person_id))
    concerned = (await session.scalars(theirs)).all()
    planned = CheckInRow.match_id.in_(concerned), CheckInRow.status == PLANNED
    await session.execute(update(CheckInRow).where(*planned).values(status=AWAY))
    for match_id in concerned:
        known = update(CheckInRow).where(*_of(match_id, person_id, GONE))
        again = known.values(status=PLANNED, due_at=session.now).returning(CheckInRow.id)
        if await session.scalar(again) is None:
            await plan(session, match_id, person_id, GONE, session.now, "")


async def back(session: Session, person_id: int) -> None:
    """Ask again about the talks of a person who is back; what came due meanwhile, a day from now."""
    theirs = CheckInRow.match_id.in_(select(MatchRow.id).where(_takes_part(person_id)))
    soon = literal(session.now + A_DAY, Moment)
    due = case((CheckInRow.due_at > session.now, CheckInRow.due_at), else_=soon)
    resumed = update(CheckInRow).where(theirs, CheckInRow.status == AWAY).values(status=PLANNED, due_at=due)
    await session.execute(resumed.execution_options(synchronize_session=False))


def _takes_part(person_id: int) -> ColumnElement[bool]:
    return or_(MatchRow.requester_id == person_id, MatchRow.helper_id == person_id)


def _of(match_id: int, person_id: int, kind: str) -> tuple[ColumnElement[bool], ...]:
    return CheckInRow.match_id == match_id, CheckInRow.person_id == person_id, CheckInRow.kind == kind


def _asked(match_id: int, person_id: int, kind: str) -> Select[CheckInRow]:
    asked = *_of(match_id, person_id, kind), CheckInRow.status.in_(ASKED)
    return select(CheckInRow).where(*asked).order_by(CheckInRow.due_at.desc())


def _check_in(row: CheckInRow) -> CheckIn:
    return CheckIn(row.id, row.match_id, row.person_id, row.kind, row.status, row.due_at)
