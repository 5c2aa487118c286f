"""Which moderators' chat wishes to see the numbers of which time: counted beside the other work, not in its way."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ForeignKey, String, UniqueConstraint, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Moment, Session, Table, insert_into
from storage.ids import random_id

LONGEST: Final = 64  # characters of what the numbers are of


class StatsWishRow(Table):
    """One wish; pressed twice it is one."""

    __tablename__ = "stats_wishes"
    __table_args__ = (UniqueConstraint("account_id", "days", "look"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    days: Mapped[int]
    look: Mapped[str] = mapped_column(String(LONGEST))  # of what, as on a button; "" is everything
    due_at: Mapped[datetime] = mapped_column(Moment)


async def add(session: Session, account_id: int, days: int, look: str = "") -> None:
    """Wish for the numbers of so many days, perhaps of a part (bot/domain/filtering/wanted.py)."""
    session.wakes_jobs = True
    wish = insert_into(session, StatsWishRow).values(
        id=random_id(), account_id=account_id, days=days, look=look, due_at=session.now
    )
    await session.execute(wish.on_conflict_do_nothing())


async def due(session: Session) -> Sequence[tuple[int, int, int, str]]:
    """Return the wishes, each as id, account id, days and what of."""
    columns = StatsWishRow.id, StatsWishRow.account_id, StatsWishRow.days, StatsWishRow.look
    rows = await session.execute(select(*columns).where(StatsWishRow.due_at <= session.now))
    return [(id, account_id, days, look) for id, account_id, days, look in rows]


async def take(session: Session, id: int) -> bool:
    """Claim a wish as fulfilled; False when another has."""
    taken = delete(StatsWishRow).where(StatsWishRow.id == id).returning(StatsWishRow.id)
    return await session.scalar(taken) is not None


async def postpone(session: Session, id: int, at: datetime) -> None:
    """Try again at a later moment."""
    await session.execute(update(StatsWishRow).where(StatsWishRow.id == id).values(due_at=at))
