"""Requests: calls for help; what was asked lies sealed, only urgency and state are in the open."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    String,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.matching import Ask
from bot.i18n import Language, language_or_default
from storage import counters
from storage.crypto import CannotOpen
from storage.database import Moment, Sealed, Session, Table
from storage.ids import random_id
from storage.matches import ACTIVE, MatchRow
from storage.offers import HELD as HELD_OFFERS, OfferRow

log = structlog.get_logger(__name__)
# Counters: how often a look at all that waits was wished for, and which of these wishes the last look has met.
LOOKS, LOOKED = "looks", "looked"
HELD, WAITING, MATCHED, CLOSED = "held", "waiting", "matched", "closed"  # held: a moderator reads it first


class RequestRow(Table):
    """One call for help."""

    __tablename__ = "requests"
    __table_args__ = (
        Index(None, "status", "urgency"),
        Index(None, "person_id"),
        Index(None, "group_id", "status"),
        Index(None, "created_at"),
        Index(None, "status", "closed_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"))
    group_id: Mapped[int]
    language: Mapped[str] = mapped_column(String(2))
    urgency: Mapped[str] = mapped_column(String(8))
    status: Mapped[str] = mapped_column(String(16))
    outcome: Mapped[str] = mapped_column(String(16))
    ask: Mapped[bytes] = mapped_column(Sealed)
    created_at: Mapped[datetime] = mapped_column(Moment)
    notices: Mapped[int]  # how many of the stated times without a helper have passed
    look_at: Mapped[datetime] = mapped_column(Moment, index=True)  # when the matcher looks again
    circle: Mapped[
        int
    ]  # of groups that is open to it: 0 its own, 1 neighbouring ones, 2 all; it never closes again
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    first_word_at: Mapped[datetime | None] = mapped_column(
        Moment
    )  # of any helper, to the hour; it outlives them
    released_at: Mapped[datetime | None] = mapped_column(Moment)  # a moderator had read it: the search began


@dataclass(frozen=True, slots=True)
class Request:
    """One person's call for help with one need."""

    id: int
    number: int
    person_id: int
    group_id: int
    language: Language
    status: str
    ask: Ask
    created_at: datetime
    notices: int = 0
    outcome: str = ""
    circle: int = 0
    released_at: datetime | None = None


async def add(session: Session, person_id: int, language: str, group_id: int, ask: Ask, held: bool) -> int:
    """Keep a new request and return its number; `held`: a moderator reads it before any helper."""
    session.wakes_jobs = True
    id, number = random_id(), await counters.following(session, "requests")
    session.add(
        RequestRow(
            id=id,
            number=number,
            person_id=person_id,
            group_id=group_id,
            language=language,
            urgency=ask.urgency,
            status=HELD if held else WAITING,
            outcome="",
            ask=session.vault.seal_json(asdict(ask), f"requests.ask:{id}"),
            created_at=session.now,
            notices=0,
            look_at=session.now,
            circle=0,
        )
    )
    await session.flush()
    return number


async def get(session: Session, request_id: int) -> Request | None:
    """Return a request by id."""
    row = await session.get(RequestRow, request_id, populate_existing=True)
    return None if row is None else _request(session, row)


async def lock(session: Session, request_id: int) -> Request | None:
    """Return a request and keep it as it is until the commit.

    Whoever changes an offer or a match of a request locks the request first: so two who act at once wait
    for each other, and never both in vain.
    """
    row = await session.get(RequestRow, request_id, populate_existing=True, with_for_update=True)
    return None if row is None else _request(session, row)


async def by_number(session: Session, number: int) -> Request | None:
    """Return a request by the number that people call it."""
    row = await session.scalar(select(RequestRow).where(RequestRow.number == number))
    return None if row is None else _request(session, row)


async def of_person(session: Session, person_id: int) -> list[Request]:
    """Return a person's requests, the newest first."""
    rows = await session.scalars(
        select(RequestRow).where(RequestRow.person_id == person_id).order_by(RequestRow.number.desc())
    )
    return [_request(session, row) for row in rows]


async def with_status(
    session: Session, *statuses: str, limit: int | None = 50, newest: bool = False
) -> list[Request]:
    """Return requests in these states, the oldest first (or the newest)."""
    order = RequestRow.number.desc() if newest else RequestRow.number
    rows = await session.scalars(
        select(RequestRow).where(RequestRow.status.in_(statuses)).order_by(order).limit(limit)
    )
    return [request for row in rows if (request := _readable(session, row)) is not None]


async def to_look_at(session: Session, limit: int = 50) -> list[Request]:
    """Return requests without a helper that are to be looked at now, and keep them as they are until the commit."""
    wished = await counters.last(session, LOOKS)
    anew = wished > await counters.last(session, LOOKED)
    due = RequestRow.status.in_((HELD, WAITING)), RequestRow.look_at <= session.now
    in_turn = select(RequestRow).where(or_(and_(*due), _idle()) if anew else and_(*due))
    in_turn = in_turn.order_by(RequestRow.look_at, RequestRow.number).limit(limit)
    rows = (await session.scalars(in_turn.with_for_update(skip_locked=True))).all()
    if anew and rows:
        await counters.reach(session, LOOKED, wished)
    found = {row.id: _readable(session, row) for row in rows}
    for id in (id for id, request in found.items() if request is None):
        log.error("request_does_not_open", request=id)
        await look_again(session, id, session.now + timedelta(hours=1))
    return [request for request in found.values() if request is not None]


def _idle() -> ColumnElement[bool]:
    """A request waits, and somebody more may be asked about it."""
    asked = exists().where(OfferRow.request_id == RequestRow.id, OfferRow.status.in_(HELD_OFFERS))
    return and_(RequestRow.status == WAITING, or_(~asked, RequestRow.urgency == "now"))  # of several at once


async def set_aside(session: Session, beyond: datetime) -> set[int]:
    """Return the ids of waiting requests that are not to be looked at until after `beyond`: something failed there."""
    aside = select(RequestRow.id).where(RequestRow.status == WAITING, RequestRow.look_at > beyond)
    return set(await session.scalars(aside))


async def look_again(session: Session, request_id: int, at: datetime) -> None:
    """Set when the matcher looks at the request again."""
    if at <= session.now:
        await look_at_all(session)  # a look under way may have read it before, and would put it off
    await session.execute(update(RequestRow).where(RequestRow.id == request_id).values(look_at=at))


async def look_later(session: Session, moments: Mapping[int, datetime]) -> None:
    """Set for each of these requests when the matcher looks at it again."""
    connection, table = await session.connection(), RequestRow.__table__
    await connection.execute(
        update(table).where(table.c.id == bindparam("b_id")).values(look_at=bindparam("b_at")),  # type: ignore[arg-type]
        [{"b_id": request_id, "b_at": at} for request_id, at in moments.items()],
    )


async def look_at_all(session: Session) -> None:
    """Let the matcher look, after the commit, at every waiting request about which somebody more may be asked."""
    session.wakes_jobs = session.looks_anew = True


async def write_look(session: Session) -> None:
    """Write the wish to look at all, as the last thing of a transaction.

    It is one row: whoever has locked a request and then reached for all others would wait for somebody who does
    the same, and one of the two would be lost. As the last thing, nobody who holds it waits for anything.
    """
    if session.looks_anew:
        await counters.following(session, LOOKS)


async def without_group(session: Session, group_id: int) -> None:
    """Let the open requests of a group that is closed go on without one: helpers of all groups may be asked."""
    theirs = RequestRow.group_id == group_id, RequestRow.status != CLOSED
    await session.execute(update(RequestRow).where(*theirs).values(group_id=0))


async def widen(session: Session, request_id: int, circle: int) -> bool:
    """Open the request to a wider circle of groups; False when that one was open already."""
    wider = update(RequestRow).where(RequestRow.id == request_id, RequestRow.circle < circle)
    return await session.scalar(wider.values(circle=circle).returning(RequestRow.id)) is not None


async def noticed(session: Session, request_id: int, steps: int) -> None:
    """Record how many of the stated times (bot/domain/unanswered.py) have passed."""
    await session.execute(update(RequestRow).where(RequestRow.id == request_id).values(notices=steps))


async def searching_since(session: Session, found: Collection[Request]) -> dict[int, datetime]:
    """Return for each request when its search began: with it, when it was released, or after its last match."""
    ended = select(MatchRow.request_id, func.max(MatchRow.closed_at)).where(
        MatchRow.request_id.in_([request.id for request in found]), MatchRow.closed_at.is_not(None)
    )
    rows = await session.execute(ended.group_by(MatchRow.request_id))
    ends = {request_id: at for request_id, at in rows if at is not None}
    return {one.id: ends.get(one.id, one.released_at or one.created_at) for one in found}


async def abandoned(session: Session, limit: int = 50) -> Sequence[int]:
    """Return the ids of requests whose helper was erased, and the match with them."""
    active = exists().where(MatchRow.request_id == RequestRow.id, MatchRow.status == ACTIVE)
    left = select(RequestRow.id).where(RequestRow.status == MATCHED, ~active)
    return (await session.scalars(left.order_by(RequestRow.number).limit(limit))).all()


async def media_in_use(session: Session) -> list[int]:
    """Return the ids of photos and voice messages of requests that are still looking for a helper."""
    rows = await session.scalars(select(RequestRow).where(RequestRow.status.in_((HELD, WAITING))))
    found = (_readable(session, row) for row in rows)
    return [one.ask.media for one in found if one is not None and one.ask.media is not None]


async def move(session: Session, request_id: int, before: Sequence[str], after: str, **more: Any) -> bool:
    """Change the state if it is still one of `before`: of two who try at once, one succeeds."""
    session.wakes_jobs, session.looks_anew = True, session.looks_anew or after == WAITING
    changed = (
        update(RequestRow)
        .where(RequestRow.id == request_id, RequestRow.status.in_(before))
        .values(status=after, **more)
        .returning(RequestRow.id)
    )
    return await session.scalar(changed) is not None


def _readable(session: Session, row: RequestRow) -> Request | None:
    """Return a request, or None when it does not open: one that is damaged keeps none of the others from help."""
    try:
        return _request(session, row)
    except CannotOpen:
        return None


def _request(session: Session, row: RequestRow) -> Request:
    told = session.vault.open_json(row.ask, f"requests.ask:{row.id}")
    ask = Ask(**{**told, "times": tuple(told.get("times", ()))})
    return Request(
        row.id,
        row.number,
        row.person_id,
        row.group_id,
        language_or_default(row.language),
        row.status,
        ask,
        row.created_at,
        row.notices,
        row.outcome,
        row.circle,
        row.released_at,
    )
