"""Spending: how many paid messages went out in a month; the budget is never passed but for a crisis."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, String, and_, or_, select, true, update
from sqlalchemy.orm import Mapped, mapped_column

from storage.accounts import CHARGES, OPEN, AccountRow
from storage.database import Moment, Session, Table, insert_into

PATIENCE: Final = timedelta(hours=1)  # after the messenger said that there is no money


class SpendingRow(Table):
    """The count of one channel and month ("viber 2026-11")."""

    __tablename__ = "spending"
    month: Mapped[str] = mapped_column(String(24), primary_key=True)
    count: Mapped[int]
    refused_at: Mapped[datetime | None] = mapped_column(Moment)  # when the messenger last said: no money


async def spend(session: Session, channel: str, budget: int, urgent: bool = False) -> bool:
    """Count one paid message of this month, unless the `budget` (messages a month) is spent: then False.

    What is `urgent` is counted and goes out in any case.
    """
    await _begin(session, channel)
    counted = update(SpendingRow).where(SpendingRow.month == _month(session, channel))
    if not urgent:
        counted = counted.where(SpendingRow.count < budget, _not_refused(session))
    found = await session.scalar(counted.values(count=SpendingRow.count + 1).returning(SpendingRow.count))
    return found is not None


async def give_back(session: Session, channel: str, messages: int) -> None:
    """Take messages off the count that did not go out after all."""
    month = SpendingRow.month == _month(session, channel), SpendingRow.count >= messages
    await session.execute(update(SpendingRow).where(*month).values(count=SpendingRow.count - messages))


async def refused(session: Session, channel: str) -> None:
    """The messenger says that there is no money: for an hour only what is urgent is tried."""
    await _begin(session, channel)
    month = SpendingRow.month == _month(session, channel)
    await session.execute(update(SpendingRow).where(month).values(refused_at=session.now))


async def left(session: Session, channel: str, budget: int) -> int:
    """Return how many messages may still be paid now."""
    if await refused_at(session, channel) is not None:
        return 0
    return max(0, budget - await spent(session, channel))


async def spent(session: Session, channel: str) -> int:
    """Return how many paid messages went out this month."""
    found = select(SpendingRow.count).where(SpendingRow.month == _month(session, channel))
    return await session.scalar(found) or 0


async def refused_at(session: Session, channel: str) -> datetime | None:
    """Return when the messenger said that there is no money, while we are patient for that."""
    month = SpendingRow.month == _month(session, channel)
    return await session.scalar(
        select(SpendingRow.refused_at).where(month, SpendingRow.refused_at > session.now - PATIENCE)
    )


async def reaches(session: Session) -> ColumnElement[bool]:
    """Return the condition that an account takes messages, and that what goes there now is free or can be paid."""
    paid = await left(session, CHARGES, session.budget)
    free = true() if paid else or_(AccountRow.channel != CHARGES, AccountRow.free_until > session.now)
    return and_(AccountRow.status == OPEN, free)


async def _begin(session: Session, channel: str) -> None:
    new = insert_into(session, SpendingRow).values(month=_month(session, channel), count=0)
    await session.execute(new.on_conflict_do_nothing())


def _not_refused(session: Session) -> ColumnElement[bool]:
    return or_(SpendingRow.refused_at.is_(None), SpendingRow.refused_at <= session.now - PATIENCE)


def _month(session: Session, channel: str) -> str:
    return f"{channel} {session.now:%Y-%m}"
