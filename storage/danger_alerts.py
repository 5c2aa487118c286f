"""Alerts of danger: one open alert a person, said again to more and more people until somebody takes it.

Nothing of what the person wrote is here, only the kinds of danger, and whether they would like somebody to write.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, String, delete, exists, or_, select, text, update
from sqlalchemy.orm import Mapped, aliased, mapped_column

from bot.domain import cadence
from storage.database import Moment, Session, Table, insert_into
from storage.ids import random_id

OPEN, TAKEN = "open", "taken"
UNSAID, YES, NO = "unsaid", "yes", "no"  # whether somebody should write
KEPT = timedelta(days=30)  # after it was taken
ONE_OPEN = text("status = 'open'")


class DangerAlertRow(Table):
    """One time of danger of one person; one of them is open at most, as a constraint."""

    __tablename__ = "danger_alerts"
    __table_args__ = (
        Index(
            "ix_danger_alerts_open_person",
            "person_id",
            unique=True,
            sqlite_where=ONE_OPEN,
            postgresql_where=ONE_OPEN,
        ),
        Index(None, "person_id"),
        Index(None, "status", "due_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"))
    kinds: Mapped[str] = mapped_column(String(64))  # of signs, with spaces between them
    wish: Mapped[str] = mapped_column(String(8))
    status: Mapped[str] = mapped_column(String(16))
    rounds: Mapped[int]  # how often it was said
    at: Mapped[datetime] = mapped_column(Moment)
    due_at: Mapped[datetime] = mapped_column(Moment)  # when it is said again while nobody has taken it
    taken_at: Mapped[datetime | None] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class DangerAlert:
    """One alert as it stands."""

    id: int
    person_id: int
    kinds: tuple[str, ...]
    wish: str
    status: str
    rounds: int
    at: datetime


async def see(session: Session, person_id: int, kinds: Collection[str]) -> DangerAlert:
    """Open an alert about a person, or add the kinds to the one that is open."""
    first = insert_into(session, DangerAlertRow).values(
        id=random_id(),
        person_id=person_id,
        kinds=" ".join(sorted(kinds)),
        wish=UNSAID,
        status=OPEN,
        rounds=1,
        at=session.now,
        due_at=session.now + cadence.danger_alert(1),
        taken_at=None,
    )
    await session.execute(first.on_conflict_do_nothing())
    row = await session.scalar(
        select(DangerAlertRow)
        .where(DangerAlertRow.person_id == person_id, DangerAlertRow.status == OPEN)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    assert row is not None
    row.kinds = " ".join(sorted({*row.kinds.split(), *kinds}))
    await session.flush()
    return _alert(row)


async def get(session: Session, id: int) -> DangerAlert | None:
    """Return an alert by id."""
    row = await session.get(DangerAlertRow, id, populate_existing=True)
    return None if row is None else _alert(row)


async def lately(session: Session, person_id: int, since: datetime) -> bool:
    """Whether a person may be in danger and has not said no to being written to.

    An alert about them is open, or came after `since`.
    """
    theirs = (DangerAlertRow.person_id == person_id) & (DangerAlertRow.wish != NO)
    current = or_(DangerAlertRow.status == OPEN, DangerAlertRow.at >= since)
    return bool(await session.scalar(select(exists().where(theirs, current))))


async def wish(session: Session, id: int, said: str) -> bool:
    """Keep whether somebody should write; False when that was said before. A "yes" stays, a "no" may become one."""
    first = update(DangerAlertRow).where(DangerAlertRow.id == id, DangerAlertRow.wish.not_in((YES, said)))
    return await session.scalar(first.values(wish=said).returning(DangerAlertRow.id)) is not None


async def take(session: Session, id: int) -> bool:
    """End an alert: of two who take it at once, one succeeds."""
    done = update(DangerAlertRow).where(DangerAlertRow.id == id, DangerAlertRow.status == OPEN)
    taken = done.values(status=TAKEN, taken_at=session.now).returning(DangerAlertRow.id)
    return await session.scalar(taken) is not None


async def reopen(session: Session, id: int) -> bool:
    """Open an alert anew, since who took it left; False when the person has a newer one that is open."""
    of_person = select(DangerAlertRow.person_id).where(DangerAlertRow.id == id).scalar_subquery()
    newer = aliased(DangerAlertRow)
    other = exists().where(newer.person_id == of_person, newer.status == OPEN)
    again = update(DangerAlertRow).where(DangerAlertRow.id == id, DangerAlertRow.status == TAKEN, ~other)
    opened = again.values(status=OPEN, taken_at=None, due_at=session.now).returning(DangerAlertRow.id)
    return await session.scalar(opened) is not None


async def due(session: Session, limit: int = 50) -> Sequence[int]:
    """Return the ids of alerts that nobody has taken and that are to be said again now."""
    waiting = select(DangerAlertRow.id).where(
        DangerAlertRow.status == OPEN, DangerAlertRow.due_at <= session.now
    )
    return (await session.scalars(waiting.order_by(DangerAlertRow.due_at).limit(limit))).all()


async def say_again(session: Session, id: int) -> DangerAlert | None:
    """Count one more round, and return the alert; None when it is not due, or was taken meanwhile."""
    row = await session.scalar(
        select(DangerAlertRow)
        .where(DangerAlertRow.id == id, DangerAlertRow.status == OPEN, DangerAlertRow.due_at <= session.now)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if row is None:
        return None
    row.rounds += 1
    # After the program stood still not everything that was missed is said at once.
    row.due_at = max(row.at + cadence.danger_alert(row.rounds), session.now + cadence.DANGER_ALERTS[1])
    await session.flush()
    return _alert(row)


async def postpone(session: Session, id: int, due_at: datetime) -> None:
    """Say it again later: something failed."""
    await session.execute(
        update(DangerAlertRow)
        .where(DangerAlertRow.id == id, DangerAlertRow.status == OPEN)
        .values(due_at=due_at)
    )


async def forget_old(session: Session) -> None:
    """Delete what was taken long ago."""
    await session.execute(delete(DangerAlertRow).where(DangerAlertRow.taken_at < session.now - KEPT))


def _alert(row: DangerAlertRow) -> DangerAlert:
    kinds = tuple(row.kinds.split())
    return DangerAlert(row.id, row.person_id, kinds, row.wish, row.status, row.rounds, row.at)
