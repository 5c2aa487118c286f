"""Obstacles: barriers that people met, each with its reports (storage/obstacle_reports.py)."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Index, String, delete, exists, select, update
from sqlalchemy.orm import Mapped, aliased, mapped_column

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
    value = session.now if published else None
    other = ObstacleRow.published_at.is_(None) if published else ObstacleRow.published_at.is_not(None)
    changed = update(ObstacleRow).where(ObstacleRow.id == obstacle_id, other).values(published_at=value)
    return await session.scalar(changed.returning(ObstacleRow.id)) is not None


async def all_live(session: Session) -> list[Obstacle]:
    """Return all obstacles that are not merged into another, the newest first."""
    rows = await session.scalars(
        select(ObstacleRow).where(ObstacleRow.merged_into == 0).order_by(ObstacleRow.number.desc())
    )
    return [_obstacle(session, row) for row in rows]


async def forget_empty(session: Session) -> None:
    """Delete obstacles in which nobody is left: no one could be told how they end.

    What was merged into such a one stands alone again if somebody is in it, and else goes too.
    """
    told = exists().where(ReportRow.obstacle_id == ObstacleRow.id)
    empty = delete(ObstacleRow).where(~told, ObstacleRow.merged_into == 0)
    kept = aliased(ObstacleRow)
    alone = ObstacleRow.merged_into != 0, ~exists().where(kept.id == ObstacleRow.merged_into)
    await session.execute(empty)
    freed = update(ObstacleRow).where(*alone).values(merged_into=0).returning(ObstacleRow.id)
    while (await session.scalars(freed, execution_options={"synchronize_session": False})).all():
        await session.execute(empty)


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
    )
