"""Offers: a request shown to one helper, to accept or decline until a deadline."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, and_, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Moment, Session, Table
from storage.ids import random_id
from storage.matches import MatchRow

OPEN, ACCEPTED, DECLINED, EXPIRED, WITHDRAWN = "open", "accepted", "declined", "expired", "withdrawn"
# Where each pairing is confirmed: the helper is not asked before a moderator says yes, but the place is kept.
PROPOSED, LAPSED = "proposed", "lapsed"
HELD = (OPEN, PROPOSED)  # in these states a place of the helper is taken
BY_MACHINE, BY_MODERATOR = "machine", "moderator"


class OfferRow(Table):
    """One request shown to one helper, once."""

    __tablename__ = "offers"
    __table_args__ = (
        Index(None, "request_id", "helper_id"),
        Index(None, "status", "deadline"),
        Index(None, "helper_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id", ondelete="CASCADE"))
    helper_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"))
    status: Mapped[str] = mapped_column(String(16))
    made_by: Mapped[str] = mapped_column(String(16))  # who chose the helper, to learn from what was answered
    circle: Mapped[int]  # of groups that was open then
    created_at: Mapped[datetime] = mapped_column(Moment)
    deadline: Mapped[datetime] = mapped_column(Moment)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class Offer:
    """A request shown to one helper."""

    id: int
    request_id: int
    helper_id: int
    status: str
    deadline: datetime
    made_by: str = BY_MACHINE


async def add(
    session: Session,
    request_id: int,
    helper_id: int,
    deadline: datetime,
    status: str = OPEN,
    made_by: str = BY_MACHINE,
    circle: int = 0,
) -> Offer:
    """Make an offer that waits until `deadline`: for its helper (OPEN) or first for a moderator (PROPOSED)."""
    offer = Offer(random_id(), request_id, helper_id, status, deadline, made_by)
    session.add(
        OfferRow(
            id=offer.id,
            request_id=request_id,
            helper_id=helper_id,
            status=status,
            made_by=made_by,
            circle=circle,
            created_at=session.now,
            deadline=deadline,
        )
    )
    await session.flush()
    return offer


async def get(session: Session, offer_id: int) -> Offer | None:
    """Return an offer by id."""
    row = await session.get(OfferRow, offer_id, populate_existing=True)
    return None if row is None else _offer(row)


async def answer(session: Session, offer_id: int, status: str, before: Sequence[str] = (OPEN,)) -> bool:
    """Answer an offer if it is still in a state of `before`; of two answers at once, one counts."""
    session.wakes_jobs = True
    changed = (
        update(OfferRow)
        .where(OfferRow.id == offer_id, OfferRow.status.in_(before))
        .values(status=status, answered_at=session.now)
        .returning(OfferRow.id)
    )
    return await session.scalar(changed) is not None


async def take_back(session: Session, offer: Offer) -> bool:
    """End an offer that waits: withdrawn if its helper has seen it, else lapsed."""
    after = WITHDRAWN if offer.status == OPEN else LAPSED
    return await answer(session, offer.id, after, before=(offer.status,))


async def withdraw(session: Session, request_id: int) -> list[Offer]:
    """End every offer of a request that still waits; return those that a helper had seen."""
    session.wakes_jobs = True
    waits = OfferRow.request_id == request_id, OfferRow.status == OPEN
    ended = update(OfferRow).where(*waits).values(status=WITHDRAWN, answered_at=session.now)
    seen = [_offer(row) for row in await session.scalars(ended.returning(OfferRow))]
    unseen = OfferRow.request_id == request_id, OfferRow.status == PROPOSED
    await session.execute(update(OfferRow).where(*unseen).values(status=LAPSED, answered_at=session.now))
    return seen


async def confirm(session: Session, offer_id: int, deadline: datetime) -> bool:
    """Let the helper of a proposed offer be asked until `deadline`; of two moderators at once, one confirms."""
    confirmed = (
        update(OfferRow)
        .where(OfferRow.id == offer_id, OfferRow.status == PROPOSED)
        .values(status=OPEN, deadline=deadline)
        .returning(OfferRow.id)
    )
    return await session.scalar(confirmed) is not None


async def of_request(session: Session, request_id: int, *statuses: str) -> list[Offer]:
    """Return the offers of a request in these states, or all of them."""
    wanted = select(OfferRow).where(OfferRow.request_id == request_id)
    if statuses:
        wanted = wanted.where(OfferRow.status.in_(statuses))
    return [_offer(row) for row in await session.scalars(wanted)]


async def of_helper(session: Session, helper_id: int, *statuses: str) -> list[Offer]:
    """Return the offers to a helper in these states, by the ids of their requests."""
    theirs = OfferRow.helper_id == helper_id, OfferRow.status.in_(statuses)
    rows = await session.scalars(select(OfferRow).where(*theirs).order_by(OfferRow.request_id))
    return [_offer(row) for row in rows]


async def past_deadline(session: Session, limit: int = 50) -> Sequence[int]:
    """Return the ids of offers that wait for somebody and whose deadline is over."""
    due = select(OfferRow.id).where(OfferRow.status.in_(HELD), OfferRow.deadline <= session.now)
    return (await session.scalars(due.order_by(OfferRow.deadline).limit(limit))).all()


async def prolong(session: Session, offer_id: int, deadline: datetime) -> None:
    """Move the deadline (something failed when it came)."""
    await session.execute(update(OfferRow).where(OfferRow.id == offer_id).values(deadline=deadline))


async def held(session: Session) -> list[Offer]:
    """Return all offers that wait for a helper or a moderator, the first to end first."""
    rows = select(OfferRow).where(OfferRow.status.in_(HELD)).order_by(OfferRow.deadline, OfferRow.id)
    return [_offer(row) for row in await session.scalars(rows)]


async def barred(
    session: Session, request_ids: Collection[int], silent_since: datetime
) -> set[tuple[int, int]]:
    """Return the pairs (request, helper) that rest: said no, tried before, or silent after `silent_since`."""
    refused = select(OfferRow.request_id, OfferRow.helper_id).where(
        OfferRow.request_id.in_(request_ids),
        or_(
            OfferRow.status == DECLINED,
            and_(OfferRow.status == EXPIRED, OfferRow.answered_at > silent_since),
        ),
    )
    tried = select(MatchRow.request_id, MatchRow.helper_id).where(MatchRow.request_id.in_(request_ids))
    return {(request_id, helper_id) for request_id, helper_id in await session.execute(refused.union(tried))}


def _offer(row: OfferRow) -> Offer:
    return Offer(row.id, row.request_id, row.helper_id, row.status, row.deadline, row.made_by)
