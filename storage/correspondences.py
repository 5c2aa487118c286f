"""Correspondences: what one person and the moderators on duty write to each other; one open one a person at most."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ForeignKey, Index, String, delete, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain import correspondence
from storage import counters
from storage.database import Moment, Session, Table, insert_into
from storage.ids import random_id

OPEN, CLOSED = "open", "closed"
BY_PERSON: Final = "first"  # what it began with, where it was no request, helper or alert
ONE_OPEN: Final = text("status = 'open'")


class CorrespondenceRow(Table):
    """One correspondence; whoever of the two is to answer stands in `waiting_since`."""

    __tablename__ = "correspondences"
    __table_args__ = (
        Index(
            "ix_correspondences_open_person",
            "person_id",
            unique=True,
            sqlite_where=ONE_OPEN,
            postgresql_where=ONE_OPEN,
        ),
        Index(None, "person_id"),
        Index(None, "status", "due_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"))
    about: Mapped[str] = mapped_column(String(32))  # "request 17", "helper 3", "person 4", "alert", "first"
    status: Mapped[str] = mapped_column(String(16))
    waiting_since: Mapped[datetime | None] = mapped_column(Moment)  # the person's words, not answered yet
    rounds: Mapped[int]  # how often the moderators heard that they wait
    opened_at: Mapped[datetime] = mapped_column(Moment)
    due_at: Mapped[datetime] = mapped_column(Moment)  # when somebody is reminded, or it ends by itself
    closed_at: Mapped[datetime | None] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class Correspondence:
    """One correspondence as it stands."""

    id: int
    number: int
    person_id: int
    about: str
    status: str
    waiting_since: datetime | None
    rounds: int


async def open_with(session: Session, person_id: int, about: str) -> Correspondence:
    """Return the open correspondence with a person, locked until the commit; open one when there is none."""
    found = await of_person(session, person_id)
    if found is None:
        number = await counters.following(session, "correspondence")
        new = insert_into(session, CorrespondenceRow).values(
            id=random_id(),
            number=number,
            person_id=person_id,
            about=about,
            status=OPEN,
            waiting_since=None,
            rounds=0,
            opened_at=session.now,
            due_at=session.now + correspondence.ENDS_AFTER,
            closed_at=None,
        )
        await session.execute(new.on_conflict_do_nothing())
        found = await of_person(session, person_id)
    assert found is not None, "of two who open it at once, one does"
    return found


async def of_person(session: Session, person_id: int) -> Correspondence | None:
    """Return the open correspondence with a person, locked until the commit."""
    theirs = CorrespondenceRow.person_id == person_id, CorrespondenceRow.status == OPEN
    return await _locked(session, *theirs)


async def lock(session: Session, id: int) -> Correspondence | None:
    """Return a correspondence by id, locked until the commit."""
    return await _locked(session, CorrespondenceRow.id == id)


async def by_number(session: Session, number: int) -> Correspondence | None:
    """Return a correspondence by its number."""
    row = await session.scalar(select(CorrespondenceRow).where(CorrespondenceRow.number == number))
    return None if row is None else _correspondence(row)


async def asked(session: Session, id: int) -> None:
    """The person wrote: the moderators are to answer."""
    row = update(CorrespondenceRow).where(
        CorrespondenceRow.id == id, CorrespondenceRow.waiting_since.is_(None)
    )
    due = session.now + correspondence.waits(0)
    await session.execute(row.values(waiting_since=session.now, rounds=0, due_at=due))


async def answered(session: Session, id: int) -> None:
    """A moderator wrote: nobody waits for the moderators any more."""
    row = update(CorrespondenceRow).where(CorrespondenceRow.id == id)
    due = session.now + correspondence.ENDS_AFTER
    await session.execute(row.values(waiting_since=None, rounds=0, due_at=due))


async def close(session: Session, id: int) -> bool:
    """End it; of two who end it at once, one does."""
    done = update(CorrespondenceRow).where(CorrespondenceRow.id == id, CorrespondenceRow.status == OPEN)
    closed = done.values(status=CLOSED, waiting_since=None, closed_at=session.now)
    return await session.scalar(closed.returning(CorrespondenceRow.id)) is not None


async def all_open(session: Session, limit: int, offset: int = 0) -> list[Correspondence]:
    """Return the open ones: those that wait for an answer first, the longest waiting at the top."""
    order = (
        CorrespondenceRow.waiting_since.is_(None),
        CorrespondenceRow.waiting_since,
        CorrespondenceRow.number,
    )
    rows = select(CorrespondenceRow).where(CorrespondenceRow.status == OPEN).order_by(*order)
    return [_correspondence(row) for row in await session.scalars(rows.limit(limit).offset(offset))]


async def due(session: Session, limit: int = 50) -> Sequence[int]:
    """Return the ids of open ones whose moment has come."""
    ready = CorrespondenceRow.status == OPEN, CorrespondenceRow.due_at <= session.now
    rows = select(CorrespondenceRow.id).where(*ready).order_by(CorrespondenceRow.due_at).limit(limit)
    return (await session.scalars(rows)).all()


async def reminded(session: Session, id: int, due_at: datetime) -> None:
    """Count one more reminder of the moderators, and set when the next is due."""
    row = update(CorrespondenceRow).where(CorrespondenceRow.id == id, CorrespondenceRow.status == OPEN)
    await session.execute(row.values(rounds=CorrespondenceRow.rounds + 1, due_at=due_at))


async def postpone(session: Session, id: int, due_at: datetime) -> None:
    """Look again later: it is night, or something failed."""
    row = update(CorrespondenceRow).where(CorrespondenceRow.id == id, CorrespondenceRow.status == OPEN)
    await session.execute(row.values(due_at=due_at))


async def forget_old(session: Session) -> None:
    """Delete what ended long ago, with its letters."""
    oldest = session.now - session.kept.letters
    await session.execute(delete(CorrespondenceRow).where(CorrespondenceRow.closed_at < oldest))


async def _locked(session: Session, *which: Any) -> Correspondence | None:
    found = select(CorrespondenceRow).where(*which).with_for_update()
    row = await session.scalar(found.execution_options(populate_existing=True))
    return None if row is None else _correspondence(row)


def _correspondence(row: CorrespondenceRow) -> Correspondence:
    return Correspondence(
        row.id, row.number, row.person_id, row.about, row.status, row.waiting_since, row.rounds
    )
