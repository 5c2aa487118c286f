"""The topics of a desk that is a forum: one for each stream of alerts."""

from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Session, Table, insert_into


class DeskTopicRow(Table):
    """Where a stream of alerts runs in one desk."""

    __tablename__ = "desk_topics"
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    stream: Mapped[str] = mapped_column(String(16), primary_key=True)
    thread: Mapped[str] = mapped_column(String(32))  # the messenger's number of the topic


async def of_desk(session: Session, account_id: int) -> dict[str, str]:
    """Return the topics that a desk has, by stream."""
    rows = await session.scalars(select(DeskTopicRow).where(DeskTopicRow.account_id == account_id))
    return {row.stream: row.thread for row in rows}


async def thread(session: Session, account_id: int, stream: str) -> str:
    """Return the topic of a stream, "" where it has none: then the general place is meant."""
    row = await session.get(DeskTopicRow, (account_id, stream), populate_existing=True)
    return "" if row is None else row.thread


async def opened(session: Session, account_id: int, stream: str, thread: str) -> None:
    """Keep a topic that was opened; one that is there already stays."""
    new = insert_into(session, DeskTopicRow).values(account_id=account_id, stream=stream, thread=thread)
    await session.execute(new.on_conflict_do_nothing())


async def lost(session: Session, account_id: int, thread: str) -> None:
    """Forget a topic that is not there any more."""
    gone = DeskTopicRow.account_id == account_id, DeskTopicRow.thread == thread
    await session.execute(delete(DeskTopicRow).where(*gone))
