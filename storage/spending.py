"""Spending: how many paid messages went out in a month; the budget is never passed."""

from sqlalchemy import String, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Session, Table


class SpendingRow(Table):
    """The count of one channel and month ("viber 2026-11")."""

    __tablename__ = "spending"
    month: Mapped[str] = mapped_column(String(24), primary_key=True)
    count: Mapped[int]


async def spend(session: Session, channel: str, budget: int) -> bool:
    """Count one paid message of this month, unless the `budget` (messages a month) is spent: then False."""
    month = _month(session, channel)
    counted = (
        update(SpendingRow)
        .where(SpendingRow.month == month, SpendingRow.count < budget)
        .values(count=SpendingRow.count + 1)
        .returning(SpendingRow.count)
    )
    if await session.scalar(counted) is not None:
        return True
    if budget < 1 or await spent(session, channel):
        return False
    await session.execute(insert(SpendingRow).values(month=month, count=1))
    return True


async def spent(session: Session, channel: str) -> int:
    """Return how many paid messages went out this month."""
    found = select(SpendingRow.count).where(SpendingRow.month == _month(session, channel))
    return await session.scalar(found) or 0


def _month(session: Session, channel: str) -> str:
    return f"{channel} {session.now:%Y-%m}"
