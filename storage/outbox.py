"""The outbox: messages that went into a transaction wait here, sealed, until they are delivered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Final

import structlog
from sqlalchemy import ForeignKey, Index, String, bindparam, delete, false, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.screens import Rendered, Screen, render
from storage import accounts
from storage.accounts import Account, AccountRow
from storage.crypto import CannotOpen
from storage.database import Moment, Sealed, Session, Table, table_of
from storage.ids import ordered_id

log = structlog.get_logger(__name__)
LIFE: Final = timedelta(hours=72)  # of a message that cannot be delivered, as /privacy says


class Priority(IntEnum):
    """What goes first when not everything can go at once."""

    CRISIS = 0
    TALK = 1
    REPLY = 2
    CHECK_IN = 3
    BULK = 4


class OutboxRow(Table):
    """One message to one account; its row is deleted as soon as it is delivered."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index(None, "priority", "due_at", "id"),
        Index(None, "account_id"),
        Index(None, "held", "topic"),
    )
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    priority: Mapped[int]
    due_at: Mapped[datetime] = mapped_column(Moment)
    at: Mapped[datetime] = mapped_column(Moment)  # when it was put here
    begun: Mapped[bool] = mapped_column(
        server_default=false(), default=False
    )  # an announcement whose sending began: after a crash nobody knows whether it arrived
    parked: Mapped[bool]  # refused for good by the messenger: a moderator sees the count
    held: Mapped[str] = mapped_column(String(8))  # held back since nothing pays for it: storage/held_back.py
    topic: Mapped[str] = mapped_column(
        String(32)
    )  # of those held back the newest of a topic is kept; "": all
    useless_at: Mapped[datetime | None] = mapped_column(Moment)  # from when on it is not worth sending
    body: Mapped[bytes] = mapped_column(Sealed)


# Built once: they run with every event.
_TABLE = table_of(OutboxRow)
_WRITE = insert(_TABLE)
_FORGET = delete(_TABLE).where(_TABLE.c.id.in_(bindparam("ids", expanding=True)))


@dataclass(slots=True)
class Outgoing:
    """One message on its way."""

    id: int
    account: Account
    priority: int
    due_at: datetime
    body: Rendered = field(repr=False)
    topic: str = ""
    useless_at: datetime | None = None
    written: bool = True  # in the table; a farewell to who was erased is not
    attempts: int = 0  # failed ones, since the program started
    unexplained: int = 0  # of these, where the messenger did not say how long to wait
    begun: bool = False  # of an announcement: this process began to send it


def push_to(
    session: Session,
    account: Account,
    screen: Screen,
    priority: Priority = Priority.REPLY,
    **more: str | int,
) -> Outgoing:
    """Put a screen on its way to an account, said in its language; `more` are further fields of Rendered."""
    body = render(screen, account.language)
    body.update(more)  # type: ignore[typeddict-item]
    outgoing = Outgoing(ordered_id(), account, priority, session.now, body)
    session.outgoing.append(outgoing)
    return outgoing


async def push(
    session: Session,
    person_id: int,
    screen: Screen,
    priority: Priority = Priority.REPLY,
    at: datetime | None = None,
    topic: str = "",
    useless_at: datetime | None = None,
    wakes: bool = False,
    **more: str | int,
) -> bool:
    """Put a screen on its way to a person, now or `at` a later moment; False when nothing can reach them.

    Should it have to wait for the person (storage/held_back.py), a newer one of its `topic` takes its place, and
    from `useless_at` on it is dropped.
    Whatever comes unasked spares the person's quiet hours, but for danger to life, and for what they agreed
    to be woken for (`wakes`).
    """
    account = await accounts.of_person(session, person_id)
    if account is not None and priority is not Priority.CRISIS and await _is_banned(session, person_id):
        return False
    if account is not None:
        outgoing = push_to(session, account, screen, priority, **more)
        outgoing.due_at = max(at or session.now, session.now)
        outgoing.topic, outgoing.useless_at = topic, useless_at
        if not wakes and priority is not Priority.CRISIS:
            outgoing.due_at = await by_day(session, person_id, outgoing.due_at)
    return account is not None


async def _is_banned(session: Session, person_id: int) -> bool:
    """Nothing comes unasked to who may take no part: its buttons would do nothing."""
    from storage.persons import PersonRow

    row = await session.get(PersonRow, person_id)
    return row is not None and row.banned != ""


def farewells(session: Session, person_id: int) -> list[Outgoing]:
    """Take what was just said to a person who is erased: it goes out without a row, which nobody would own."""
    theirs = [out for out in session.outgoing if out.account.person_id == person_id]
    session.outgoing = [out for out in session.outgoing if out not in theirs]
    return [replace(out, written=False) for out in theirs]


async def by_day(session: Session, person_id: int, moment: datetime) -> datetime:
    """Return `moment`, or the end of the person's quiet hours that it falls into."""
    from storage import persons  # here, since that table needs this one

    person = await persons.get(session, person_id)
    return moment if person is None else person.profile.by_day(moment)


async def write(session: Session) -> None:
    """Write all that was pushed in this transaction, at once."""
    if not session.outgoing:
        return
    seal = session.vault.seal_json
    await session.execute(
        _WRITE,
        [
            {
                "id": out.id,
                "account_id": out.account.id,
                "priority": out.priority,
                "due_at": out.due_at,
                "at": out.due_at,
                "begun": False,
                "parked": False,
                "held": "",
                "topic": out.topic,
                "useless_at": out.useless_at,
                "body": seal(out.body, f"outbox.body:{out.id}"),
            }
            for out in session.outgoing
        ],
    )


async def due(
    session: Session,
    channel: str,
    held: Collection[int],
    limit: int = 500,
    priorities: Sequence[Priority] = tuple(Priority),
) -> list[Outgoing]:
    """Return what is due on a channel, of these priorities, and not among the `held` ids, most urgent first."""
    found: list[int] = []
    for priority in sorted(priorities):  # each on its own, from its end of the index: no flood is sorted
        if len(found) < limit:
            waiting = await session.execute(
                select(OutboxRow.id)
                .join(AccountRow)
                .where(
                    OutboxRow.priority == priority,
                    OutboxRow.due_at <= session.now,
                    AccountRow.channel == channel,
                    OutboxRow.parked.is_(False),
                    OutboxRow.held == "",
                )
                .order_by(OutboxRow.due_at, OutboxRow.id)
                .limit(limit + len(held))
            )
            found += [id for (id,) in waiting if id not in held]
    return await load(session, found[:limit]) if found else []


async def load(session: Session, ids: Sequence[int]) -> list[Outgoing]:
    """Return these messages, opened, most urgent first; one that does not open is set aside."""
    rows = await session.execute(
        select(OutboxRow, AccountRow)
        .join(AccountRow)
        .where(OutboxRow.id.in_(ids))
        .order_by(OutboxRow.priority, OutboxRow.id)
    )
    found, damaged = list[Outgoing](), list[int]()
    for out, row in rows:
        try:
            account = accounts.opened(session, row)
            body = session.vault.open_json(out.body, f"outbox.body:{out.id}")
            found.append(Outgoing(out.id, account, out.priority, out.due_at, body, out.topic, out.useless_at))
        except CannotOpen as error:  # one that does not open keeps none of the others
            log.error("message_does_not_open", message=out.id, error=str(error))
            damaged.append(out.id)
    if damaged:
        await park(session, damaged)
    return found


async def waits(session: Session, id: int) -> bool:
    """Whether a message is still to be sent; it may have been withdrawn meanwhile."""
    return await session.scalar(select(_TABLE.c.id).where(_TABLE.c.id == id)) is not None


async def begin(session: Session, message: Outgoing) -> bool:
    """Note that an announcement is being sent; False when it was taken back, or begun by a process that died.

    What this process began and was refused for the moment, it may begin again.
    """
    fresh = update(_TABLE).where(_TABLE.c.id == message.id, _TABLE.c.begun.is_(False)).values(begun=True)
    if await session.scalar(fresh.returning(_TABLE.c.id)) is not None:
        return True
    return message.begun and await waits(session, message.id)


async def not_begun(session: Session, ids: Collection[int]) -> None:
    """Note that the messenger did not take these: they may be begun again."""
    await session.execute(update(OutboxRow).where(OutboxRow.id.in_(ids)).values(begun=False))


async def forget_old(session: Session) -> None:
    """Delete what nobody could be given in LIFE: nothing that people wrote waits for ever."""
    await session.execute(delete(OutboxRow).where(OutboxRow.at < session.now - LIFE))


async def delivered(session: Session, ids: Collection[int]) -> None:
    """Forget messages that were delivered, or that nobody can receive."""
    await session.execute(_FORGET, {"ids": list(ids)})


async def due_now(session: Session, account_id: int) -> None:
    """Let go what waits for its hour on this account; what nobody pays for stays held back."""
    waits = OutboxRow.account_id == account_id, OutboxRow.due_at > session.now, OutboxRow.held == ""
    await session.execute(update(OutboxRow).where(*waits).values(due_at=session.now))


async def park(session: Session, ids: Collection[int]) -> None:
    """Set aside messages that the messenger refuses for good."""
    await session.execute(update(OutboxRow).where(OutboxRow.id.in_(ids)).values(parked=True))


async def drop_all(session: Session, account_id: int) -> None:
    """Forget everything that waits for an account that is gone."""
    await session.execute(delete(OutboxRow).where(OutboxRow.account_id == account_id))


async def take_back(session: Session, person_id: int) -> None:
    """Forget what waits for a banned person and was not begun to be sent, but for danger to life."""
    theirs = select(AccountRow.id).where(AccountRow.person_id == person_id)
    waits = OutboxRow.begun.is_(False), OutboxRow.priority != Priority.CRISIS
    await session.execute(delete(OutboxRow).where(OutboxRow.account_id.in_(theirs), *waits))


async def vanish_now(session: Session, topics: Collection[str]) -> None:
    """Take back at once what would have vanished by itself, and what of these topics is not sent yet."""
    waits = select(OutboxRow.id).where(OutboxRow.topic.in_(topics))
    for out in await load(session, (await session.scalars(waits)).all()):
        if "delete" in out.body:
            push_to(session, out.account, Screen(""), delete=out.body["delete"])
        await delivered(session, [out.id])


async def backlog(session: Session) -> tuple[int, int]:
    """Return how many messages wait, and how many were refused for good."""
    rows = await session.execute(select(OutboxRow.parked, func.count()).group_by(OutboxRow.parked))
    counts = {parked: count for parked, count in rows}
    return counts.get(False, 0), counts.get(True, 0)
