"""Votes for ways: one a person and way."""

from sqlalchemy import ForeignKey, delete, exists, func, select
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Session, Table, insert_into


class VoteRow(Table):
    """A person is for a way."""

    __tablename__ = "obstacle_votes"
    way_id: Mapped[int] = mapped_column(ForeignKey("obstacle_ways.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True, index=True
    )


async def add(session: Session, way_id: int, person_id: int) -> bool:
    """Let a person be for a way that is open; False when they are already."""
    row = insert_into(session, VoteRow).values(way_id=way_id, person_id=person_id)
    return await session.scalar(row.on_conflict_do_nothing().returning(VoteRow.way_id)) is not None


async def take_back(session: Session, way_id: int, person_id: int) -> bool:
    """Take a vote back; False when there is none."""
    mine = delete(VoteRow).where(VoteRow.way_id == way_id, VoteRow.person_id == person_id)
    return await session.scalar(mine.returning(VoteRow.way_id)) is not None


async def is_for(session: Session, way_id: int, person_id: int) -> bool:
    """Say whether a person is for a way."""
    mine = exists().where(VoteRow.way_id == way_id, VoteRow.person_id == person_id)
    return bool(await session.scalar(select(mine)))


async def count(session: Session, way_id: int) -> int:
    """Return how many are for a way."""
    for_it = select(func.count()).select_from(VoteRow).where(VoteRow.way_id == way_id)
    return await session.scalar(for_it) or 0
