"""Changes of obstacles: which state each came into, and when; whoever is in one is told of each (jobs/obstacles.py)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Moment, Session, Table
from storage.ids import random_id


class ChangeRow(Table):
    """One change of an obstacle: which state it came into, and when."""

    __tablename__ = "obstacle_changes"
    __table_args__ = (UniqueConstraint("obstacle_id", "step"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    obstacle_id: Mapped[int] = mapped_column(ForeignKey("obstacles.id", ondelete="CASCADE"))
    step: Mapped[int]
    status: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class Change:
    """Which state an obstacle came into, and when."""

    step: int
    status: str
    at: datetime


async def add(session: Session, obstacle_id: int, step: int, status: str) -> None:
    """Record that an obstacle came into a state, as its change with this number."""
    session.add(ChangeRow(id=random_id(), obstacle_id=obstacle_id, step=step, status=status, at=session.now))
    await session.flush()


async def of(session: Session, obstacle_id: int, after: int = 0) -> list[Change]:
    """Return the changes of an obstacle after a step, the oldest first."""
    later = ChangeRow.obstacle_id == obstacle_id, ChangeRow.step > after
    rows = await session.scalars(select(ChangeRow).where(*later).order_by(ChangeRow.step))
    return [Change(row.step, row.status, row.at) for row in rows]
