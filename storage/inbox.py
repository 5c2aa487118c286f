"""The inbox: which events were already handled, so that a repetition changes nothing.

What a chat may do so often and no oftener, whoever is erased in between, is counted here too: a seal names nobody.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.incoming import Incoming
from storage.database import INSERTS, Hashed, Moment, Session, Table, table_of

KEPT = timedelta(hours=48)  # longer than any messenger repeats: Telegram a day, Viber some hours


class InboxRow(Table):
    """One handled event: a keyed hash of its channel and key."""

    __tablename__ = "inbox"
    event: Mapped[bytes] = mapped_column(Hashed, primary_key=True)
    channel: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(Moment, index=True)


_TABLE = table_of(InboxRow)
_KEEP = {
    name: insert(_TABLE).on_conflict_do_nothing().returning(_TABLE.c.event)
    for name, insert in INSERTS.items()
}


async def fresh(session: Session, events: Sequence[Incoming]) -> list[Incoming]:
    """Keep the events and return those seen for the first time, in their order."""
    by_hash = {session.vault.index("inbox", event.channel, event.key): event for event in reversed(events)}
    rows = [{"event": h, "channel": e.channel, "at": session.now} for h, e in by_hash.items()]
    added = await session.scalars(_KEEP[session.get_bind().dialect.name], rows)
    new = {id(by_hash[event]) for event in added}
    return [event for event in events if id(event) in new]


async def known(session: Session, channel: str, keys: Sequence[str]) -> list[str]:
    """Return those of these keys that were kept before, in their order."""
    by_hash = {session.vault.index("inbox", channel, key): key for key in keys}
    found = set(await session.scalars(select(InboxRow.event).where(InboxRow.event.in_(by_hash))))
    return [key for event, key in by_hash.items() if event in found]


async def forget_old(session: Session) -> None:
    """Delete what no messenger repeats any more."""
    await session.execute(delete(InboxRow).where(InboxRow.at < session.now - KEPT))
