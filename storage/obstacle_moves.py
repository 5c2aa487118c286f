"""History of merging and splitting: which reports came from which obstacle into which, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ForeignKey, Select, String, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Moment, Session, Table
from storage.ids import ordered_id

MERGE, SPLIT, BACK = "merge", "split", "back"  # back: a merge was undone
KINDS: Final = (MERGE, SPLIT, BACK)


class MoveRow(Table):
    """One merge, split or undoing."""

    __tablename__ = "obstacle_moves"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(8))
    from_id: Mapped[int] = mapped_column(ForeignKey("obstacles.id", ondelete="CASCADE"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("obstacles.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(Moment)


class MovedRow(Table):
    """One report that went with a move."""

    __tablename__ = "obstacle_moved"
    move_id: Mapped[int] = mapped_column(
        ForeignKey("obstacle_moves.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    report_id: Mapped[int] = mapped_column(
        ForeignKey("obstacle_reports.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        index=True,
    )


@dataclass(frozen=True, slots=True)
class Move:
    """One merge, split or undoing."""

    kind: str
    from_id: int
    to_id: int
    at: datetime


async def add(session: Session, kind: str, from_id: int, to_id: int, report_ids: Sequence[int]) -> None:
    """Record that these reports went from one obstacle to another."""
    id = ordered_id()
    session.add(MoveRow(id=id, kind=kind, from_id=from_id, to_id=to_id, at=session.now))
    await session.flush()
    session.add_all(MovedRow(move_id=id, report_id=report_id) for report_id in report_ids)
    await session.flush()


async def of(session: Session, obstacle_id: int) -> list[Move]:
    """Return what was merged into, split off or given back by an obstacle, the oldest first."""
    theirs = or_(MoveRow.from_id == obstacle_id, MoveRow.to_id == obstacle_id)
    rows = await session.scalars(select(MoveRow).where(theirs).order_by(MoveRow.id))
    return [Move(row.kind, row.from_id, row.to_id, row.at) for row in rows]


async def went_along(session: Session, from_id: int) -> Sequence[int]:
    """Return the ids of the reports that went along when an obstacle was merged last."""
    moved = select(MovedRow.report_id).where(MovedRow.move_id == _last_merge(from_id).scalar_subquery())
    return (await session.scalars(moved)).all()


async def also(session: Session, from_id: int, report_id: int) -> None:
    """Record that one more report went along when an obstacle was merged last."""
    id = await session.scalar(_last_merge(from_id))
    if id is not None:
        session.add(MovedRow(move_id=id, report_id=report_id))
        await session.flush()


def _last_merge(from_id: int) -> Select[int]:
    last = select(MoveRow.id).where(MoveRow.from_id == from_id, MoveRow.kind == MERGE)
    return last.order_by(MoveRow.id.desc()).limit(1)
