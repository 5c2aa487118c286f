"""Decides in one look what to do for the requests that are due: whom to ask, whom to tell, when to look again."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from bot.domain import places, quiet_hours
from bot.domain.matching import Candidate, Urgency, Waiting, ranked
from bot.domain.unanswered import steps
from storage import helpers, matches, offers, requests
from storage.database import Session
from storage.requests import Request

AWAKE: Final = timedelta(hours=1)  # who has just answered is not asleep, whatever the hour
AT_ONCE: Final = 50  # requests in one look
AT_THE_LATEST: Final = timedelta(days=1)  # a waiting request is looked at again even when nothing happens


@dataclass(slots=True)
class Plan:
    """What is to be done, by the ids of requests."""

    chosen: dict[int, int] = field(default_factory=dict)  # request: the helper to be asked
    told: list[int] = field(default_factory=list)  # a stated time has come
    more: bool = False  # not all that is due was looked at


async def made(session: Session) -> Plan:
    """Return what to do for the requests that are due; those without anything to do are looked at later."""
    due = await requests.to_look_at(session, AT_ONCE)
    planned = Plan(more=len(due) == AT_ONCE)
    if not due:
        return planned
    ids = [request.id for request in due]
    asked, barred = await offers.open_deadlines(session, ids), await offers.barred(session, ids)
    since = await requests.searching_since(session, due)
    apart = await matches.apart(session, {request.person_id for request in due})
    pool = {one.helper_id: one for one in await helpers.candidates(session)}
    later: dict[int, datetime] = {}
    for request in due:
        next_step = next(iter(stated_times(request, since[request.id])[request.notices :]), None)
        wakes: datetime | None = None
        helper: Candidate | None = None
        if request.id not in asked and request.status == requests.WAITING:
            never = barred.get(request.id, set()) | apart.get(request.person_id, set())
            helper, wakes = choose(request, never, list(pool.values()), session.now)
        if helper is not None:
            planned.chosen[request.id] = helper.helper_id
            pool[helper.helper_id] = _asked(helper, session.now)
        if next_step is not None and next_step <= session.now:
            planned.told.append(request.id)
        elif helper is None:
            moments = (next_step, wakes, asked.get(request.id), session.now + AT_THE_LATEST)
            later[request.id] = _soonest(moments, session.now)
    if later:
        await requests.look_later(session, later)
    return planned


def stated_times(request: Request, since: datetime) -> list[datetime]:
    """Return when somebody hears that nobody accepted yet; what has no hurry waits for the end of the night."""
    times = [since + step.after for step in steps(request.ask.urgency)]
    if request.ask.urgency != "normal":
        return times
    return [quiet_hours.next_allowed(time, _zone(request.ask.region)) for time in times]


def choose(
    request: Request, barred: set[int], pool: Sequence[Candidate], now: datetime
) -> tuple[Candidate | None, datetime | None]:
    """Return the best helper who may be asked now, or else when the first of them wakes, if any."""
    waiting = Waiting(request.person_id, request.language, request.ask, request.group_id, frozenset(barred))
    region = request.ask.region
    near = places.neighbours(region) if places.is_place(region) else ()
    free = [one for one in pool if one.reachable and (not one.being_asked or request.ask.urgency == "now")]
    wakes: list[datetime] = []
    for helper in ranked(waiting, free, near):
        awake = awake_from(helper, request.ask.urgency, now)
        if awake <= now:
            return helper, None
        wakes.append(awake)
    return None, min(wakes, default=None)


def awake_from(helper: Candidate, urgency: Urgency, now: datetime) -> datetime:
    """Return when the helper may be asked: not at night where they live, unless it is urgent or they are up."""
    if urgency == "now" or (helper.awake_at is not None and now - helper.awake_at < AWAKE):
        return now
    return quiet_hours.next_allowed(now, _zone(helper.home))


def _zone(region: str) -> str:
    return places.timezone(region) if places.is_place(region) else quiet_hours.KYIV


def _asked(helper: Candidate, now: datetime) -> Candidate:
    return replace(
        helper, free_places=helper.free_places - 1, being_asked=helper.being_asked + 1, asked_at=now
    )


def _soonest(moments: Sequence[datetime | None], now: datetime) -> datetime:
    soonest = min(moment for moment in moments if moment is not None)
    return max(soonest, now + timedelta(seconds=1))  # a look that changes nothing is not repeated at once
