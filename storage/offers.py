"""Offers: a request shown to one helper, to accept or decline until a deadline."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Moment, Session, Table
from storage.ids import random_id
from storage.matches import MatchRow

OPEN, ACCEPTED, DECLINED, EXPIRED, WITHDRAWN = "open", "accepted", "declined", "expired", "withdrawn"


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


async def add(session: Session, request_id: int, helper_id: int, deadline: datetime) -> Offer:
    """Make an offer that stays open until `deadline`."""
    offer = Offer(random_id(), request_id, helper_id, OPEN, deadline)
    session.add(
        OfferRow(
            id=offer.id,
            request_id=request_id,
            helper_id=helper_id,
            status=OPEN,
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


async def answer(session: Session, offer_id: int, status: str) -> bool:
    """Answer an offer if it is still open; of two answers at once, one counts."""
    session.wakes_jobs = True
    changed = (
        update(OfferRow)
        .where(OfferRow.id == offer_id, OfferRow.status == OPEN)
        .values(status=status, answered_at=session.now)
        .returning(OfferRow.id)
    )
    return await session.scalar(changed) is not None


async def of_request(session: Session, request_id: int, *statuses: str) -> list[Offer]:
    """Return the offers of a request in these states, or all of them."""
    wanted = select(OfferRow).where(OfferRow.request_id == request_id)
    if statuses:
        wanted = wanted.where(OfferRow.status.in_(statuses))
    return [_offer(row) for row in await session.scalars(wanted)]


async def open_of_helper(session: Session, helper_id: int) -> list[Offer]:
    """Return the offers that a helper has not answered yet."""
    rows = select(OfferRow).where(OfferRow.helper_id == helper_id, OfferRow.status == OPEN)
    return [_offer(row) for row in await session.scalars(rows)]


async def past_deadline(session: Session, limit: int = 50) -> Sequence[int]:
    """Return the ids of open offers whose deadline is over."""
    due = select(OfferRow.id).where(OfferRow.status == OPEN, OfferRow.deadline <= session.now)
    return (await session.scalars(due.order_by(OfferRow.deadline).limit(limit))).all()


async def prolong(session: Session, offer_id: int, deadline: datetime) -> None:
    """Move the deadline (something failed when it came)."""
    await session.execute(update(OfferRow).where(OfferRow.id == offer_id).values(deadline=deadline))


async def open_deadlines(session: Session, request_ids: Collection[int]) -> dict[int, datetime]:
    """Return for each request that somebody is asked about, when the first open offer ends."""
    asked = OfferRow.request_id.in_(request_ids), OfferRow.status == OPEN
    rows = await session.execute(
        select(OfferRow.request_id, func.min(OfferRow.deadline)).where(*asked).group_by(OfferRow.request_id)
    )
    return {id: deadline for id, deadline in rows}


async def barred(session: Session, request_ids: Collection[int]) -> dict[int, set[int]]:
    """Return for each request the helpers who said no, stayed silent, or tried before."""
    refused = select(OfferRow.request_id, OfferRow.helper_id).where(
        OfferRow.request_id.in_(request_ids), OfferRow.status.in_((DECLINED, EXPIRED))
    )
    tried = select(MatchRow.request_id, MatchRow.helper_id).where(MatchRow.request_id.in_(request_ids))
    found: dict[int, set[int]] = {}
    for request_id, helper_id in await session.execute(refused.union(tried)):
        found.setdefault(request_id, set()).add(helper_id)
    return found


def _offer(row: OfferRow) -> Offer:
    return Offer(row.id, row.request_id, row.helper_id, row.status, row.deadline)
