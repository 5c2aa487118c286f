"""Obstacles: barriers that people met, each with its reports (storage/obstacle_reports.py)."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Index, String, select, update
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
    # the obstacle that it is one with, 0: none (storage/obstacle_merging.py); its number leads there
    merged_into: Mapped[int] = mapped_column(server_default="0", default=0)
    published_at: Mapped[datetime | None] = mapped_column(Moment)  # everybody may read it since then
    # moderators keep it from everybody who is not in it, or in its group, since then
    hidden_at: Mapped[datetime | None] = mapped_column(Moment)
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
    merged_into: int = 0
    published: bool = False
    hidden: bool = False


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


async def current(session: Session, obstacle_id: int) -> Obstacle | None:
    """Return an obstacle by id, or the one that it was merged into."""
    found = await get(session, obstacle_id)
    while found is not None and found.merged_into:
        found = await get(session, found.merged_into)
    return found


async def within(session: Session, obstacle_id: int) -> set[int]:
    """Return the ids of an obstacle and of all that were merged into it."""
    ids, more = {obstacle_id}, {obstacle_id}
    while more:
        merged = await session.scalars(select(ObstacleRow.id).where(ObstacleRow.merged_into.in_(more)))
        more = set(merged) - ids
        ids |= more
    return ids


async def lock(session: Session, obstacle_id: int) -> Obstacle | None:
    """Return an obstacle, or the one that it was merged into, and keep it as it is until the commit.

    Whoever changes it or joins it locks it first.
    """
    found = await lock_one(session, obstacle_id)
    while found is not None and found.merged_into:
        found = await lock_one(session, found.merged_into)
    return found


async def lock_one(session: Session, obstacle_id: int) -> Obstacle | None:
    """Return just this obstacle, merged or not, and keep it as it is until the commit."""
    row = await session.get(ObstacleRow, obstacle_id, populate_existing=True, with_for_update=True)
    return None if row is None else _obstacle(session, row)


async def by_number(session: Session, number: int) -> Obstacle | None:
    """Return an obstacle by the number that people call it."""
    found = select(ObstacleRow).where(ObstacleRow.number == number)
    row = await session.scalar(found.execution_options(populate_existing=True))
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


async def publish(session: Session, obstacle_id: int, published: bool) -> bool:
    """Let everybody read the facts of an obstacle, or nobody any more; False when it stood so already."""
    other = ObstacleRow.published_at.is_(None) if published else ObstacleRow.published_at.is_not(None)
    values = {"published_at": session.now, "hidden_at": None} if published else {"published_at": None}
    return await _let_read(session, obstacle_id, other, values)


async def hide(session: Session, obstacle_id: int, hidden: bool) -> bool:
    """Keep an obstacle from all who are not in it, or do so no more; False when it stood so already."""
    other = ObstacleRow.hidden_at.is_(None) if hidden else ObstacleRow.hidden_at.is_not(None)
    values = {"hidden_at": session.now, "published_at": None} if hidden else {"hidden_at": None}
    return await _let_read(session, obstacle_id, other, values)


async def _let_read(session: Session, id: int, other: ColumnElement[bool], values: dict[str, Any]) -> bool:
    changed = update(ObstacleRow).where(ObstacleRow.id == id, other).values(**values)
    return await session.scalar(changed.returning(ObstacleRow.id)) is not None


async def all_live(session: Session) -> list[Obstacle]:
    """Return all obstacles that are not merged into another, the newest first."""
    rows = await session.scalars(
        select(ObstacleRow).where(ObstacleRow.merged_into == 0).order_by(ObstacleRow.number.desc())
    )
    return [_obstacle(session, row) for row in rows]


def _obstacle(session: Session, row: ObstacleRow) -> Obstacle:
    facts = Facts(**session.vault.open_json(row.facts, f"obstacles.facts:{row.id}"))
    return Obstacle(
        row.id,
        row.number,
        row.group_id,
        row.status,
        row.step,
        row.created_at,
        row.changed_at,
        facts,
        row.merged_into,
        row.published_at is not None,
        row.hidden_at is not None,
    )
