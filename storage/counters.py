"""Counters: the short numbers by which people call requests, helpers, matches and groups; never used twice."""

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Session, Table, insert_into


class CounterRow(Table):
    """The last number given for a kind of thing."""

    __tablename__ = "counters"
    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    last: Mapped[int]


async def following(session: Session, name: str) -> int:
    """Return the next number, from 1."""
    counted = insert_into(session, CounterRow).values(name=name, last=1)
    counted = counted.on_conflict_do_update(index_elements=["name"], set_={"last": CounterRow.last + 1})
    return (await session.scalars(counted.returning(CounterRow.last))).one()


async def last(session: Session, name: str) -> int:
    """Return the last number given, 0 before the first."""
    return await session.scalar(select(CounterRow.last).where(CounterRow.name == name)) or 0


async def reach(session: Session, name: str, number: int) -> bool:
    """Lead a counter up to `number`; False when it was there already: of two at once, one leads it there."""
    counted = insert_into(session, CounterRow).values(name=name, last=number)
    further = counted.on_conflict_do_update(
        index_elements=["name"], set_={"last": number}, where=CounterRow.last < number
    )
    return await session.scalar(further.returning(CounterRow.last)) is not None
