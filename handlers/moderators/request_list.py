"""All requests: open ones unless a word says otherwise, what is urgent first, then the oldest."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.filtering.named import GROUP, KIND, LANGUAGE, NEED, place_values
from bot.domain.filtering.wanted import Wanted
from bot.domain.places import KYIV
from bot.i18n import Text, _, lines, plural
from bot.screens import Button, Screen, action_button
from handlers.moderators import labels, list_words, request_card
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn
from handlers.moderators.list_words import MEETING, STATE, TIME, TODAY, URGENCY, WEEK
from handlers.moderators.listing import PAGE, Listing
from storage import groups, requests
from storage.requests import Request

MOST: Final = 3000  # the newest ones that are looked through
OLDER: Final = _("Older ones than request {n} were not looked at.")
EXAMPLE: Final = _("/requests kherson urgent")
_SOONEST: Final = tuple(labels.URGENCIES)


async def show(turn: DeskTurn, look: Wanted, offset: int) -> Screen:
    """Show one page of the requests that fit."""
    await turn.record("browse", "requests")
    is_told = any(field == STATE for test in look.tests for field, _code in test)
    states = look.only(STATE) or (labels.REQUESTS if is_told else request_card.OPEN_STATES)
    read = await requests.with_status(turn.session, *states, limit=MOST, newest=True)
    numbers = {group.id: group.number for group in await groups.all_open(turn.session)}
    found = [one for one in read if look.fits(_values(one, numbers, turn.session.now))]
    found.sort(key=_order)
    counted = plural("{n} request", "{n} requests", len(found))
    older = (
        _("Older ones than request {n} were not looked at.").format(n=read[-1].number)
        if len(read) == MOST
        else None
    )
    items = [_item(one, turn.session.now) for one in found[offset : offset + PAGE]]
    return await LISTING.page(turn, look, offset, lines(counted, older), items, len(found))


def _values(request: Request, numbers: dict[int, int], now: datetime) -> dict[str, tuple[str, ...]]:
    ask = request.ask
    group = numbers.get(request.group_id)
    return {
        STATE: (request.status,),
        URGENCY: (ask.urgency,),
        NEED: (ask.need,),
        KIND: (ask.subneed,),
        LANGUAGE: (request.language,),
        MEETING: ("person" if ask.in_person else "afar",),
        GROUP: (str(group),) if group else (),
        TIME: since(request.created_at, now),
        **(place_values(ask.region) if ask.region else {}),
    }


def since(moment: datetime, now: datetime) -> tuple[str, ...]:
    """Return what a moment counts as: of this day in Kyiv, of these seven days."""
    days = (now.astimezone(ZoneInfo(KYIV)).date() - moment.astimezone(ZoneInfo(KYIV)).date()).days
    return tuple(name for name, most in ((TODAY, 0), (WEEK, 6)) if days <= most)


def _order(request: Request) -> tuple[bool, int, int]:
    urgent = _SOONEST.index(request.ask.urgency) if request.ask.urgency in _SOONEST else len(_SOONEST)
    is_closed = request.status == requests.CLOSED
    return is_closed, 0 if is_closed else urgent, -request.number if is_closed else request.number


def _item(request: Request, now: datetime) -> tuple[Text, Button]:
    urgency = labels.called(labels.URGENCIES, request.ask.urgency)
    age = labels.age(request.created_at, now)
    text = lines(
        lines(str(request.number), urgency, age, separator=" · "),
        labels.kind(request.ask),
        labels.place(request.ask.region) if request.ask.region else None,
        labels.called(labels.REQUESTS, request.status),
    )
    return text, action_button(str(request.number), "m-request", request.number)


LISTING: Final = Listing("m-requests", EXAMPLE, list_words.of_requests, show)
COMMANDS = (
    DeskCommand(
        "requests",
        EXAMPLE,
        _("Requests: by place, need, urgency, state, group, language, today, week"),
        LISTING.typed,
    ),
)
ACTIONS = (DeskAction(LISTING.action, LISTING.paged),)
