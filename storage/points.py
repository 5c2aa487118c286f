"""The numbers of the score that moderators changed; those that they left alone stand in the code."""

from dataclasses import fields, replace
from typing import Any, Final

from sqlalchemy import String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.matching.score import Score
from storage.database import Session, Table, insert_into

# Single numbers only: what is a row of numbers, such as the load, is changed in the code.
CHANGEABLE: Final = tuple(each.name for each in fields(Score) if isinstance(each.default, int))


class PointsRow(Table):
    """One number of the score, by the name of its field."""

    __tablename__ = "points"
    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    points: Mapped[int]


async def applied(session: Session, score: Score) -> Score:
    """Return the score with the moderators' numbers in it; a name that a later version took away is left out."""
    rows = await session.execute(select(PointsRow.name, PointsRow.points))
    changed: dict[str, Any] = {name: points for name, points in rows if name in CHANGEABLE}
    return replace(score, **changed)


async def put(session: Session, name: str, points: int) -> None:
    """Keep a moderators' number for a field of Score."""
    row = insert_into(session, PointsRow).values(name=name, points=points)
    await session.execute(row.on_conflict_do_update(index_elements=["name"], set_={"points": points}))


async def forget(session: Session, name: str) -> None:
    """Go back to the number in the code."""
    await session.execute(delete(PointsRow).where(PointsRow.name == name))
