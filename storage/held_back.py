"""What is held back: messages to Viber that would cost money nobody has; they wait for the person, or for a new month.

Of several about the same topic the newest is kept. When the person writes, or money is there again, what people wrote
to them goes out one by one; the rest, when it is more than one, is told in one message that opens each.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import delete, exists, func, or_, select, update

from storage import accounts, outbox, redirecting
from storage.accounts import Account, AccountRow
from storage.database import Session
from storage.outbox import LIFE, OutboxRow, Outgoing, Priority

UNPAID, LISTED = "unpaid", "listed"  # waits | was named in a message, whose buttons open it
BACK: Final = (UNPAID, LISTED)


class Backlog(NamedTuple):
    """How much is held back."""

    messages: int
    people: int
    since: datetime | None


async def hold(session: Session, ids: Collection[int], refused: bool = False) -> None:
    """Hold messages back, unless another account of the person takes them for nothing.

    `refused`: the messenger itself says that there is no money, also where we thought it to be free.
    """
    waiting = await session.execute(
        select(OutboxRow.id, AccountRow).join(AccountRow).where(OutboxRow.id.in_(ids))
    )
    by_account: defaultdict[int, list[int]] = defaultdict(list)
    rows: dict[int, AccountRow] = {}
    for id, row in waiting:
        by_account[row.id].append(id)
        rows[row.id] = row
    for account_id, theirs in by_account.items():
        account = accounts.opened(session, rows[account_id])
        other = await _free_of_charge(session, account)
        if other is not None:
            await redirecting.redirect(session, account_id, other)
        elif account.costs(session.now) or refused:
            await _hold(session, account_id, theirs)


async def _free_of_charge(session: Session, account: Account) -> Account | None:
    if account.person_id is None:
        return None
    others = [chat for chat in await accounts.chats(session, account.person_id) if chat.open]
    free = [chat for chat in others if chat.account.id != account.id and not chat.account.costs(session.now)]
    return max(free, key=lambda chat: chat.used_at).account if free else None


async def _hold(session: Session, account_id: int, ids: Sequence[int]) -> None:
    """Hold them, each topic once; what is held is out of the way of what is due."""
    held = update(OutboxRow).where(OutboxRow.id.in_(ids))
    await session.execute(held.values(held=UNPAID, due_at=session.now + LIFE))
    newest = (
        select(OutboxRow.topic, func.max(OutboxRow.id))
        .where(OutboxRow.account_id == account_id, OutboxRow.held.in_(BACK), OutboxRow.topic != "")
        .group_by(OutboxRow.topic)
    )
    for topic, id in (await session.execute(newest)).all():
        older = OutboxRow.account_id == account_id, OutboxRow.topic == topic, OutboxRow.held.in_(BACK)
        await session.execute(delete(OutboxRow).where(*older, OutboxRow.id < id))


async def of_account(session: Session, account_id: int, state: str = UNPAID) -> list[Outgoing]:
    """Return what is held back for an account, the oldest first; what is not worth sending any more is dropped."""
    theirs = OutboxRow.account_id == account_id, OutboxRow.held == state
    useless = or_(OutboxRow.useless_at <= session.now, OutboxRow.at < session.now - LIFE)
    await session.execute(delete(OutboxRow).where(*theirs, useless))
    found = (await session.scalars(select(OutboxRow.id).where(*theirs))).all()
    return sorted(await outbox.load(session, found), key=lambda out: out.id)


async def let_go(session: Session, ids: Collection[int]) -> None:
    """Let messages go out now."""
    freed = update(OutboxRow).where(OutboxRow.id.in_(ids))
    await session.execute(freed.values(held="", due_at=session.now))


async def listed(session: Session, ids: Collection[int]) -> None:
    """Keep messages that were named in another one, until they are opened."""
    await session.execute(update(OutboxRow).where(OutboxRow.id.in_(ids)).values(held=LISTED))


async def forget_topic(session: Session, topic: str) -> None:
    """Forget what is held back about something that is over."""
    await session.execute(delete(OutboxRow).where(OutboxRow.topic == topic, OutboxRow.held.in_(BACK)))


async def waits(session: Session, topic: str) -> bool:
    """Whether something of a topic is held back, and was not even named to the person."""
    return bool(
        await session.scalar(select(exists().where(OutboxRow.held == UNPAID, OutboxRow.topic == topic)))
    )


async def accounts_that_wait(session: Session, limit: int) -> Sequence[int]:
    """Return the accounts for which something is held back, the longest waiting first."""
    waiting = select(OutboxRow.account_id).where(OutboxRow.held == UNPAID).group_by(OutboxRow.account_id)
    return (await session.scalars(waiting.order_by(func.min(OutboxRow.due_at)).limit(limit))).all()


async def put_off(session: Session, account_id: int, until: datetime) -> None:
    """Let the others go first: something failed."""
    theirs = OutboxRow.account_id == account_id, OutboxRow.held == UNPAID
    await session.execute(update(OutboxRow).where(*theirs).values(due_at=until + LIFE))


async def backlog(session: Session) -> Backlog:
    """Return how much waits for people to write, or for money."""
    counted = select(func.count(), func.count(OutboxRow.account_id.distinct()), func.min(OutboxRow.at))
    return Backlog(*(await session.execute(counted.where(OutboxRow.held.in_(BACK)))).one())


def is_told_apart(message: Outgoing) -> bool:
    """Whether it goes out alone: words of a person, and what cannot wait."""
    return message.priority <= Priority.TALK or "relay" in message.body
