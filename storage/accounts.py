"""Accounts: a person's address on one messenger, or the moderators' chat; found by a keyed hash."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, bindparam, delete, false, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.i18n import Language, language_or_default
from storage.crypto import CannotOpen
from storage.database import Hashed, Moment, Sealed, Session, Table, table_of
from storage.ids import random_id

log = structlog.get_logger(__name__)
Labels = list[tuple[str, str]]  # (what a button says, what a press sends)
OPEN, CLOSED = "open", "closed"
TAKES_FILES = "telegram"  # the messenger in which a document can be sent as a file
CHARGES = "viber"  # the messenger that takes money for messages outside a session
VIBER_SESSION = timedelta(hours=24)  # after a person's message, in which ours are free


class AccountRow(Table):
    """One address of one person (or of nobody: the moderators' chat)."""

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("channel", "address_index"), Index(None, "person_id"))
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"))
    channel: Mapped[str] = mapped_column(String(16))
    address_index: Mapped[bytes] = mapped_column(Hashed)
    address: Mapped[bytes] = mapped_column(Sealed)
    status: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(2))
    live_message: Mapped[str] = mapped_column(String(32))  # the question whose buttons are still on the phone
    shown: Mapped[bytes | None] = mapped_column(Sealed)  # the last buttons, where they can be typed (Viber)
    free_until: Mapped[datetime | None] = mapped_column(Moment)  # Viber: end of the free session
    # within the hour, and always behind the other account's
    used_at: Mapped[datetime] = mapped_column(Moment)
    joined_at: Mapped[datetime] = mapped_column(Moment)  # since when it is this person's
    # whether what is a day old goes from this chat by itself (storage/phone_sweeps.py)
    clears_daily: Mapped[bool] = mapped_column(server_default=false(), default=False, index=True)


@dataclass(frozen=True, slots=True)
class Account:
    """Where a message goes."""

    id: int
    person_id: int | None
    channel: str
    address: str = field(repr=False)
    language: Language = "uk"
    free_until: datetime | None = field(default=None, compare=False)  # Viber: until then it costs nothing

    def costs(self, now: datetime) -> bool:
        """Whether a message that goes there now is paid for."""
        return self.channel == CHARGES and (self.free_until is None or self.free_until <= now)


@dataclass(frozen=True, slots=True)
class Chat:
    """One of a person's accounts, with what the person is told of it."""

    account: Account
    open: bool
    used_at: datetime
    joined_at: datetime
    clears_daily: bool = False


async def add(
    session: Session, channel: str, address: str, person_id: int | None, language: Language
) -> Account:
    """Keep a new address and return it."""
    account = Account(random_id(), person_id, channel, address, language)
    session.add(
        AccountRow(
            id=account.id,
            person_id=person_id,
            channel=channel,
            address_index=session.vault.index(channel, address),
            address=session.vault.seal(address, _place(account.id)),
            status=OPEN,
            language=language,
            live_message="",
            used_at=session.now,
            joined_at=session.now,
        )
    )
    await session.flush()
    return account


async def belong(session: Session, channel: str, address: str, person_id: int, language: Language) -> Account:
    """Give an address to a person: a new one, or one that nobody had (a moderators' private chat)."""
    index = session.vault.index(channel, address)
    owned = (
        update(AccountRow)
        .where(
            AccountRow.channel == channel,
            AccountRow.address_index == index,
            AccountRow.person_id.is_(None),  # else of two first messages at once, the later takes it away
        )
        .values(person_id=person_id)
        .returning(AccountRow.id)
    )
    id = await session.scalar(owned)
    if id is None:
        return await add(session, channel, address, person_id, language)
    return Account(id, person_id, channel, address, language)


async def of_person(session: Session, person_id: int) -> Account | None:
    """Return the open account that the person used last, or None when nothing can reach them."""
    return (await of_people(session, [person_id])).get(person_id)


async def of_people(session: Session, person_ids: Collection[int]) -> dict[int, Account]:
    """Return for each person the open account used last, in the person's language; a damaged one reaches nobody."""
    from storage.persons import PersonRow

    rows = await session.execute(
        select(AccountRow, PersonRow.language)
        .join(PersonRow, PersonRow.id == AccountRow.person_id)
        .where(AccountRow.person_id.in_(person_ids), AccountRow.status == OPEN)
        .order_by(AccountRow.used_at)
    )
    found: dict[int, Account] = {}
    for row, language in rows:
        if row.person_id is not None:
            try:
                found[row.person_id] = opened(session, row, language_or_default(language))
            except CannotOpen as error:
                log.error("account_does_not_open", account=row.id, error=str(error))
    return found


async def of_chat(session: Session, channel: str, address: str) -> Account:
    """Return the account of a moderators' chat, making it when it is new."""
    index = session.vault.index(channel, address)
    row = await session.scalar(
        select(AccountRow).where(AccountRow.channel == channel, AccountRow.address_index == index)
    )
    if row is None:
        return await add(session, channel, address, None, "uk")
    return Account(row.id, row.person_id, channel, address, language_or_default(row.language))


async def of_address(session: Session, channel: str, address: str) -> int | None:
    """Return the account that this address is; None where it is not known."""
    found = select(AccountRow.id).where(
        AccountRow.channel == channel, AccountRow.address_index == session.vault.index(channel, address)
    )
    return await session.scalar(found)


async def owner(session: Session, channel: str, address: str) -> int | None:
    """Return whose account this address is; None where it is nobody's."""
    found = select(AccountRow.person_id).where(
        AccountRow.channel == channel, AccountRow.address_index == session.vault.index(channel, address)
    )
    return await session.scalar(found)


async def speak(session: Session, account_id: int, language: Language) -> None:
    """Set the language of a moderators' chat."""
    await session.execute(update(AccountRow).where(AccountRow.id == account_id).values(language=language))


async def close(session: Session, account_id: int) -> None:
    """Nothing reaches this account any more (blocked, unsubscribed, deleted), and nothing is sent there.

    What waits goes to the person's other account. Whom none reaches is asked nothing, and no longer waited for:
    what they were asked about goes to others, and those who talk with them hear of it.
    """
    from storage import check_ins, how_are_you, offers, outbox, redirecting, requests

    closed = update(AccountRow).where(AccountRow.id == account_id).values(status=CLOSED)
    person_id = await session.scalar(closed.returning(AccountRow.person_id))
    other = await of_person(session, person_id) if person_id is not None else None
    if other is not None:
        await redirecting.redirect(session, account_id, other)
    await outbox.drop_all(session, account_id)
    if person_id is not None and other is None:
        await how_are_you.sleep(session, person_id)
        for offer in await offers.of_helper(session, person_id, *offers.HELD):
            if await offers.take_back(session, offer):
                await requests.look_at_all(session)
        await check_ins.left(session, person_id)


async def get(session: Session, account_id: int) -> Account | None:
    """Return a person's account by id, in the person's language."""
    from storage.persons import PersonRow

    rows = await session.execute(
        select(AccountRow, PersonRow.language)
        .join(PersonRow, PersonRow.id == AccountRow.person_id)
        .where(AccountRow.id == account_id)
        .execution_options(populate_existing=True)
    )
    found = rows.first()
    return None if found is None else opened(session, found[0], language_or_default(found[1]))


async def chats(session: Session, person_id: int) -> list[Chat]:
    """Return all accounts of a person, the one joined first at the top."""
    from storage.persons import PersonRow

    rows = await session.execute(
        select(AccountRow, PersonRow.language)
        .join(PersonRow, PersonRow.id == AccountRow.person_id)
        .where(AccountRow.person_id == person_id)
        .order_by(AccountRow.joined_at, AccountRow.id)
        .execution_options(populate_existing=True)
    )
    return [
        Chat(
            opened(session, row, language_or_default(language)),
            row.status == OPEN,
            row.used_at,
            row.joined_at,
            row.clears_daily,
        )
        for row, language in rows
    ]


async def give(session: Session, account_id: int, person_id: int) -> None:
    """Let an account belong to another person from now on; whom nothing reached is asked about their talks again."""
    from storage import check_ins

    given = update(AccountRow).where(AccountRow.id == account_id)
    await session.execute(given.values(person_id=person_id, joined_at=session.now, used_at=session.now))
    await check_ins.back(session, person_id)


async def cut_off(session: Session, account_id: int) -> None:
    """Forget an account: nothing goes there any more, and whoever writes from it is a newcomer.

    A moderators' chat is a setting of the bot: it stays one, of nobody.
    """
    from storage.desks import is_desk

    session.outgoing = [out for out in session.outgoing if out.account.id != account_id]
    cut = AccountRow.id == account_id
    if await is_desk(session, account_id):
        await session.execute(update(AccountRow).where(cut).values(person_id=None, live_message=""))
    else:
        await session.execute(delete(AccountRow).where(cut))


async def reopen(session: Session, account_id: int) -> None:
    """The person is back, and is asked again how their talks are going."""
    from storage import check_ins

    opened = update(AccountRow).where(AccountRow.id == account_id).values(status=OPEN)
    person_id = await session.scalar(opened.returning(AccountRow.person_id))
    if person_id is not None:
        await check_ins.back(session, person_id)


# Built once: these run with nearly every message.
_TABLE = table_of(AccountRow)
_SET_LIVE = update(_TABLE).where(_TABLE.c.id == bindparam("b_id")).values(live_message=bindparam("b_message"))
_SET_SHOWN = update(_TABLE).where(_TABLE.c.id == bindparam("b_id")).values(shown=bindparam("b_shown"))


async def set_live_messages(session: Session, messages: Mapping[int, str]) -> None:
    """Remember for each account the message whose buttons are still on the phone."""
    changes = [{"b_id": account_id, "b_message": message} for account_id, message in messages.items()]
    await session.execute(_SET_LIVE, changes)


async def set_shown(session: Session, shown: Mapping[int, Labels]) -> None:
    """Remember for each account the buttons of its newest message, so that they can also be typed."""
    seal = session.vault.seal_json
    await session.execute(
        _SET_SHOWN, [{"b_id": id, "b_shown": seal(labels, shown_place(id))} for id, labels in shown.items()]
    )


def shown_place(account_id: int) -> str:
    """Where the last buttons of an account are sealed."""
    return f"accounts.shown:{account_id}"


def opened(session: Session, row: AccountRow, language: Language = "uk") -> Account:
    """Return an account with its address opened."""
    address = session.vault.open(row.address, _place(row.id))
    return Account(row.id, row.person_id, row.channel, address, language, row.free_until)


def _place(account_id: int) -> str:
    return f"accounts.address:{account_id}"


opened_place = _place
