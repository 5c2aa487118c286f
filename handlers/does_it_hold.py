"""Does it hold? Asked once a month after a match was closed; what does not hold waits again in its old place."""

from collections.abc import Mapping
from typing import Final

from bot.domain import follow_up, outcomes, quiet_hours
from bot.errors import Refused
from bot.i18n import Msg, Text, _, paragraphs
from bot.screens import Screen, action_button, command_button, stacked
from handlers import parting
from handlers.base import Action, Turn, row_id
from handlers.check_in import ANSWERED, NOT_HERE, mine
from handlers.pairing import NIGHT
from handlers.where import zone_of
from storage import check_ins, groups, matches, outbox, persons, requests
from storage.check_ins import CheckIn
from storage.database import Session
from storage.matches import Match
from storage.outbox import Priority
from storage.requests import Request

MENU: Final = command_button(_("Menu"), "menu")
LABELS: Final[Mapping[str, Msg]] = {
    outcomes.HOLDS: _("Yes, all is well"),
    outcomes.HOLDS_NOT: _("Look for help again"),
}
GOOD: Final = _("That is good to hear. Request {number} stays closed. You can ask again at any time.")
OVER: Final = _("Request {number} stands as it is, and nothing was changed. You can ask again at any time.")
# What the helper of that time hears, once: it held, it did not.
HELPED_WELL: Final = _(
    "A month ago you helped with request {number}. {name} writes: it still holds. Thank you."
)
DID_NOT_HOLD: Final = _(
    "A month ago you helped with request {number}. It is open again, and somebody else will be asked. "
    "That happens, and it takes nothing from what you did. Thank you."
)


def question(request: Request, match: Match, check_in: int) -> Screen:
    """Ask the one who asked for help whether what the request was closed with holds."""
    buttons = (action_button(LABELS[said], "holds", f"{check_in}:{said}") for said in LABELS)
    return Screen(_asked(request, match), stacked(*buttons, MENU))


def _asked(request: Request, match: Match) -> Text:
    asked = _REFUSED if match.outcome == outcomes.REFUSED else _CLOSED
    return asked.format(number=request.number)


def is_over(request: Request, match: Match) -> bool:
    """Whether the end of a match is no question any more: the request went on, or the match does."""
    both_closed = match.status == matches.CLOSED and request.status == requests.CLOSED
    return not both_closed or match.outcome != request.outcome


async def answer(turn: Turn, row: str) -> Screen:
    """Take the answer, once: it holds, or the request waits again in its old place."""
    id, _colon, said = row.partition(":")
    check_in = await check_ins.get(turn.session, row_id(id))
    if check_in is None or check_in.person_id != turn.person.id or said not in LABELS:
        raise Refused(NOT_HERE)
    match, request = await _of_who_asked(turn, check_in.match_id)
    if check_in.status == check_ins.ANSWERED:
        return Screen(ANSWERED, stacked(MENU))
    if is_over(request, match) or _is_too_old(turn, check_in):
        return Screen(OVER.format(number=request.number), stacked(MENU))
    if not await check_ins.move(turn.session, check_in.id, (check_ins.SENT,), check_ins.ANSWERED, said):
        raise Refused(NOT_HERE)
    done: Text = GOOD.format(number=request.number)
    if said == outcomes.HOLDS_NOT:
        done = await _reopen(turn, match, request)
    await _tell_helper(turn.session, match, request, said)
    picked = Msg("✓ {answer}").format(answer=LABELS[said])
    return Screen(paragraphs(_asked(request, match), picked, done), stacked(MENU))


async def look_anew(turn: Turn, row: str) -> Screen:
    """Let a request that the helper called solved wait again, in its old place."""
    match, request = await _of_who_asked(turn, row_id(row))
    if is_over(request, match) or match.outcome != outcomes.SOLVED:
        raise Refused(NOT_HERE)
    return Screen(await _reopen(turn, match, request), stacked(MENU))


async def _reopen(turn: Turn, match: Match, request: Request) -> Text:
    """The request keeps its number, and its place; whoever helped is not asked again, and no help is counted."""
    await matches.reopened(turn.session, match)
    await check_ins.drop(turn.session, match.id)
    again = {"outcome": "", "closed_at": None, "look_at": turn.session.now, "notices": 0}
    group = await groups.get(turn.session, request.group_id)
    if group is None or group.status != groups.OPEN:  # closed meanwhile
        again["group_id"] = 0
    await requests.move(turn.session, request.id, (requests.CLOSED,), requests.WAITING, **again)
    return parting.GOES_ON.format(number=request.number)


async def _tell_helper(session: Session, match: Match, request: Request, said: str) -> None:
    """Let the helper of that time hear how it went on, by day; of what nobody helped with there is nothing to say."""
    helper = await persons.get(session, match.helper_id)
    if helper is None or match.outcome not in outcomes.HELPED:
        return
    told = HELPED_WELL if said == outcomes.HOLDS else DID_NOT_HOLD
    text = told.format(number=request.number, name=match.requester_name)
    at = quiet_hours.next_allowed(session.now, zone_of(helper), NIGHT)
    await outbox.push(session, helper.id, Screen(text, stacked(MENU)), Priority.CHECK_IN, at=at)


def _is_too_old(turn: Turn, check_in: CheckIn) -> bool:
    return turn.session.now >= check_in.due_at + follow_up.ANSWER_WITHIN


async def _of_who_asked(turn: Turn, match_id: int) -> tuple[Match, Request]:
    """The match, with its request locked; raise Refused for anybody but the one who asked."""
    match, request = await mine(turn, match_id)
    if match.requester_id != turn.person.id:
        raise Refused(NOT_HERE)
    return match, request


_CLOSED = _("A month ago request {number} was closed. Is all well with it still? You need not answer.")
_REFUSED = _(
    "A month ago request {number} was closed after a refusal. Is that all right still, "
    "or shall we look for help again? You need not answer."
)
ACTIONS = (Action("holds", answer), Action("anew", look_anew))
