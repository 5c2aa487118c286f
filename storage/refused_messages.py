"""Messages that a messenger refused for good: what of them a moderator may know, and what becomes of them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update

from storage.accounts import AccountRow
from storage.database import Session
from storage.outbox import OutboxRow


@dataclass(frozen=True, slots=True)
class RefusedMessage:
    """One of them; neither its words nor its reader."""

    id: int
    channel: str
    priority: int
    at: datetime


async def every(session: Session, limit: int, offset: int) -> list[RefusedMessage]:
    """Return them, the oldest first."""
    found = select(OutboxRow.id, AccountRow.channel, OutboxRow.priority, OutboxRow.at).join(AccountRow)
    found = found.where(OutboxRow.parked.is_(True)).order_by(OutboxRow.id).limit(limit).offset(offset)
    return [
        RefusedMessage(id, channel, priority, at)
        for id, channel, priority, at in await session.execute(found)
    ]


async def get(session: Session, id: int) -> RefusedMessage | None:
    """Return one of them; None when it is refused no more."""
    found = select(OutboxRow.id, AccountRow.channel, OutboxRow.priority, OutboxRow.at).join(AccountRow)
    row = (await session.execute(found.where(OutboxRow.id == id, OutboxRow.parked.is_(True)))).first()
    return None if row is None else RefusedMessage(row[0], row[1], row[2], row[3])


async def try_again(session: Session, id: int) -> bool:
    """Let one be sent once more; of two who press, one does."""
    again = update(OutboxRow).where(OutboxRow.id == id, OutboxRow.parked.is_(True))
    sent = again.values(parked=False, due_at=session.now).returning(OutboxRow.id)
    return await session.scalar(sent) is not None


async def let_go(session: Session, id: int) -> bool:
    """Forget one."""
    gone = delete(OutboxRow).where(OutboxRow.id == id, OutboxRow.parked.is_(True))
    return await session.scalar(gone.returning(OutboxRow.id)) is not None
