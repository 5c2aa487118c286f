"""Talk messages: which message on one phone is which on the other, for replies, edits and withdrawals; no words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, String, delete, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Moment, Session, Table
from storage.ids import random_id

KEPT = timedelta(hours=48)  # Telegram lets a message be deleted for so long (channel-contracts.md 1.6)


class TalkMessageRow(Table):
    """One relayed message: where it was written and where it arrived."""

    __tablename__ = "talk_messages"
    __table_args__ = (
        Index(None, "from_account", "from_message"),
        Index(None, "to_account", "to_message"),
    )
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    match_id: Mapped[int] = mapped_column(ForeignKey("matches.id", ondelete="CASCADE"))
    sender_id: Mapped[int]
    from_account: Mapped[int]
    from_message: Mapped[str] = mapped_column(String(32))
    to_account: Mapped[int]
    to_message: Mapped[str] = mapped_column(String(32))  # "" until delivered
    at: Mapped[datetime] = mapped_column(Moment, index=True)


@dataclass(frozen=True, slots=True)
class TalkMessage:
    """One relayed message."""

    id: int
    match_id: int
    sender_id: int
    from_account: int
    from_message: str
    to_account: int
    to_message: str


async def add(
    session: Session, match_id: int, sender_id: int, source: tuple[int, str], to_account: int
) -> TalkMessage:
    """Record a message on its way from `source` (account id, message) to an account."""
    message = TalkMessage(random_id(), match_id, sender_id, source[0], source[1], to_account, "")
    session.add(
        TalkMessageRow(
            id=message.id,
            match_id=match_id,
            sender_id=sender_id,
            from_account=source[0],
            from_message=source[1],
            to_account=to_account,
            to_message="",
            at=session.now,
        )
    )
    await session.flush()
    return message


async def get(session: Session, id: int) -> TalkMessage | None:
    """Return a talk message by id."""
    row = await session.get(TalkMessageRow, id, populate_existing=True)
    return None if row is None else _message(row)


async def arrived(session: Session, id: int, message: str) -> None:
    """Record the messenger's id of the message on the receiver's phone."""
    await session.execute(update(TalkMessageRow).where(TalkMessageRow.id == id).values(to_message=message))


async def seen_as(session: Session, account_id: int, message: str) -> TalkMessage | None:
    """Return the talk message that a phone knows under this id, written or received there."""
    row = await session.scalar(
        select(TalkMessageRow)
        .where(
            or_(
                (TalkMessageRow.from_account == account_id) & (TalkMessageRow.from_message == message),
                (TalkMessageRow.to_account == account_id) & (TalkMessageRow.to_message == message),
            )
        )
        .order_by(TalkMessageRow.at.desc())
        .limit(1)
    )
    return None if row is None else _message(row)


async def forget_old(session: Session) -> None:
    """Delete what can no longer be withdrawn on the phones."""
    await session.execute(delete(TalkMessageRow).where(TalkMessageRow.at < session.now - KEPT))


def _message(row: TalkMessageRow) -> TalkMessage:
    return TalkMessage(
        row.id,
        row.match_id,
        row.sender_id,
        row.from_account,
        row.from_message,
        row.to_account,
        row.to_message,
    )
