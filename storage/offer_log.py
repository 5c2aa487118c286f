"""What a month of offers came to, read from all tables without a word that anybody wrote: to be played again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import or_, select

from bot.domain import cadence, places, quiet_hours, times
from bot.domain.matching import Ask, Skills
from bot.domain.matching.snapshot import NORMAL, NOW, TODAY, Waiting
from bot.domain.simulation.past import Asking, Offered, Past, Together
from bot.domain.simulation.town import Helper
from storage import kept_apart
from storage.database import Session
from storage.groups import GroupRow, MembershipRow
from storage.helpers import APPROVED, HelperRow
from storage.matches import MatchRow
from storage.offers import OfferRow
from storage.persons import PersonRow, Profile
from storage.requests import RequestRow

URGENCY: Final = {"normal": NORMAL, "today": TODAY, "now": NOW}
HOUR: Final = timedelta(hours=1)


@dataclass(slots=True)
class _Numbers:
    """Small numbers in place of ids, in the order in which they are met; nothing leads back from them."""

    known: dict[int, int] = field(default_factory=dict)

    def __call__(self, id: int) -> int:
        return self.known.setdefault(id, len(self.known) + 1)


async def read(session: Session, since: datetime) -> Past:
    """Return what happened from `since` to now; hours count from it, and people are numbers without a meaning."""
    people, requests, groups = _Numbers(), _Numbers(), _Numbers()
    memberships: dict[int, list[int]] = {}
    for person, group in await session.execute(select(MembershipRow.person_id, MembershipRow.group_id)):
        memberships.setdefault(person, []).append(groups(group))
    helpers = await _helpers(session, people, memberships)
    matches = await _rows(session, since)
    first = _first_match(matches, since)
    askings = [
        _asking(session, row, since, people, requests, groups, first.get(row.id), memberships)
        for row in await session.scalars(
            select(RequestRow)
            .where(RequestRow.created_at >= since)
            .order_by(RequestRow.created_at, RequestRow.id)
        )
    ]
    offers = await session.scalars(
        select(OfferRow).where(OfferRow.created_at >= since).order_by(OfferRow.created_at, OfferRow.id)
    )
    regions = await session.execute(select(GroupRow.id, GroupRow.region))
    return Past(
        helpers,
        {groups(id): region for id, region in regions},
        tuple(askings),
        tuple(
            Offered(
                requests(row.request_id),
                people(row.helper_id),
                _hours(row.created_at, since),
                row.status,
                None if row.answered_at is None else _hours(row.answered_at, since),
            )
            for row in offers
        ),
        tuple(_together(row, since, people) for row in matches),
        frozenset(await _apart(session, people)),
    )


def _hours(moment: datetime, since: datetime) -> float:
    return (moment - since) / HOUR


async def _rows(session: Session, since: datetime) -> list[MatchRow]:
    within = or_(MatchRow.closed_at.is_(None), MatchRow.closed_at >= since)
    return [*await session.scalars(select(MatchRow).where(within).order_by(MatchRow.created_at, MatchRow.id))]


def _first_match(matches: Iterable[MatchRow], since: datetime) -> dict[int, tuple[float, int]]:
    first: dict[int, tuple[float, int]] = {}
    for row in matches:
        first.setdefault(row.request_id, (_hours(row.created_at, since), row.helper_id))
    return first


def _together(row: MatchRow, since: datetime, people: _Numbers) -> Together:
    ended = None if row.closed_at is None else _hours(row.closed_at, since)
    return Together(people(row.helper_id), _hours(row.created_at, since), ended)


async def _apart(session: Session, people: _Numbers) -> set[tuple[int, int]]:
    pairs = [(people(one), people(other)) for one, other in await kept_apart.every(session)]
    return {*pairs, *((other, one) for one, other in pairs)}


async def _helpers(
    session: Session, people: _Numbers, memberships: Mapping[int, list[int]]
) -> tuple[Helper, ...]:
    rows = await session.execute(
        select(HelperRow, PersonRow.profile)
        .join(PersonRow, PersonRow.id == HelperRow.person_id)
        .where(HelperRow.status == APPROVED)
        .order_by(HelperRow.person_id)
    )
    return tuple(_helper(session, row, profile, people, memberships) for row, profile in rows)


def _helper(
    session: Session, row: HelperRow, profile: bytes, people: _Numbers, memberships: Mapping[int, list[int]]
) -> Helper:
    id = row.person_id
    skills = Skills(**session.vault.open_json(row.skills, f"helpers.skills:{id}"))
    told = Profile(**session.vault.open_json(profile, f"persons.profile:{id}"))
    return Helper(
        people(id),
        tuple(memberships.get(id, ())),
        frozenset(skills.needs),
        frozenset(skills.languages),
        skills.gender,
        told.region or next(iter(skills.regions), ""),
        skills.can_travel,
        cadence.capacity(row.capacity, session.now - row.created_at),
        times.blocks(skills.times, quiet_hours.ahead(told.time_zone, session.now)),
        told.quiet,
        skills.night_ok,
        meets=frozenset(skills.regions),
        in_person=skills.in_person,
    )


def _asking(
    session: Session,
    row: RequestRow,
    since: datetime,
    people: _Numbers,
    requests: _Numbers,
    groups: _Numbers,
    match: tuple[float, int] | None,
    memberships: Mapping[int, list[int]],
) -> Asking:
    ask = Ask(**session.vault.open_json(row.ask, f"requests.ask:{row.id}"))
    group = groups(row.group_id) if row.group_id else None
    waiting = Waiting(
        requests(row.id),
        people(row.person_id),
        ask.need,
        frozenset((row.language,)),
        URGENCY[ask.urgency],
        group=group,
        in_person=ask.in_person,
        region=ask.region,
        restricted=ask.restricted,
        wants="" if ask.wants == "any" else ask.wants,
        slots=times.blocks(ask.times, quiet_hours.ahead(places.zone(ask.region), session.now)),
    )
    at, helped = _hours(row.created_at, since), None if match is None else match[0]
    own = match is not None and group is not None and group in memberships.get(match[1], ())
    return Asking(waiting, at, helped, own)
