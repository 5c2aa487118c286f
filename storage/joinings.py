"""Who asks to join a group: one row a person and group, until somebody of the group or a moderator answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, ForeignKey, String, UniqueConstraint, and_, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Moment, Session, Table, insert_into
from storage.ids import random_id

OPEN, DECLINED, TAKEN_BACK = "open", "declined", "taken-back"
HEARD_AFTER = timedelta(days=1)  # without an answer of the coordinators the moderators hear of it
REST = timedelta(days=30)  # after "not now" nobody is asked again so long
KNOWN = timedelta(days=1)  # what was taken back and is asked again so soon is told to nobody a second time


class JoiningRow(Table):
    """A person asks to join a group; a yes makes a membership of it, and the row goes."""

    __tablename__ = "joinings"
    __table_args__ = (UniqueConstraint("person_id", "group_id"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"))
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"), index=True)
    status: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(Moment)  # of the asking, then of the answer
    hear_at: Mapped[datetime] = mapped_column(
        Moment
    )  # when the moderators are to be told, unless it is answered
    heard_at: Mapped[datetime | None] = mapped_column(Moment)  # when they were


@dataclass(frozen=True, slots=True)
class Joining:
    """One asking to join."""

    id: int
    person_id: int
    group_id: int
    status: str
    at: datetime


async def ask_again(session: Session, person_id: int, group_id: int) -> bool:
    """Let an asking stand again that was taken back lately: the question that others were asked holds for it."""
    again = update(JoiningRow).where(
        JoiningRow.person_id == person_id, JoiningRow.group_id == group_id, JoiningRow.status == TAKEN_BACK
    )
    stands = again.where(JoiningRow.at > session.now - KNOWN).values(
        status=OPEN, at=session.now, hear_at=session.now + HEARD_AFTER
    )
    return await session.scalar(stands.returning(JoiningRow.id)) is not None


async def ask(session: Session, person_id: int, group_id: int) -> Joining | None:
    """Let a person ask; None when they asked before and it is not answered, or was answered lately."""
    await session.execute(
        delete(JoiningRow).where(
            JoiningRow.person_id == person_id, JoiningRow.group_id == group_id, *_rested(session)
        )
    )
    row = insert_into(session, JoiningRow).values(
        id=random_id(),
        person_id=person_id,
        group_id=group_id,
        status=OPEN,
        at=session.now,
        hear_at=session.now + HEARD_AFTER,
        heard_at=None,
    )
    id = await session.scalar(row.on_conflict_do_nothing().returning(JoiningRow.id))
    return None if id is None else Joining(id, person_id, group_id, OPEN, session.now)


async def get(session: Session, id: int) -> Joining | None:
    """Return one asking."""
    return _joining(await session.get(JoiningRow, id, populate_existing=True))


async def of_person(session: Session, person_id: int) -> list[Joining]:
    """Return what a person asked and what was answered lately."""
    told = JoiningRow.person_id == person_id, JoiningRow.status != TAKEN_BACK
    rows = await session.scalars(select(JoiningRow).where(*told))
    return [found for row in rows if (found := _joining(row)) is not None]


async def next_of(session: Session, group_id: int) -> Joining | None:
    """Return the asking that has waited longest for an answer of this group."""
    waiting = select(JoiningRow).where(JoiningRow.group_id == group_id, JoiningRow.status == OPEN)
    return _joining(await session.scalar(waiting.order_by(JoiningRow.at, JoiningRow.id).limit(1)))


async def counts(session: Session) -> dict[int, int]:
    """Return how many ask to join, by the group's id."""
    waiting = select(JoiningRow.group_id, func.count()).where(JoiningRow.status == OPEN)
    return {
        group_id: count for group_id, count in await session.execute(waiting.group_by(JoiningRow.group_id))
    }


async def accept(session: Session, id: int) -> bool:
    """End an asking with a yes; of two who answer at once, one succeeds."""
    done = delete(JoiningRow).where(JoiningRow.id == id, JoiningRow.status == OPEN).returning(JoiningRow.id)
    return await session.scalar(done) is not None


async def decline(session: Session, id: int) -> bool:
    """End an asking with a "not now"; of two who answer at once, one succeeds."""
    declined = update(JoiningRow).where(JoiningRow.id == id, JoiningRow.status == OPEN)
    done = declined.values(status=DECLINED, at=session.now).returning(JoiningRow.id)
    return await session.scalar(done) is not None


async def take_back(session: Session, person_id: int, group_id: int) -> bool:
    """Take an unanswered asking back; False when there is none."""
    mine = JoiningRow.person_id == person_id, JoiningRow.group_id == group_id, JoiningRow.status == OPEN
    back = update(JoiningRow).where(*mine).values(status=TAKEN_BACK, at=session.now)
    return await session.scalar(back.returning(JoiningRow.id)) is not None


async def settle(session: Session, person_id: int, group_id: int) -> None:
    """Forget what a person asked of a group that they are in now."""
    mine = JoiningRow.person_id == person_id, JoiningRow.group_id == group_id
    await session.execute(delete(JoiningRow).where(*mine))


async def drop(session: Session, group_id: int) -> list[int]:
    """Forget what was asked of a group, and return who still waited for an answer."""
    gone = delete(JoiningRow).where(JoiningRow.group_id == group_id)
    rows = await session.execute(gone.returning(JoiningRow.person_id, JoiningRow.status))
    return [person_id for person_id, status in rows if status == OPEN]


async def unheard(session: Session, limit: int = 50) -> Sequence[int]:
    """Return the ids of what nobody answered in time and the moderators have not heard of."""
    late = JoiningRow.status == OPEN, JoiningRow.heard_at.is_(None), JoiningRow.hear_at <= session.now
    ids = select(JoiningRow.id).where(*late).order_by(JoiningRow.hear_at, JoiningRow.id)
    return (await session.scalars(ids.limit(limit))).all()


async def hear(session: Session, id: int) -> bool:
    """Record that the moderators hear of it now; False when they did, or when it needs no answer any more."""
    told = JoiningRow.id == id, JoiningRow.status == OPEN, JoiningRow.heard_at.is_(None)
    heard = update(JoiningRow).where(*told).values(heard_at=session.now)
    return await session.scalar(heard.returning(JoiningRow.id)) is not None


async def postpone(session: Session, id: int, at: datetime) -> None:
    """Let the moderators hear of it later, since telling them failed."""
    await session.execute(update(JoiningRow).where(JoiningRow.id == id).values(hear_at=at))


async def forget_old(session: Session) -> None:
    """Forget the answers after which the person may ask again."""
    await session.execute(delete(JoiningRow).where(*_rested(session)))


def _rested(session: Session) -> tuple[ColumnElement[bool], ...]:
    declined = and_(JoiningRow.status == DECLINED, JoiningRow.at <= session.now - REST)
    return (declined | and_(JoiningRow.status == TAKEN_BACK, JoiningRow.at <= session.now - KNOWN),)


def _joining(row: JoiningRow | None) -> Joining | None:
    return None if row is None else Joining(row.id, row.person_id, row.group_id, row.status, row.at)
