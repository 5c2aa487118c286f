"""The switch that stops all sending: who turned it and when; it outlives restarts, and every process sees it."""

from datetime import datetime
from typing import Final

from sqlalchemy import String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Moment, Session, Table, insert_into

OPERATOR: Final = "operator"  # whoever runs the bot: nothing at all is sent
MODERATORS: Final = "moderators"  # nothing is sent to people, but for danger to life and the numbers of help


class HushRow(Table):
    """That sending is stopped, by the one or the other; without a row it is not."""

    __tablename__ = "hushes"
    turned_by: Mapped[str] = mapped_column(String(16), primary_key=True)
    since: Mapped[datetime] = mapped_column(Moment)


async def begin(session: Session, turned_by: str) -> bool:
    """Stop sending; False when it was stopped by the same already."""
    new = insert_into(session, HushRow).values(turned_by=turned_by, since=session.now)
    return await session.scalar(new.on_conflict_do_nothing().returning(HushRow.turned_by)) is not None


async def end(session: Session, turned_by: str) -> bool:
    """Let sending go on; False when it was not stopped by these."""
    gone = delete(HushRow).where(HushRow.turned_by == turned_by).returning(HushRow.turned_by)
    return await session.scalar(gone) is not None


async def since(session: Session) -> dict[str, datetime]:
    """Return who has stopped sending, and since when."""
    return {row.turned_by: row.since for row in await session.scalars(select(HushRow))}
