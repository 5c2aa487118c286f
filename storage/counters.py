"""Counters: the short numbers by which people call requests, helpers, matches and groups; never used twice."""

from sqlalchemy import String, insert, update
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Session, Table


class CounterRow(Table):
    """The last number given for a kind of thing."""

    __tablename__ = "counters"
    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    last: Mapped[int]


async def following(session: Session, name: str) -> int:
    """Return the next number, from 1."""
    counted = update(CounterRow).where(CounterRow.name == name).values(last=CounterRow.last + 1)
    number = await session.scalar(counted.returning(CounterRow.last))
    if number is None:
        await session.execute(insert(CounterRow).values(name=name, last=1))
        return 1
    return int(number)
