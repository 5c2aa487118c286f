"""What the matcher looks at, read across the tables at one moment; nothing here is written."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog
from sqlalchemy import exists, select

from bot.domain import catalogue, places, quiet_hours, times
from bot.domain.matching.asks import Skills, Urgency
from bot.domain.matching.policy import OURS, Policy
from bot.domain.matching.rarity import rarity
from bot.domain.matching.snapshot import NOBODY, NORMAL, NOW, TODAY, Candidate, Key, Snapshot, Waiting
from storage import (
    accounts,
    group_neighbours,
    groups,
    kept_apart,
    offers,
    pair_rules,
    points,
    requests,
    spending,
    track_records,
)
from storage.accounts import AccountRow
from storage.crypto import CannotOpen
from storage.database import Session
from storage.helpers import ACTIVE_OR_RESTING, RESTING, Helper, HelperRow, opened
from storage.persons import PersonRow, Profile
from storage.requests import Request
from storage.track_records import Given, Record

log = structlog.get_logger(__name__)
LEVEL: Final[Mapping[Urgency, int]] = {"normal": NORMAL, "today": TODAY, "now": NOW}
NEAR_REGIONS: Final = {region.code: frozenset(region.neighbours) for region in places.REGIONS}


@dataclass(frozen=True, slots=True)
class Seen:
    """Requests, helpers and what lies between them; who is being asked; when the next sleeping helper wakes."""

    snapshot: Snapshot
    asked: Mapping[
        Key, frozenset[Key]
    ]  # request: the helpers who have not answered yet, or wait for a moderator
    until: Mapping[int, datetime]  # request: when the first of these ends
    was_open: Mapping[int, int]  # request: the circle of groups that people were told of
    wakes_at: datetime | None


async def read(session: Session, policy: Policy = OURS, about: Request | None = None) -> Seen:
    """Return the present moment; with `about`, as it would be if nobody were asked about that request yet."""
    found = await requests.with_status(session, requests.WAITING, limit=None)
    reachable = await _reachable(session, {request.person_id for request in found})
    held = [one for one in await offers.held(session) if about is None or one.request_id != about.id]
    # Whom a moderator has asked is waited for: the machine asks nobody else about that request meanwhile.
    chosen = {offer.request_id for offer in held if offer.made_by == offers.BY_MODERATOR}
    waits = [one for one in found if one.person_id in reachable and one.id not in chosen]
    looked_at = {one.id: one for one in (*waits, *([about] if about else []))}
    helpers, wakes_at = await _candidates(session, policy, Counter(offer.helper_id for offer in held))
    snapshot = await _beside(session, policy, tuple(looked_at.values()), helpers)
    was_open = {request.id: request.circle for request in looked_at.values()}
    return Seen(snapshot, _asked(held), _until(held), was_open, wakes_at)


async def of_pair(session: Session, request: Request, helper_id: int, policy: Policy = OURS) -> Snapshot:
    """Return one request beside one helper, as if they had not been asked about it: for the rules, not the points.

    The helper is not among the candidates when neither approved nor resting.
    """
    held = await offers.of_helper(session, helper_id, *offers.HELD)
    others = Counter(offer.helper_id for offer in held if offer.request_id != request.id)
    helpers, _wakes_at = await _candidates(session, policy, others, only=helper_id)
    return await _beside(session, policy, (request,), helpers)


async def _beside(
    session: Session, policy: Policy, looked_at: Sequence[Request], helpers: tuple[Candidate, ...]
) -> Snapshot:
    """Return these requests and helpers with all that lies between them."""
    who, ids = {request.person_id for request in looked_at}, [request.id for request in looked_at]
    rules = await pair_rules.of_requests(session, ids)
    forbidden = {(one.request_id, one.helper_id) for one in rules if one.kind == pair_rules.FORBIDDEN}
    silent_since = session.now - timedelta(hours=policy.silence_h)
    modes = await groups.modes(session)
    return Snapshot(
        tuple(_waiting(request, session.now, policy, modes) for request in looked_at),
        helpers,
        NEAR_REGIONS,
        {id: frozenset[Key](near) for id, near in (await group_neighbours.every(session)).items()},
        _rarity(helpers),
        frozenset(await offers.barred(session, ids, silent_since) | forbidden),
        frozenset(
            (one, other) for one, others in (await kept_apart.of(session, who)).items() for other in others
        ),
        {pair: often for pair, often in (await track_records.helped(session, who)).items()},
        {one.request_id: one.helper_id for one in rules if one.kind == pair_rules.PINNED},
        await points.applied(session, policy.score),
    )


def _waiting(request: Request, now: datetime, policy: Policy, modes: Mapping[int, str]) -> Waiting:
    ask, waits = request.ask, (now - request.created_at).total_seconds() / 3600
    urgency = LEVEL[ask.urgency]
    return Waiting(
        id=request.id,
        requester=request.person_id,
        need=ask.need,
        languages=frozenset((request.language,)),
        urgency=urgency,
        wait_h=waits,
        group=request.group_id if request.group_id in modes else None,
        circle=max(request.circle, policy.circle(waits, urgency)),
        in_person=ask.in_person,
        region=ask.region,
        restricted=ask.restricted,
        wants="" if ask.wants == "any" else ask.wants,
        slots=times.blocks(ask.times, quiet_hours.ahead(places.zone(ask.region), now)),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of all helpers at once, by their ids."""

    records: Mapping[int, Record]
    given: Mapping[int, Given]
    received: Mapping[int, int]
    groups: Mapping[int, frozenset[int]]
    being_asked: Mapping[int, int]


async def _candidates(
    session: Session, policy: Policy, being_asked: Mapping[int, int], only: int | None = None
) -> tuple[tuple[Candidate, ...], datetime | None]:
    """Return the helpers who are asked or rest (or `only` this one), and when the first of those who sleep wakes."""
    # Who is on Viber alone, out of the free day, while nothing pays for a message, would hear of it days later.
    reachable = exists().where(AccountRow.person_id == HelperRow.person_id, await spending.reaches(session))
    rows = await session.execute(
        select(HelperRow, PersonRow.profile, reachable)
        .join(PersonRow, PersonRow.id == HelperRow.person_id)
        .where(
            HelperRow.status.in_(ACTIVE_OR_RESTING),
            *((HelperRow.person_id == only,) if only is not None else ()),
        )
    )
    known = _Known(
        await track_records.records(session, only),
        await track_records.given(session, only),
        await track_records.received(session, only),
        await groups.memberships(session, only),
        being_asked,
    )
    found, wakes = list[Candidate](), list[datetime]()
    for row, profile, reached in rows:
        try:
            helper = opened(session, row)
            told = Profile(**session.vault.open_json(profile, f"persons.profile:{row.person_id}"))
        except CannotOpen:  # one that is damaged keeps nobody from the help of others
            log.error("helper_does_not_open", helper=row.person_id)
            continue
        last = known.records.get(row.person_id, Record()).last_at or row.created_at
        wakes_at = _wakes_at(told, max(row.created_at, last), session.now)
        awaited = wakes_at > session.now and row.status != RESTING
        wakes += [wakes_at] if awaited else []
        found.append(_candidate(session.now, row, helper, told, bool(reached), wakes_at, known, policy))
    return tuple(found), min(wakes, default=None)


def _candidate(
    now: datetime,
    row: HelperRow,
    helper: Helper,
    told: Profile,
    reached: bool,
    wakes_at: datetime,
    known: _Known,
    policy: Policy,
) -> Candidate:
    id = row.person_id
    skills, open_offers = helper.skills, known.being_asked.get(id, 0)
    record, gives = known.records.get(id, Record()), known.given.get(id, Given())
    return Candidate(
        id=id,
        needs=frozenset(skills.needs),
        languages=frozenset(skills.languages),
        groups=known.groups.get(id, frozenset()),
        gender=skills.gender,
        regions=_regions(skills, told.region),
        in_person=skills.in_person,
        can_travel=skills.can_travel,
        slots=times.blocks(skills.times, quiet_hours.ahead(told.time_zone, now)),
        capacity=helper.places,
        load=gives.active + open_offers,
        active=reached and row.status != RESTING,
        resting=row.status == RESTING,
        back_at=int(row.rest_until.timestamp()) if row.rest_until else 0,
        asked_from=policy.asked_from(open_offers, record.week),
        awake_from=NORMAL if wakes_at <= now else NOW if skills.night_ok else NOBODY,
        offered=record.offered,
        accepted=record.accepted,
        helped_30d=gives.recent,
        received=known.received.get(id, 0),
        week=record.week,
        asked_at=int(row.asked_at.timestamp()) if row.asked_at else 0,
    )


def _regions(skills: Skills, home: str) -> frozenset[str]:
    """Where a helper can be met; who helps only from afar counts as near to those at home."""
    return frozenset(skills.regions) if skills.in_person else frozenset((home,)) if home else frozenset()


def _wakes_at(told: Profile, up_at: datetime, now: datetime) -> datetime:
    """Return until when a helper is left in peace: the end of their quiet hours, or now."""
    return now if now - up_at < quiet_hours.AWAKE else told.by_day(now)


def _rarity(helpers: Collection[Candidate]) -> dict[str, int]:
    usable = [helper for helper in helpers if helper.active]
    able = Counter(need for helper in usable for need in helper.needs)
    return {need.id: rarity(able[need.id], len(usable)) for need in catalogue.NEEDS}


async def _reachable(session: Session, person_ids: Collection[int]) -> set[int]:
    """Return who of these people has an account that takes messages."""
    theirs = AccountRow.person_id.in_(person_ids), AccountRow.status == accounts.OPEN
    rows = await session.scalars(select(AccountRow.person_id).where(*theirs))
    return {id for id in rows if id is not None}


def _asked(held: Sequence[offers.Offer]) -> dict[Key, frozenset[Key]]:
    found: dict[Key, frozenset[Key]] = {}
    for offer in held:
        found[offer.request_id] = found.get(offer.request_id, frozenset()) | {offer.helper_id}
    return found


def _until(held: Sequence[offers.Offer]) -> dict[int, datetime]:
    return {
        offer.request_id: offer.deadline for offer in reversed(held)
    }  # they come in the order of deadlines
