"""What waits for the moderators, read across the tables; nothing here is written."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from bot.domain.cadence import FIRST_WORD
from storage import helpers, matches, offers, requests
from storage.database import Session
from storage.helpers import HelperRow
from storage.matches import MatchRow
from storage.offers import OfferRow
from storage.requests import RequestRow

# A helper who accepted is called silent after half of the time in which the first word is due (cadence.FIRST_WORD):
# when all of it is over the request goes back by itself.
SILENT_AFTER = {urgency: due / 2 for urgency, due in FIRST_WORD.items()}


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much waits of each kind."""

    volunteers: int
    held: int
    proposed: int
    unoffered: int
    silent: int
    pairings: int
    urgent: int


async def sizes(session: Session) -> Sizes:
    """Return how much waits of each kind."""
    return Sizes(
        await count(session, volunteer_rows()),
        await count(session, held_rows()),
        await count(session, _proposed()),
        await count(session, _unoffered()),
        await count(session, _silent(session.now)),
        await count(session, _pairings()),
        await count(session, urgent_rows()),
    )


async def count(session: Session, rows: Select[int]) -> int:
    """Return how many rows a query finds."""
    return await session.scalar(select(func.count()).select_from(rows.subquery())) or 0


async def urgent(session: Session, limit: int, offset: int) -> list[int]:
    """Return the ids of urgent requests that nobody has accepted, the oldest first."""
    return await _ids(session, urgent_rows().order_by(RequestRow.number), limit, offset)


async def volunteers(session: Session, limit: int, offset: int) -> list[int]:
    """Return the person ids of volunteers to approve, by their numbers."""
    return await _ids(session, volunteer_rows().order_by(HelperRow.number), limit, offset)


async def held(session: Session, limit: int, offset: int) -> list[int]:
    """Return the ids of requests that a moderator reads first, the oldest first."""
    return await _ids(session, held_rows().order_by(RequestRow.number), limit, offset)


async def proposed(session: Session, limit: int, offset: int) -> list[int]:
    """Return the ids of requests for which a pairing waits for a moderator's yes, the oldest first."""
    return await _ids(session, _proposed().order_by(RequestRow.number), limit, offset)


async def pairings(session: Session, limit: int, offset: int) -> list[int]:
    """Return the ids of matches that no moderator has looked at yet, the oldest first."""
    return await _ids(session, _pairings().order_by(MatchRow.number), limit, offset)


async def unoffered(session: Session, limit: int, offset: int) -> list[int]:
    """Return the ids of requests that nobody is being asked about, the oldest first."""
    return await _ids(session, _unoffered().order_by(RequestRow.number), limit, offset)


async def silent(session: Session, limit: int, offset: int) -> list[int]:
    """Return the ids of matched requests whose helper has not written yet, the oldest first."""
    return await _ids(session, _silent(session.now).order_by(RequestRow.number), limit, offset)


async def _ids(session: Session, rows: Select[int], limit: int, offset: int) -> list[int]:
    return list(await session.scalars(rows.limit(limit).offset(offset)))


def urgent_rows() -> Select[int]:
    """Return the query for urgent requests that nobody has accepted."""
    waits = RequestRow.status.in_((requests.HELD, requests.WAITING))
    return select(RequestRow.id).where(RequestRow.urgency == "now", waits)


def volunteer_rows() -> Select[int]:
    """Return the query for volunteers to approve."""
    return select(HelperRow.person_id).where(HelperRow.status == helpers.PENDING)


def held_rows() -> Select[int]:
    """Return the query for requests that a moderator reads first."""
    return select(RequestRow.id).where(RequestRow.status == requests.HELD)


def _proposed() -> Select[int]:
    proposed = exists().where(OfferRow.request_id == RequestRow.id, OfferRow.status == offers.PROPOSED)
    return select(RequestRow.id).where(RequestRow.status == requests.WAITING, proposed)


def _pairings() -> Select[int]:
    return select(MatchRow.id).where(MatchRow.review == matches.DUE, MatchRow.status == matches.ACTIVE)


def _unoffered() -> Select[int]:
    asked = exists().where(OfferRow.request_id == RequestRow.id, OfferRow.status.in_(offers.HELD))
    return select(RequestRow.id).where(RequestRow.status == requests.WAITING, ~asked)


def _silent(now: datetime) -> Select[int]:
    late: list[ColumnElement[bool]] = [
        and_(RequestRow.urgency == urgency, MatchRow.created_at < now - span)
        for urgency, span in SILENT_AFTER.items()
    ]
    return (
        select(RequestRow.id)
        .join(MatchRow, MatchRow.request_id == RequestRow.id)
        .where(MatchRow.status == matches.ACTIVE, MatchRow.first_word_at.is_(None), or_(*late))
    )
