"""People who were not here for long: who is to hear of it, and whose time is over; what still goes on keeps them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import BigInteger, ColumnElement, exists, or_, select, type_coerce

from bot.domain.keeping import DAY, NOTE_BEFORE
from storage import accounts, counters, moderators, persons
from storage.accounts import AccountRow
from storage.database import Session
from storage.desks import DeskRow
from storage.matches import ACTIVE, MatchRow
from storage.persons import Person, PersonRow
from storage.requests import CLOSED, RequestRow

COUNTED_FROM: Final = (
    "away"  # since when anybody is erased for being away, in seconds: nobody counts as away before
)
AT_ONCE: Final = 500  # in one run


async def to_note(session: Session) -> Sequence[int]:
    """Return the ids of those who are to hear that they will be erased."""
    return await _who(session, session.kept.noted, *_unnoted(session))


async def to_erase(session: Session) -> Sequence[int]:
    """Return the ids of those whose time is over."""
    return await _who(session, session.kept.away, *_noted(session))


async def take_to_note(session: Session, person_id: int) -> Person | None:
    """Claim that somebody hears of it now; None when they are here again, or another has told them."""
    row = await _locked(session, person_id, session.kept.noted, *_unnoted(session))
    if row is None or await _is_moderator(session, person_id):
        return None
    row.noted_at = session.now
    return persons.opened(session, row)


async def take_to_erase(session: Session, person_id: int) -> Person | None:
    """Return who is to be erased, locked; None when they are here again."""
    row = await _locked(session, person_id, session.kept.away, *_noted(session))
    if row is None or await _is_moderator(session, person_id):
        return None
    return persons.opened(session, row)


async def _who(session: Session, span: timedelta, *which: ColumnElement[bool]) -> Sequence[int]:
    """Nobody agreed, before this came, to be erased for being away: as if all had been here then."""
    now = int(session.now.timestamp())
    since = await counters.last(session, COUNTED_FROM) or now
    if since == now:
        await counters.reach(session, COUNTED_FROM, now)
    if since > now - span.total_seconds():
        return ()
    who = select(PersonRow.id).where(*_away(session, span), *which).order_by(PersonRow.seen_at)
    return (await session.scalars(who.limit(AT_ONCE))).all()


async def _locked(
    session: Session, person_id: int, span: timedelta, *which: ColumnElement[bool]
) -> PersonRow | None:
    who = select(PersonRow).where(PersonRow.id == person_id, *_away(session, span), *which)
    return await session.scalar(who.with_for_update().execution_options(populate_existing=True))


def _away(session: Session, span: timedelta) -> tuple[ColumnElement[bool], ...]:
    """Not here for so long, counted from the end of the last day they were; nothing of theirs goes on."""
    helps = exists().where(MatchRow.helper_id == PersonRow.id, MatchRow.status == ACTIVE)
    asks = exists().where(RequestRow.person_id == PersonRow.id, RequestRow.status != CLOSED)
    desk = exists().where(AccountRow.person_id == PersonRow.id, DeskRow.account_id == AccountRow.id)
    return PersonRow.seen_at <= session.now - span - DAY, ~helps, ~asks, ~desk


def _seconds(column: object) -> ColumnElement[int]:
    return type_coerce(column, BigInteger)


def _unnoted(session: Session) -> tuple[ColumnElement[bool], ...]:
    """A note of an earlier absence counts as none."""
    this_time = _seconds(PersonRow.seen_at) + int(session.kept.noted.total_seconds())
    return (or_(PersonRow.noted_at.is_(None), _seconds(PersonRow.noted_at) < this_time),)


def _noted(session: Session) -> tuple[ColumnElement[bool], ...]:
    this_time = _seconds(PersonRow.seen_at) + int(session.kept.noted.total_seconds())
    return PersonRow.noted_at <= session.now - NOTE_BEFORE, _seconds(PersonRow.noted_at) >= this_time


async def _is_moderator(session: Session, person_id: int) -> bool:
    """Whether the person acts in a moderators' chat, which this program does not take for being here."""
    chats = await accounts.chats(session, person_id)
    addresses = [chat.account.address for chat in chats if chat.account.channel == "telegram"]
    return any([await moderators.acts(session, address) for address in addresses])
