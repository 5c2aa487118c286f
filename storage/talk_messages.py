"""Talk messages: which message on one phone is which on the other: for replies, edits, withdrawals."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, String, delete, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.i18n import language_or_default
from bot.screens import Screen
from storage import accounts, media, outbox
from storage.accounts import Account, AccountRow
from storage.database import OF_A_PERSON, OF_AN_ACCOUNT, Moment, Session, Table
from storage.ids import random_id

KEPT = timedelta(hours=48)  # Telegram lets a message be deleted for so long
REWRITES = "telegram"  # the messenger that can delete and rewrite what was sent


class TalkMessageRow(Table):
    """One relayed message: where it was written and where it arrived."""

    __tablename__ = "talk_messages"
    __table_args__ = (
        Index(None, "from_account", "from_message"),
        Index(None, "to_account", "to_message"),
        Index(None, "match_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    match_id: Mapped[int] = mapped_column(ForeignKey("matches.id", ondelete="CASCADE"))
    sender_id: Mapped[int] = mapped_column(info=OF_A_PERSON)
    from_account: Mapped[int] = mapped_column(info=OF_AN_ACCOUNT)
    from_message: Mapped[str] = mapped_column(String(32), info={"known_on": "from_account"})
    to_account: Mapped[int] = mapped_column(info=OF_AN_ACCOUNT)
    to_message: Mapped[str] = mapped_column(String(32), info={"known_on": "to_account"})  # "" until delivered
    outbox_id: Mapped[int]  # where it waits until then
    media_id: Mapped[int]  # of its photo; 0: none
    withdrawn: Mapped[bool]
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
    outbox_id: int = 0
    media_id: int = 0
    withdrawn: bool = False

    def seen_by_other(self, account_id: int) -> tuple[int, str]:
        """Return as (account, message) what the other side knows the message as that `account_id` sees."""
        if account_id == self.from_account:
            return self.to_account, self.to_message
        return self.from_account, self.from_message


async def add(
    session: Session, match_id: int, sender_id: int, source: tuple[int, str], to: int, media_id: int = 0
) -> TalkMessage:
    """Record a message on its way from `source` (account id, message) to the account `to`."""
    message = TalkMessage(random_id(), match_id, sender_id, *source, to, "", media_id=media_id)
    session.add(
        TalkMessageRow(
            id=message.id,
            match_id=match_id,
            sender_id=sender_id,
            from_account=source[0],
            from_message=source[1],
            to_account=to,
            to_message="",
            outbox_id=0,
            media_id=media_id,
            withdrawn=False,
            at=session.now,
        )
    )
    await session.flush()
    return message


async def waits(session: Session, id: int, outbox_id: int) -> None:
    """Record where in the outbox the message waits to be delivered."""
    await session.execute(update(TalkMessageRow).where(TalkMessageRow.id == id).values(outbox_id=outbox_id))


async def redirect(session: Session, id: int, to: int, outbox_id: int) -> None:
    """Record that the message goes to another account of the same person, and where it waits for that."""
    redirected = update(TalkMessageRow).where(TalkMessageRow.id == id)
    await session.execute(redirected.values(to_account=to, outbox_id=outbox_id))


async def wrote_since(session: Session, match_id: int, person_id: int, moment: datetime) -> bool:
    """Say whether a person has written in a talk since then."""
    theirs = TalkMessageRow.match_id == match_id, TalkMessageRow.sender_id == person_id
    written = select(TalkMessageRow.id).where(*theirs, TalkMessageRow.at > moment).limit(1)
    return await session.scalar(written) is not None


async def get(session: Session, id: int) -> TalkMessage | None:
    """Return a talk message by id, while it can still be changed on the phones."""
    row = await session.get(TalkMessageRow, id, populate_existing=True)
    return None if row is None or row.at < session.now - KEPT else _message(row)


async def arrived(session: Session, id: int, message: str) -> None:
    """Record the messenger's id of the message on the receiver's phone.

    One that was withdrawn while it was under way is deleted there at once, if the messenger can.
    """
    row = await session.get(TalkMessageRow, id, populate_existing=True)
    if row is None:
        return
    row.to_message = message
    await session.flush()
    if row.withdrawn:
        await delete_copy(session, _message(row))


async def withdraw(session: Session, message: TalkMessage) -> list[TalkMessage]:
    """Mark a message, with its corrections, as withdrawn by its author; return those that were not yet."""
    marked = (
        update(TalkMessageRow)
        .where(
            TalkMessageRow.from_account == message.from_account,
            TalkMessageRow.from_message == message.from_message,
            TalkMessageRow.match_id == message.match_id,
            TalkMessageRow.withdrawn.is_(False),
        )
        .values(withdrawn=True)
        .returning(TalkMessageRow.id)
    )
    ids = (await session.scalars(marked)).all()
    rows = await session.scalars(
        select(TalkMessageRow).where(TalkMessageRow.id.in_(ids)).execution_options(populate_existing=True)
    )
    return [_message(row) for row in rows]


async def delete_copy(session: Session, message: TalkMessage) -> bool:
    """Delete a message on the receiver's phone, or stop it on its way; False when it may stay in sight."""
    account = await receiver(session, message)
    if message.to_message == "":
        await outbox.delivered(session, [message.outbox_id])
    elif account is not None and account.channel == REWRITES:
        outbox.push_to(session, account, Screen(""), outbox.Priority.TALK, delete=message.to_message)
    return account is None or account.channel == REWRITES


async def stop(session: Session, match_id: int, *sender_ids: int) -> Counter[int]:
    """Take back what these two or one of them wrote in a talk and did not arrive yet; return how many of each.

    One that is under way just now is deleted where it arrives, if the messenger can.
    """
    waiting = (
        update(TalkMessageRow)
        .where(
            TalkMessageRow.match_id == match_id,
            TalkMessageRow.sender_id.in_(sender_ids),
            TalkMessageRow.to_message == "",
            TalkMessageRow.withdrawn.is_(False),
        )
        .values(withdrawn=True)
        .returning(TalkMessageRow.sender_id, TalkMessageRow.outbox_id, TalkMessageRow.media_id)
    )
    stopped = (await session.execute(waiting)).all()
    await outbox.delivered(session, [outbox_id for _sender, outbox_id, _photo in stopped])
    for _sender, _outbox_id, photo in stopped:
        await media.forget(session, photo)
    return Counter(sender for sender, _outbox_id, _photo in stopped)


async def stop_all(session: Session, sender_id: int) -> None:
    """Take all messages of a person who leaves out of the outbox that have not arrived yet."""
    waiting = select(TalkMessageRow.outbox_id).where(
        TalkMessageRow.sender_id == sender_id, TalkMessageRow.to_message == ""
    )
    await outbox.delivered(session, (await session.scalars(waiting)).all())


async def receiver(session: Session, message: TalkMessage) -> Account | None:
    """Return the account at which the message arrived or will, or None when it is closed."""
    from storage.persons import PersonRow

    rows = await session.execute(
        select(AccountRow, PersonRow.language)
        .join(PersonRow, PersonRow.id == AccountRow.person_id)
        .where(AccountRow.id == message.to_account, AccountRow.status == accounts.OPEN)
    )
    found = rows.first()
    if found is None:
        return None
    row, language = found
    return accounts.opened(session, row, language_or_default(language))


async def seen_as(session: Session, account_id: int, message: str) -> TalkMessage | None:
    """Return the talk message that a phone knows under this id, written or received there."""
    row = await session.scalar(
        select(TalkMessageRow)
        .where(
            or_(
                (TalkMessageRow.from_account == account_id) & (TalkMessageRow.from_message == message),
                (TalkMessageRow.to_account == account_id) & (TalkMessageRow.to_message == message),
            ),
            TalkMessageRow.at >= session.now - KEPT,
        )
        .order_by(TalkMessageRow.at.desc())
        .limit(1)
    )
    return None if row is None else _message(row)


async def undelivered(session: Session, limit: int = 1000) -> Sequence[int]:
    """Return the ids of messages that did not arrive in the life of the outbox, the oldest first."""
    late = TalkMessageRow.to_message == "", TalkMessageRow.at < session.now - outbox.LIFE
    ids = select(TalkMessageRow.id).where(*late).order_by(TalkMessageRow.at)
    return (await session.scalars(ids.limit(limit))).all()


async def give_up(session: Session, id: int) -> tuple[TalkMessage, datetime] | None:
    """Forget a message that did not arrive, with its words; return it and when it was written.

    None when it arrived meanwhile, or was given up already.
    """
    waits = TalkMessageRow.id == id, TalkMessageRow.to_message == ""
    row = await session.scalar(delete(TalkMessageRow).where(*waits).returning(TalkMessageRow))
    if row is None:
        return None
    await outbox.delivered(session, [row.outbox_id])
    return _message(row), row.at


async def forget_old(session: Session) -> None:
    """Delete what can no longer be withdrawn on the phones; what has not arrived is still awaited."""
    old = TalkMessageRow.at < session.now - KEPT, TalkMessageRow.to_message != ""
    await session.execute(delete(TalkMessageRow).where(*old))


def _message(row: TalkMessageRow) -> TalkMessage:
    return TalkMessage(
        row.id,
        row.match_id,
        row.sender_id,
        row.from_account,
        row.from_message,
        row.to_account,
        row.to_message,
        row.outbox_id,
        row.media_id,
        row.withdrawn,
    )
