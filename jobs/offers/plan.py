"""Decides in one look what to do: whom to ask about what, which circles open, whom to tell, when to look again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from bot.domain import places, quiet_hours
from bot.domain.matching.policy import OURS
from bot.domain.matching.round import Round, decide
from bot.domain.unanswered import steps
from storage import requests, snapshot
from storage.database import Session
from storage.requests import Request
from storage.snapshot import LEVEL, Seen

AT_ONCE: Final = 500  # requests in one look
# A waiting request is looked at again even when nothing happens. What is put off for longer has failed
# (jobs/base.py): meanwhile it takes no helper from the others.
AT_THE_LATEST: Final = timedelta(minutes=30)


@dataclass(slots=True)
class Plan:
    """What is to be done, by the ids of requests."""

    chosen: dict[int, tuple[int, ...]] = field(default_factory=dict)  # request: the helpers to be asked
    opened: dict[int, int] = field(
        default_factory=dict
    )  # request: the circle of groups that is open from now on
    told: list[int] = field(default_factory=list)  # a stated time has come
    more: bool = False  # not all that is due was looked at


async def made(session: Session) -> Plan:
    """Return what to do now; requests without anything to do are looked at later."""
    due = await requests.to_look_at(session, AT_ONCE)
    planned = Plan(more=len(due) == AT_ONCE)
    if not due:
        return planned
    market = await snapshot.read(session)
    aside = await requests.set_aside(session, session.now + AT_THE_LATEST)
    whole = market.snapshot
    sound = replace(whole, waiting=tuple(one for one in whole.waiting if one.id not in aside))
    decided = decide(sound, OURS, market.asked)
    planned.chosen, planned.opened = _chosen(decided), _opened(market, decided)
    since = await requests.searching_since(session, due)
    later: dict[int, datetime] = {}
    for request in due:
        next_step = next(iter(stated_times(request, since[request.id])[request.notices :]), None)
        if next_step is not None and next_step <= session.now:
            planned.told.append(request.id)
        elif request.id not in planned.chosen and request.id not in aside:
            later[request.id] = _next_look(request, market, next_step, session.now)
    if later:
        await requests.look_later(session, later)
    return planned


def stated_times(request: Request, since: datetime) -> list[datetime]:
    """Return when somebody hears that nobody accepted yet; what has no hurry waits for the end of the night."""
    times = [since + step.after for step in steps(request.ask.urgency)]
    if request.ask.urgency != "normal":
        return times
    return [quiet_hours.next_allowed(time, places.zone(request.ask.region)) for time in times]


def _chosen(decided: Round) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for request_id, helper_id in decided.asks:
        found[int(request_id)] = (*found.get(int(request_id), ()), int(helper_id))
    return found


def _opened(market: Seen, decided: Round) -> dict[int, int]:
    """Return the requests whose circle is wider than it was, by the clock or since nobody nearer can be asked."""
    now_open = {
        one.id: decided.opened.get(one.id, one.circle)
        for one in market.snapshot.waiting
        if one.group is not None
    }
    return {int(id): circle for id, circle in now_open.items() if circle > market.was_open[int(id)]}


def _next_look(request: Request, market: Seen, next_step: datetime | None, now: datetime) -> datetime:
    waits = request.status == requests.WAITING and request.id not in market.until
    wider = _next_circle(request, now) if waits else None
    wakes = market.wakes_at if waits else None
    return _soonest((next_step, market.until.get(request.id), wider, wakes, now + AT_THE_LATEST), now)


def _next_circle(request: Request, now: datetime) -> datetime | None:
    """Return when the clock opens the next circle to the request."""
    urgency = LEVEL[request.ask.urgency]
    tables: tuple[Mapping[int, float], ...] = (OURS.open_neighbours_h, OURS.open_all_h)
    moments = [request.created_at + timedelta(hours=table[urgency]) for table in tables]
    return next((moment for moment in moments if moment > now), None)


def _soonest(moments: Sequence[datetime | None], now: datetime) -> datetime:
    soonest = min(moment for moment in moments if moment is not None)
    return max(soonest, now + timedelta(seconds=1))  # a look that changes nothing is not repeated at once
