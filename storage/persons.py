"""Persons: one human each, keyed by our own id, and where their conversation stands."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import String, bindparam, delete, exists, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.i18n import Language, language_or_default
from storage import accounts, erasures
from storage.accounts import CHARGES, CLOSED, OPEN, VIBER_SESSION, Account, AccountRow
from storage.database import OF_A_PERSON, OF_AN_ACCOUNT, Moment, Sealed, Session, Table, table_of
from storage.ids import random_id
from storage.profiles import Profile


class PersonRow(Table):
    """One human: language, consent, and two sealed texts (who they are to us; where the conversation stands)."""

    __tablename__ = "persons"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    language: Mapped[str] = mapped_column(String(2))
    consent: Mapped[int]  # version of the text agreed to; 0: not yet
    consent_at: Mapped[datetime | None] = mapped_column(Moment)
    profile: Mapped[bytes] = mapped_column(Sealed)
    conversation: Mapped[bytes] = mapped_column(Sealed)
    seen_at: Mapped[datetime] = mapped_column(Moment, index=True)  # whole days only
    noted_at: Mapped[datetime | None] = mapped_column(Moment)  # when they heard that they will be erased
    banned: Mapped[str] = mapped_column(String(16), server_default="", default="")  # why; "" for nearly all


@dataclass(frozen=True, slots=True)
class Person:
    """A person as flows and rules see them."""

    id: int
    language: Language = "uk"
    consent: int = 0
    profile: Profile = field(default=Profile(), repr=False)
    banned: str = ""  # why the person may take no part (storage/bans.py)


@dataclass(slots=True)
class Arrival:
    """A person who just acted: who, from where, and the state of the conversation (changed in place)."""

    person: Person
    account: Account
    state: dict[str, Any] = field(repr=False)
    status: str = OPEN
    live_message: str = ""  # the question whose buttons are still on the phone
    shown: accounts.Labels = field(
        default_factory=list, repr=False
    )  # the last buttons, where they can be typed
    lapsed: bool = False  # before this event, messages to the account were not free (Viber)
    wrote: bool = True  # Viber: opening the chat is no message, and frees none of ours
    is_news: bool = False  # that this account is the one used last, is not written down yet

    @property
    def here(self) -> Account:
        """Where an answer goes, in the language that the person speaks now."""
        return replace(self.account, language=self.person.language)


# Built once: these run with every event.
_PERSONS, _ACCOUNTS = table_of(PersonRow), table_of(AccountRow)
_OTHERS = _ACCOUNTS.alias("others")
_USED = timedelta(hours=1)  # how exactly it is known when a person's only account was used
_ARRIVING = (
    select(
        _ACCOUNTS.c.used_at,
        exists()
        .where(
            _OTHERS.c.person_id == _ACCOUNTS.c.person_id,
            _OTHERS.c.id != _ACCOUNTS.c.id,
            _OTHERS.c.used_at >= _ACCOUNTS.c.used_at,
        )
        .label("other_was_last"),
        _ACCOUNTS.c.address_index,
        _ACCOUNTS.c.id.label("account_id"),
        _ACCOUNTS.c.status,
        _ACCOUNTS.c.live_message,
        _ACCOUNTS.c.free_until,
        _ACCOUNTS.c.shown,
        _PERSONS.c.id,
        _PERSONS.c.language,
        _PERSONS.c.consent,
        _PERSONS.c.profile,
        _PERSONS.c.banned,
        _PERSONS.c.conversation,
    )
    .join_from(_ACCOUNTS, _PERSONS, _PERSONS.c.id == _ACCOUNTS.c.person_id)
    .where(
        _ACCOUNTS.c.channel == bindparam("channel"),
        _ACCOUNTS.c.address_index.in_(bindparam("indexes", expanding=True)),
    )
    .order_by(_PERSONS.c.id)
    .with_for_update(of=_PERSONS, key_share=True)
)
_REMEMBER = (
    update(_PERSONS)
    .where(_PERSONS.c.id == bindparam("b_id"))
    .values(conversation=bindparam("b_conversation"), seen_at=bindparam("b_seen"))
)
_OPEN_SESSIONS = (
    update(_ACCOUNTS)
    .where(_ACCOUNTS.c.id.in_(bindparam("ids", expanding=True)))
    .values(free_until=bindparam("b_until"), used_at=bindparam("b_now"))
)
_USE = (
    update(_ACCOUNTS)
    .where(_ACCOUNTS.c.id.in_(bindparam("ids", expanding=True)))
    .values(used_at=bindparam("b_now"))
)


async def arrive(session: Session, channel: str, addresses: Collection[str]) -> dict[str, Arrival]:
    """Return who acts from these addresses, in one read; their rows are locked until the commit."""
    by_index = {session.vault.index(channel, address): address for address in addresses}
    rows = await session.execute(_ARRIVING, {"channel": channel, "indexes": list(by_index)})
    found = ((by_index[row.address_index], row) for row in rows)
    return {address: _arrival(session, channel, address, row) for address, row in found}


def _arrival(session: Session, channel: str, address: str, row: Any) -> Arrival:
    spoken, open_json = language_or_default(row.language), session.vault.open_json
    told = Profile(**open_json(row.profile, f"persons.profile:{row.id}"))
    return Arrival(
        Person(row.id, spoken, row.consent, told, row.banned),
        Account(row.account_id, row.id, channel, address, spoken, session.now + VIBER_SESSION),
        open_json(row.conversation, f"persons.conversation:{row.id}"),
        row.status,
        row.live_message,
        open_json(row.shown, accounts.shown_place(row.account_id)) if row.shown else [],
        row.free_until is None or row.free_until <= session.now,
        is_news=row.other_was_last or row.used_at <= session.now - _USED,
    )


async def welcome(session: Session, channel: str, address: str, language: Language) -> Arrival:
    """Make a new person with one account; nothing but language and address is known."""
    from storage import bans

    person = Person(random_id(), language)
    session.add(
        PersonRow(
            id=person.id,
            language=language,
            consent=0,
            profile=session.vault.seal_json(asdict(person.profile), f"persons.profile:{person.id}"),
            conversation=session.vault.seal_json({}, f"persons.conversation:{person.id}"),
            seen_at=_day(session.now),
        )
    )
    await session.flush()
    account = await accounts.belong(session, channel, address, person.id, language)
    person = replace(person, banned=await bans.recognise(session, account.id))
    return Arrival(person, replace(account, free_until=session.now + VIBER_SESSION), {})


async def remember(session: Session, arrivals: Collection[Arrival]) -> None:
    """Write where the conversations of these people stand, and that they were here."""
    if not arrivals:
        return
    vault, now = session.vault, session.now
    await session.execute(
        _REMEMBER,
        [
            {
                "b_id": a.person.id,
                "b_conversation": vault.seal_json(a.state, f"persons.conversation:{a.person.id}"),
                "b_seen": _day(now),
            }
            for a in arrivals
        ],
    )
    written = [a.account.id for a in arrivals if a.account.channel == CHARGES and a.wrote]
    if written:
        moments = {"b_until": now + VIBER_SESSION, "b_now": now}
        await session.execute(_OPEN_SESSIONS, {"ids": written, **moments})
    used = [a.account.id for a in arrivals if a.is_news and a.account.id not in written]
    if used:
        await session.execute(_USE, {"ids": used, "b_now": now})


async def become(session: Session, arrival: Arrival, person_id: int) -> bool:
    """Let the account that acts belong to another person, and erase whose it was; False: the other is gone.

    The conversation goes on where that person's stands.
    """
    locked = select(PersonRow).where(PersonRow.id == person_id).with_for_update(key_share=True)
    row = await session.scalar(locked.execution_options(populate_existing=True))
    other = await get(session, person_id)
    if row is None or other is None:
        return False
    await accounts.give(session, arrival.account.id, person_id)
    await erase(session, arrival.person)
    arrival.person, arrival.account = other, replace(arrival.account, person_id=person_id)
    arrival.state = session.vault.open_json(row.conversation, f"persons.conversation:{person_id}")
    arrival.live_message = ""
    return True


async def get(session: Session, person_id: int) -> Person | None:
    """Return a person by id."""
    row = await session.get(PersonRow, person_id)
    return None if row is None else opened(session, row)


def opened(session: Session, row: Any) -> Person:
    """Return the person of a row."""
    told = Profile(**session.vault.open_json(row.profile, f"persons.profile:{row.id}"))
    return Person(row.id, language_or_default(row.language), row.consent, told, row.banned)


async def tell(session: Session, person: Person, **told: str | int) -> Person:
    """Keep what a person told about themselves (fields of Profile) and return the person as they are now."""
    from storage import taken_back  # here, since it needs this table

    profile = replace(person.profile, **told)  # type: ignore[arg-type]
    sealed = session.vault.seal_json(asdict(profile), f"persons.profile:{person.id}")
    await session.execute(update(PersonRow).where(PersonRow.id == person.id).values(profile=sealed))
    if taken_back.DECIDES & told.keys():
        await taken_back.look_again(session, person.id)
    return replace(person, profile=profile)


async def speak(session: Session, person: Person, language: Language) -> Person:
    """Set the person's language."""
    await session.execute(update(PersonRow).where(PersonRow.id == person.id).values(language=language))
    return replace(person, language=language)


async def consent(session: Session, person: Person, version: int) -> Person:
    """Record the version of the text that the person agreed to (0: withdrawn)."""
    changed = update(PersonRow).where(PersonRow.id == person.id)
    await session.execute(changed.values(consent=version, consent_at=session.now))
    return replace(person, consent=version)


async def erase(session: Session, person: Person) -> None:
    """Delete the person and, by cascade, everything that hangs on them; nothing goes out to them any more.

    A moderators' chat is a setting of the bot: it stays one when its owner goes.
    """
    from storage import gone, obstacles_left  # here, since these need this module
    from storage.desks import DeskRow

    await gone.remember(session, person.id)
    session.outgoing = [out for out in session.outgoing if out.account.person_id != person.id]
    desk = AccountRow.person_id == person.id, AccountRow.id.in_(select(DeskRow.account_id))
    await session.execute(update(AccountRow).where(*desk).values(person_id=None, live_message=""))
    mine = select(AccountRow.id).where(AccountRow.person_id == person.id)
    for table in Table.metadata.sorted_tables:
        for column in table.columns:  # those that no foreign key takes along
            if column.info == OF_A_PERSON:
                await session.execute(delete(table).where(column == person.id))
            if column.info == OF_AN_ACCOUNT:
                await session.execute(delete(table).where(column.in_(mine)))
    await session.execute(delete(PersonRow).where(PersonRow.id == person.id))
    await obstacles_left.forget_empty(session)  # their signature may have been the last under an answer
    session.erased.append((erasures.ERASED, person.id))


async def empty(session: Session, person: Person) -> Person:
    """Delete all that hangs on the person but their accounts, and all they told; consent is withdrawn."""
    from storage import gone, obstacles_left

    await gone.remember(session, person.id)
    accounts = AccountRow.__table__
    for table in Table.metadata.sorted_tables:
        for column in table.columns:
            if table is not accounts and any(
                key.target_fullname == "persons.id" for key in column.foreign_keys
            ):
                await session.execute(delete(table).where(column == person.id))
    await obstacles_left.forget_empty(session)
    mine = update(AccountRow).where(AccountRow.person_id == person.id)
    await session.execute(mine.values(clears_daily=False))
    session.erased.append((erasures.EMPTIED, person.id))
    bare = await tell(session, replace(person, profile=Profile()), name="")
    return await consent(session, bare, 0)


def _day(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


__all__ = ["CLOSED", "OPEN", "Arrival", "Person", "PersonRow", "Profile"]
