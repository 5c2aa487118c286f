"""What goes from phones, in lots: a day old where somebody wished so, or entrusted to a helper who was banned."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, delete, func, select, update

from bot.screens import Screen
from storage import accounts, outbox
from storage.accounts import OPEN, Account, AccountRow
from storage.database import Session
from storage.desks import DeskRow
from storage.outbox import OutboxRow, Priority
from storage.persons import PersonRow
from storage.phone_messages import KEPT, PhoneMessageRow
from storage.talk_messages import REWRITES

LOT: Final = 100  # messages deleted by one call (core.telegram.org/bots/api#deletemessages)
DAILY: Final = "daily"  # the topic of lots that nobody asked for at this moment
DAY_OLD: Final = timedelta(hours=24 + 1)  # since only the hour of a message is noted
CHATS: Final = 1_000  # looked at in one run; the next one is a minute later


def take_off(
    session: Session, account: Account, messages: Sequence[str], priority: Priority, topic: str = ""
) -> None:
    """Let messages go from the phone, in lots that are ordinary rows of the outbox."""
    for start in range(0, len(messages), LOT):
        lot = " ".join(messages[start : start + LOT])
        outbox.push_to(session, account, Screen(""), priority, delete=lot).topic = topic


async def clears_daily(session: Session, account_id: int) -> bool:
    """Whether what is a day old goes from this chat by itself."""
    return await session.scalar(select(AccountRow.clears_daily).where(AccountRow.id == account_id)) or False


async def clear_daily(session: Session, account_id: int, on: bool) -> None:
    """Turn it on, or off: then what was not begun yet stays."""
    await session.execute(update(AccountRow).where(AccountRow.id == account_id).values(clears_daily=on))
    if not on:
        waits = OutboxRow.account_id == account_id, OutboxRow.topic == DAILY
        await session.execute(delete(OutboxRow).where(*waits))


def _day_old(session: Session) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """A day old, and young enough for a bot to delete it."""
    return PhoneMessageRow.at <= session.now - DAY_OLD, PhoneMessageRow.at > session.now - KEPT


async def due(session: Session) -> Sequence[int]:
    """Return the accounts where something is to go and nothing is on its way, the oldest message first."""
    theirs = PhoneMessageRow.account_id == AccountRow.id
    oldest = select(func.min(PhoneMessageRow.at)).where(theirs, *_day_old(session)).scalar_subquery()
    on_its_way = select(OutboxRow.id).where(
        OutboxRow.account_id == AccountRow.id, OutboxRow.topic == DAILY, OutboxRow.parked.is_(False)
    )
    found = (
        select(AccountRow.id)
        .where(
            AccountRow.clears_daily.is_(True),
            AccountRow.channel == REWRITES,
            AccountRow.status == OPEN,
            AccountRow.person_id.is_not(None),
            AccountRow.id.not_in(select(DeskRow.account_id)),
            oldest.is_not(None),
            ~on_its_way.exists(),
        )
        .order_by(oldest)
        .limit(CHATS)
    )
    return (await session.scalars(found)).all()


async def clear(session: Session, account_id: int) -> bool:
    """Let go what is a day old, but for what the messenger refused; False when there is nothing."""
    account = await accounts.get(session, account_id)
    found = select(PhoneMessageRow.message).where(
        PhoneMessageRow.account_id == account_id, *_day_old(session)
    )
    waiting = select(OutboxRow.id).where(OutboxRow.account_id == account_id, OutboxRow.topic == DAILY)
    refused = await outbox.load(session, (await session.scalars(waiting)).all())
    known = {message for out in refused for message in out.body["delete"].split()}
    messages = sorted(set(await session.scalars(found)) - known, key=int)
    if account is None or not messages or not await clears_daily(session, account_id):
        return False
    take_off(session, account, messages, Priority.CHECK_IN, DAILY)
    return True


async def of_banned(session: Session, account_ids: Collection[int]) -> bool:
    """Let what others entrusted to helpers go from these accounts, where their person is banned; whether any went.

    A message that is noted at the same moment waits for this, or this for it.
    """
    banned = select(PersonRow.id).where(PersonRow.banned != "")
    theirs = select(AccountRow).where(
        AccountRow.id.in_(account_ids), AccountRow.person_id.in_(banned), AccountRow.status == OPEN
    )
    went = False
    for row in (await session.scalars(theirs.with_for_update(of=AccountRow))).all():
        shown = PhoneMessageRow.account_id == row.id, PhoneMessageRow.entrusted.is_(True)
        found = select(PhoneMessageRow.message).where(*shown, PhoneMessageRow.at > session.now - KEPT)
        messages = sorted(await session.scalars(found), key=int)
        take_off(session, accounts.opened(session, row), messages, Priority.CRISIS)
        went |= bool(messages)
    return went
