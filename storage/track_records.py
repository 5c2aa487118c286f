"""What everybody has done so far, counted without a word of content: offers answered, people helped, help received."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, case, func, or_, select

from bot.domain.outcomes import HELPED
from storage.database import Session
from storage.matches import ACTIVE, MatchRow
from storage.offers import ACCEPTED, DECLINED, LAPSED, PROPOSED, OfferRow


@dataclass(frozen=True, slots=True)
class Record:
    """How a helper has answered so far; offers that still wait count as made, not as answered."""

    offered: int = 0
    accepted: int = 0
    week: int = 0  # made within the last seven days, those that wait for a moderator's yes among them
    last_at: datetime | None = None  # of the last answer that was a word, not silence


async def records(session: Session, of: int | None = None) -> dict[int, Record]:
    """Return how each helper (or this one) has answered so far; what no helper will see does not count."""
    week = session.now - timedelta(days=7)
    answered = OfferRow.status.in_((ACCEPTED, DECLINED))
    whose = (OfferRow.helper_id == of,) if of is not None else ()
    rows = await session.execute(
        select(
            OfferRow.helper_id,
            func.sum(case((OfferRow.status != PROPOSED, 1), else_=0)),
            func.sum(case((OfferRow.status == ACCEPTED, 1), else_=0)),
            func.sum(case((OfferRow.created_at > week, 1), else_=0)),
            func.max(case((answered, OfferRow.answered_at))),
        )
        .where(OfferRow.status != LAPSED, *whose)
        .group_by(OfferRow.helper_id)
    )
    return {id: Record(int(made), int(yes), int(week), last) for id, made, yes, week, last in rows}


async def helped(session: Session, requester_ids: Collection[int]) -> dict[tuple[int, int], int]:
    """Return how often each helper (second) has helped each of these people (first) well."""
    well = MatchRow.requester_id.in_(requester_ids), MatchRow.outcome.in_(HELPED)
    rows = await session.execute(
        select(MatchRow.requester_id, MatchRow.helper_id, func.count())
        .where(*well)
        .group_by(MatchRow.requester_id, MatchRow.helper_id)
    )
    return {(requester_id, helper_id): times for requester_id, helper_id, times in rows}


@dataclass(frozen=True, slots=True)
class Given:
    """How much a person helps."""

    active: int = 0  # people at the moment
    recent: int = 0  # matches begun within the last 30 days


async def given(session: Session, of: int | None = None) -> dict[int, Given]:
    """Return how much each person (or this one) helps."""
    month = session.now - timedelta(days=30)
    whose = (MatchRow.helper_id == of,) if of is not None else ()
    rows = await session.execute(
        select(
            MatchRow.helper_id,
            func.sum(case((MatchRow.status == ACTIVE, 1), else_=0)),
            func.sum(case((MatchRow.created_at > month, 1), else_=0)),
        )
        .where(*whose)
        .group_by(MatchRow.helper_id)
    )
    return {helper_id: Given(int(active), int(recent)) for helper_id, active, recent in rows}


async def received(session: Session, of: int | None = None) -> dict[int, int]:
    """Return how often each person (or this one) was helped well by others."""
    whose = (MatchRow.requester_id == of,) if of is not None else ()
    well = select(MatchRow.requester_id, func.count()).where(MatchRow.outcome.in_(HELPED), *whose)
    rows = await session.execute(well.group_by(MatchRow.requester_id))
    return {requester_id: times for requester_id, times in rows}


async def ended(session: Session, helper_id: int, since: datetime) -> int:
    """Return how many talks of a helper, in which they wrote, have ended since a moment."""
    theirs = MatchRow.helper_id == helper_id, MatchRow.first_word_at.is_not(None)
    return await session.scalar(select(func.count()).where(*theirs, MatchRow.closed_at >= since)) or 0


@dataclass(frozen=True, slots=True)
class Month:
    """What the help of one person came to in the last 30 days."""

    people: int = 0  # whom they accompanied
    helped: int = 0  # of these matches, how many ended solved, in full or in part


async def month(session: Session, helper_id: int) -> Month:
    """Return what a helper's last 30 days came to; a match in which they never wrote does not count."""
    since = session.now - timedelta(days=30)
    well = and_(MatchRow.closed_at >= since, MatchRow.outcome.in_(HELPED))
    theirs = MatchRow.helper_id == helper_id, MatchRow.first_word_at.is_not(None)
    going_on = or_(MatchRow.status == ACTIVE, MatchRow.closed_at >= since)
    counted = select(func.count(MatchRow.requester_id.distinct()), func.sum(case((well, 1), else_=0)))
    people, helped = (await session.execute(counted.where(*theirs, going_on))).one()
    return Month(int(people), int(helped or 0))
