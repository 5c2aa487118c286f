"""What a group can be told of itself: numbers, read across the tables, and never a person; nothing is written here."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select

from bot.domain.outcomes import HELPED
from storage import helpers, requests
from storage.database import Session, Table
from storage.groups import MembershipRow
from storage.helpers import HelperRow
from storage.joinings import OPEN, JoiningRow
from storage.requests import RequestRow

LATELY = timedelta(days=30)
OPEN_STATES = (requests.HELD, requests.WAITING, requests.MATCHED)
MOST = 500  # open requests whose kind is looked up


@dataclass(frozen=True, slots=True)
class Numbers:
    """How large a group is and what it does."""

    people: int
    helpers: int  # approved ones among its people
    open: int  # requests
    helped: int  # requests that ended with help, in the last 30 days
    asking: int  # people who ask to join
    resting: int = 0  # approved helpers besides, who are not asked now


@dataclass(frozen=True, slots=True)
class Need:
    """How many requests with one need wait for a helper, and since when the oldest does."""

    need: str
    count: int
    since: datetime


async def of(session: Session, group_id: int) -> Numbers:
    """Return the numbers of one group."""
    member, theirs = MembershipRow.group_id == group_id, RequestRow.group_id == group_id
    helps = HelperRow.person_id.in_(select(MembershipRow.person_id).where(member))
    ended = RequestRow.status == requests.CLOSED, RequestRow.closed_at >= session.now - LATELY
    return Numbers(
        await _count(session, MembershipRow, member),
        await _count(session, HelperRow, helps, HelperRow.status == helpers.APPROVED),
        await _count(session, RequestRow, theirs, RequestRow.status.in_(OPEN_STATES)),
        await _count(session, RequestRow, theirs, *ended, RequestRow.outcome.in_(HELPED)),
        await _count(session, JoiningRow, JoiningRow.group_id == group_id, JoiningRow.status == OPEN),
        await _count(session, HelperRow, helps, HelperRow.status == helpers.RESTING),
    )


async def waiting(session: Session, group_id: int) -> list[Need]:
    """Return what waits for a helper in a group, by need, the need that waits longest first."""
    theirs = RequestRow.group_id == group_id, RequestRow.status.in_((requests.HELD, requests.WAITING))
    rows = await session.scalars(select(RequestRow).where(*theirs).order_by(RequestRow.number).limit(MOST))
    found: dict[str, Need] = {}
    for row in rows:
        need = str(session.vault.open_json(row.ask, f"requests.ask:{row.id}")["need"])
        before = found.get(need, Need(need, 0, row.created_at))
        found[need] = Need(need, before.count + 1, before.since)
    return list(found.values())


async def helping_numbers(session: Session, group_id: int) -> dict[int, str]:
    """Return the numbers of a group's approved helpers as helpers, each with the role in the group."""
    rows = await session.execute(
        select(HelperRow.number, MembershipRow.role)
        .join(MembershipRow, MembershipRow.person_id == HelperRow.person_id)
        .where(MembershipRow.group_id == group_id, HelperRow.status == helpers.APPROVED)
        .order_by(HelperRow.number)
    )
    return {number: role for number, role in rows}


async def _count(session: Session, table: type[Table], *which: ColumnElement[bool]) -> int:
    return await session.scalar(select(func.count()).select_from(table).where(*which)) or 0
