"""Who belongs to an announcement's audience, some people at a time, and how each is reached or why not."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, exists, select

from bot.domain.announcements import ASKS, COORDINATOR, HELPS, MEMBER, Audience
from bot.domain.danger import in_danger
from storage import accounts, persons
from storage.accounts import Account
from storage.database import Session
from storage.groups import OPEN, GroupRow, MembershipRow
from storage.helpers import ACTIVE_OR_RESTING, HelperRow
from storage.in_danger import regions_asked_for
from storage.persons import Person, PersonRow
from storage.requests import CLOSED, RequestRow

# Why somebody of the audience is not sent it.
WISHED, DANGER, UNREACHED = "wished", "danger", "unreached"
PAID, NIGHT = "paid", "night"  # of those whom it reaches: costs money on Viber now; waits for the morning


class Reached(NamedTuple):
    """A person of the audience: the account that takes it, or the reason why nothing is sent."""

    person: Person
    account: Account | None
    why_not: str = ""
    in_danger: bool = False


async def after(session: Session, audience: Audience, person_id: int, limit: int) -> Sequence[int]:
    """Return the next ids of people who may belong to an audience; where they are lies sealed and is asked later."""
    meant = select(PersonRow.id).where(PersonRow.id > person_id, PersonRow.consent > 0, *_who(audience))
    return (await session.scalars(meant.order_by(PersonRow.id).limit(limit))).all()


def _who(audience: Audience) -> list[ColumnElement[bool]]:
    group = select(GroupRow.id).where(GroupRow.number == audience.group, GroupRow.status == OPEN)
    wanted: list[ColumnElement[bool]] = [PersonRow.banned == ""]
    wanted += [PersonRow.language == audience.language] if audience.language else []
    if audience.group or audience.role in (MEMBER, COORDINATOR):
        member = [MembershipRow.person_id == PersonRow.id]
        member += [MembershipRow.group_id == group.scalar_subquery()] if audience.group else []
        member += [MembershipRow.role == COORDINATOR] if audience.role == COORDINATOR else []
        wanted.append(exists().where(*member))
    if audience.role == ASKS:
        wanted.append(exists().where(RequestRow.person_id == PersonRow.id, RequestRow.status != CLOSED))
    if audience.role == HELPS:
        wanted.append(
            exists().where(HelperRow.person_id == PersonRow.id, HelperRow.status.in_(ACTIVE_OR_RESTING))
        )
    return wanted


async def reached(session: Session, audience: Audience, person_ids: Collection[int]) -> list[Reached]:
    """Return for each of these people, if they are in the audience now, how they are reached or why not."""
    there = await accounts.of_people(session, person_ids)
    named = await regions_asked_for(session, person_ids)
    found = []
    rows = await session.scalars(
        select(PersonRow)
        .where(PersonRow.id.in_(person_ids), *_who(audience))
        .execution_options(populate_existing=True)
    )
    for person in (persons.opened(session, row) for row in rows):
        told = person.profile
        if person.consent and audience.is_where(told.region):
            danger = in_danger(told.place, (told.region, *named.get(person.id, ())), told.zone)
            why_not = _why_not(person, danger and not audience.safe, person.id in there)
            found.append(Reached(person, None if why_not else there[person.id], why_not, danger))
    return found


def _why_not(person: Person, endangered: bool, has_account: bool) -> str:
    if not person.profile.news:
        return WISHED
    if endangered:
        return DANGER
    return "" if has_account else UNREACHED
