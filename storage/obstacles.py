"""Obstacles: barriers that people met, each with its reports (storage/obstacle_reports.py)."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Index, String, delete, exists, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.obstacles.facts import Facts
from bot.domain.obstacles.states import NEW
from storage import counters, obstacle_changes
from storage.database import Moment, Sealed, Session, Table
from storage.ids import random_id
from storage.obstacle_reports import ReportRow


class ObstacleRow(Table):
    """One barrier; what it is lies sealed, how it stands is in the open."""

    __tablename__ = "obstacles"
    __table_args__ = (Index(None, "group_id", "status"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(unique=True)
    group_id: Mapped[int]  # the group that works on it; 0: none
    status: Mapped[str] = mapped_column(String(16))
    step: Mapped[int]  # the number of its last change
    created_at: Mapped[datetime] = mapped_column(Moment)
    changed_at: Mapped[datetime] = mapped_column(Moment)
    facts: Mapped[bytes] = mapped_column(Sealed)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One barrier."""

    id: int
    number: int
    group_id: int
    status: str
    step: int
    created_at: datetime
    changed_at: datetime
    facts: Facts


async def add(session: Session, facts: Facts, group_id: int) -> Obstacle:
    """Keep a new obstacle; the report of the one who tells it follows."""
    id, number = random_id(), await counters.following(session, "obstacles")
    row = ObstacleRow(id=id, number=number, group_id=group_id, status=NEW, step=0)
    row.created_at = row.changed_at = session.now
    row.facts = session.vault.seal_json(asdict(facts), f"obstacles.facts:{id}")
    session.add(row)
    await session.flush()
    return Obstacle(id, number, group_id, NEW, 0, session.now, session.now, facts)


async def get(session: Session, obstacle_id: int) -> Obstacle | None:
    """Return an obstacle by id."""
    row = await session.get(ObstacleRow, obstacle_id, populate_existing=True)
    return None if row is None else _obstacle(session, row)


async def lock(session: Session, obstacle_id: int) -> Obstacle | None:
    """Return an obstacle and keep it as it is until the commit: whoever changes it or joins it locks it first."""
    row = await session.get(ObstacleRow, obstacle_id, populate_existing=True, with_for_update=True)
    return None if row is None else _obstacle(session, row)


async def by_number(session: Session, number: int) -> Obstacle | None:
    """Return an obstacle by the number that people call it."""
    row = await session.scalar(select(ObstacleRow).where(ObstacleRow.number == number))
    return None if row is None else _obstacle(session, row)


async def change(session: Session, obstacle: Obstacle, status: str, by: int = 0) -> bool:
    """Bring an obstacle into another state, and let everybody in it be told; False when it changed meanwhile.

    `by`: the person whose doing it is; they know it already.
    """
    step = obstacle.step + 1
    as_seen = ObstacleRow.id == obstacle.id, ObstacleRow.step == obstacle.step
    values = {"status": status, "step": step, "changed_at": session.now}
    changed = update(ObstacleRow).where(*as_seen).values(**values).returning(ObstacleRow.id)
    if await session.scalar(changed) is None:
        return False
    await obstacle_changes.add(session, obstacle.id, step, status)
    others = update(ReportRow).where(ReportRow.obstacle_id == obstacle.id, ReportRow.person_id != by)
    await session.execute(others.values(tell_at=session.now))
    theirs = update(ReportRow).where(ReportRow.obstacle_id == obstacle.id, ReportRow.person_id == by)
    await session.execute(theirs.where(ReportRow.tell_at.is_(None)).values(heard=step))
    session.wakes_jobs = True
    return True


async def forget_empty(session: Session) -> None:
    """Delete obstacles in which nobody is left: no one could be told how they end."""
    told = exists().where(ReportRow.obstacle_id == ObstacleRow.id)
    await session.execute(delete(ObstacleRow).where(~told))


def _obstacle(session: Session, row: ObstacleRow) -> Obstacle:
    facts = Facts(**session.vault.open_json(row.facts, f"obstacles.facts:{row.id}"))
    return Obstacle(
        row.id, row.number, row.group_id, row.status, row.step, row.created_at, row.changed_at, facts
    )
