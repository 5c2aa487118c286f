"""Alerts: what the moderators were called for, numbered, until somebody takes it and it is done."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, ForeignKey, Index, String, delete, func, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.alerts import DANGER
from storage import counters
from storage.database import Moment, Session, Table, insert_into
from storage.ids import random_id

OPEN, TAKEN, DONE = "open", "taken", "done"
SHOWN: Final = "shown"  # the detail of a report that came with what was written
KEPT: Final = timedelta(days=30)  # after it was done
NOT_DONE = text("status != 'done'")


class AlertRow(Table):
    """One alert; of those that are not done there is one about each thing, as a constraint."""

    __tablename__ = "alerts"
    __table_args__ = (
        Index(
            "ix_alerts_one", "kind", "about", unique=True, sqlite_where=NOT_DONE, postgresql_where=NOT_DONE
        ),
        Index(None, "status", "due_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(String(16))  # of bot/domain/alerts.py
    about: Mapped[int]  # the number of the thing as moderators know it, or the id of one that has no number
    detail: Mapped[str] = mapped_column(String(32))  # words of ours, such as the side that reports a talk
    status: Mapped[str] = mapped_column(String(16))
    rounds: Mapped[int]  # how often it was said
    at: Mapped[datetime] = mapped_column(Moment)
    due_at: Mapped[datetime | None] = mapped_column(
        Moment
    )  # when it is said again; None: another clock says it
    look_at: Mapped[datetime] = mapped_column(Moment)  # it is left alone until then, since something failed
    taken_by: Mapped[int]  # a moderator's number, 0: nobody
    taken_at: Mapped[datetime | None] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)


class AlertPersonRow(Table):
    """Whom an alert is about where it is no thing; it goes with the person, and the alert is over."""

    __tablename__ = "alert_persons"
    alert_id: Mapped[int] = mapped_column(
        ForeignKey("alerts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), index=True)


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert as it stands."""

    id: int
    number: int
    kind: str
    about: int
    detail: str
    status: str
    rounds: int
    at: datetime
    taken_by: int
    taken_at: datetime | None
    done_at: datetime | None


async def see(
    session: Session, kind: str, about: int, detail: str, person_id: int | None
) -> tuple[Alert, bool]:
    """Open an alert, or find the one that is not done yet; whether it is new comes with it."""
    found = await _of(session, kind, about)
    if found is not None:
        return found, False
    number = await counters.following(session, "alerts")
    first = insert_into(session, AlertRow).values(
        id=random_id(), number=number, kind=kind, about=about, detail=detail,
        status=OPEN, rounds=0, at=session.now, due_at=None, look_at=session.now, taken_by=0,
    )  # fmt: skip
    await session.execute(first.on_conflict_do_nothing())
    found = await _of(session, kind, about)
    assert found is not None
    if person_id is not None and found.number == number:
        session.add(AlertPersonRow(alert_id=found.id, person_id=person_id))
        await session.flush()
    return found, found.number == number


async def _of(session: Session, kind: str, about: int) -> Alert | None:
    row = await session.scalar(
        select(AlertRow)
        .where(AlertRow.kind == kind, AlertRow.about == about, AlertRow.status != DONE)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return None if row is None else _alert(row)


async def get(session: Session, id: int) -> Alert | None:
    """Return an alert by id."""
    row = await session.get(AlertRow, id, populate_existing=True)
    return None if row is None else _alert(row)


async def by_number(session: Session, number: int) -> Alert | None:
    """Return an alert by the number that moderators call it."""
    found = select(AlertRow).where(AlertRow.number == number).execution_options(populate_existing=True)
    row = await session.scalar(found)
    return None if row is None else _alert(row)


async def person_of(session: Session, id: int) -> int | None:
    """Return the id of the person whom an alert is about; None where it is about a thing, or they are gone."""
    return await session.scalar(select(AlertPersonRow.person_id).where(AlertPersonRow.alert_id == id))


async def about_person(session: Session, kind: str, person_id: int) -> int | None:
    """Return what an alert of this kind about a person goes by while it is not done."""
    theirs = AlertPersonRow.person_id == person_id, AlertRow.kind == kind, AlertRow.status != DONE
    found = select(AlertRow.about).join(AlertPersonRow, AlertPersonRow.alert_id == AlertRow.id).where(*theirs)
    return await session.scalar(found.limit(1))


async def said(session: Session, id: int, due_at: datetime | None) -> Alert:
    """Count that it was said once more, and when it is said again; return it."""
    return await _changed(session, id, rounds=AlertRow.rounds + 1, due_at=due_at)


async def detailed(session: Session, id: int, detail: str) -> Alert:
    """Keep another detail; return the alert."""
    return await _changed(session, id, detail=detail)


async def _changed(session: Session, id: int, **values: object) -> Alert:
    changed = update(AlertRow).where(AlertRow.id == id).values(**values).returning(AlertRow)
    row = (await session.scalars(changed, execution_options={"populate_existing": True})).one()
    return _alert(row)


async def take(session: Session, id: int, moderator: int, due_at: datetime) -> bool:
    """Let a moderator take an open alert, of two one; at `due_at` it is looked whether it is done."""
    values = {"status": TAKEN, "taken_by": moderator, "taken_at": session.now, "due_at": due_at}
    return await _moved(session, AlertRow.id == id, AlertRow.status == OPEN, **values)


async def let_go(session: Session, id: int) -> bool:
    """Open a taken alert anew: it was not done in its time."""
    return await _moved(session, AlertRow.id == id, AlertRow.status == TAKEN, status=OPEN)


async def left(session: Session, id: int, due_at: datetime | None) -> bool:
    """Open a taken alert anew, to be said at `due_at`: who took it is gone."""
    return await _moved(session, AlertRow.id == id, AlertRow.status == TAKEN, status=OPEN, due_at=due_at)


async def waits(session: Session, kind: str, about: int) -> bool:
    """Whether an alert about a thing is not done."""
    return await _of(session, kind, about) is not None


async def of_moderator(session: Session, moderator: int) -> list[Alert]:
    """Return the alerts that a moderator has taken and that are not done."""
    theirs = select(AlertRow).where(AlertRow.status == TAKEN, AlertRow.taken_by == moderator)
    return [_alert(row) for row in await session.scalars(theirs.order_by(AlertRow.number))]


async def end(session: Session, id: int) -> bool:
    """End an alert: what it is about is done, or gone. False when it has ended before."""
    values = {"status": DONE, "done_at": session.now, "due_at": None}
    await session.execute(delete(AlertPersonRow).where(AlertPersonRow.alert_id == id))
    return await _moved(session, AlertRow.id == id, AlertRow.status != DONE, **values)


async def _moved(session: Session, *where: ColumnElement[bool], **values: object) -> bool:
    moved = update(AlertRow).where(*where).values(**values).returning(AlertRow.id)
    return await session.scalar(moved) is not None


async def due(session: Session, limit: int = 50) -> Sequence[int]:
    """Return the ids of alerts that are to be said again, or whose time with a moderator is over."""
    late = select(AlertRow.id).where(AlertRow.status != DONE, AlertRow.due_at <= session.now)
    return (await session.scalars(late.order_by(AlertRow.due_at).limit(limit))).all()


async def still_due(session: Session, id: int) -> Alert | None:
    """Return an alert that is due, locked; None when another process was quicker."""
    late = AlertRow.id == id, AlertRow.status != DONE, AlertRow.due_at <= session.now
    row = await session.scalar(
        select(AlertRow).where(*late).with_for_update().execution_options(populate_existing=True)
    )
    return None if row is None else _alert(row)


async def postpone(session: Session, id: int, at: datetime) -> None:
    """Leave an alert alone until `at`: something failed."""
    later = update(AlertRow).where(AlertRow.id == id)
    await session.execute(later.values(look_at=at))
    await session.execute(later.where(AlertRow.due_at.is_not(None)).values(due_at=at))


async def not_done(
    session: Session, kinds: Collection[str], limit: int, offset: int, states: Collection[str] = (OPEN, TAKEN)
) -> list[Alert]:
    """Return alerts of these kinds that are not done: those that nobody took first, then danger, then the oldest."""
    rows = await session.scalars(
        select(AlertRow)
        .where(AlertRow.status.in_(states), AlertRow.kind.in_(kinds))
        .order_by(AlertRow.status, AlertRow.kind != DANGER, AlertRow.number)
        .limit(limit)
        .offset(offset)
    )
    return [_alert(row) for row in rows]


async def untaken(session: Session) -> dict[str, tuple[int, datetime]]:
    """Return how many alerts nobody has taken, and since when the oldest waits, by kind."""
    counted = select(AlertRow.kind, func.count(), func.min(AlertRow.at)).where(AlertRow.status == OPEN)
    return {kind: (n, since) for kind, n, since in await session.execute(counted.group_by(AlertRow.kind))}


async def forget_old(session: Session) -> None:
    """Delete what was done long ago."""
    await session.execute(delete(AlertRow).where(AlertRow.done_at < session.now - KEPT))


def _alert(row: AlertRow) -> Alert:
    return Alert(
        row.id, row.number, row.kind, row.about, row.detail, row.status, row.rounds,
        row.at, row.taken_by, row.taken_at, row.done_at,
    )  # fmt: skip
