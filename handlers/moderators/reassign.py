"""Leading a request on to another helper: the talk ends kindly for both, and others are asked, or the one named."""

from bot.domain import outcomes
from bot.errors import Refused
from bot.i18n import _, paragraphs
from bot.screens import Screen, action_button, stacked
from handlers import parting
from handlers.moderators import assign, fitting, labels, match as matching, pair_words
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, numbers
from handlers.moderators.match import find_helper
from handlers.moderators.request import find, locked
from storage import helpers, matches
from storage.helpers import Helper
from storage.matches import Match
from storage.requests import Request

NOBODY_HELPS = _("Nobody helps with request {n} now. /match {n} shows who may be asked.")
ASK = _(
    "Lead request {n} on to somebody else? The talk with helper {helper} ends, and both hear it kindly. "
    "The request keeps its place."
)


async def reassign(turn: DeskTurn) -> Screen:
    """/reassign REQUEST, which asks once; or /reassign REQUEST HELPER."""
    if len(turn.args.split()) < 2:
        return await ask(turn, turn.args)
    number, helper_number = numbers(turn.args, 2)
    request = await locked(turn, str(number))
    match = await _match(turn, request)
    helper = await find_helper(turn, helper_number)
    await _must_fit(turn, request, match, helper)
    await _lead_on(turn, request, match)
    return await assign.ask_helper(turn, number, helper_number)


async def ask(turn: DeskTurn, row: str) -> Screen:
    """Ask once; nothing is ended yet."""
    request = await find(turn, row)
    now = await helpers.get(turn.session, (await _match(turn, request)).helper_id)
    await turn.record("look", f"request {request.number}")
    go = action_button(_("Lead it on"), "m-onward", request.number, "primary")
    back = action_button(_("Leave it"), "m-request", request.number)
    text = ASK.format(n=request.number, helper="?" if now is None else now.number)
    return Screen(text, stacked(go, back))


async def onward(turn: DeskTurn, row: str) -> Screen:
    """End the talk and show who may be asked now; Kolo asks by itself if nobody is chosen."""
    request = await locked(turn, row)
    await _lead_on(turn, request, await _match(turn, request))
    return await matching.choice(turn, await find(turn, row))


async def _match(turn: DeskTurn, request: Request) -> Match:
    match = await matches.of_request(turn.session, request.id)
    if match is None:
        raise Refused(NOBODY_HELPS.format(n=request.number))
    return match


async def _must_fit(turn: DeskTurn, request: Request, match: Match, helper: Helper) -> None:
    """Raise Refused before anything has ended when the helper may not be asked."""
    if helper.person_id == match.helper_id:
        raise Refused(_("Helper {n} helps with it already.").format(n=helper.number))
    nothing = assign.NOTHING.format(n=helper.number, request=request.number)
    if helper.status != helpers.APPROVED:
        state = labels.called(labels.HELPERS, helper.status)
        raise Refused(paragraphs(nothing, assign.NOT_APPROVED.format(state=state)))
    if codes := await fitting.obstacles(turn.session, request, helper):
        raise Refused(paragraphs(nothing, pair_words.refused(codes)))


async def _lead_on(turn: DeskTurn, request: Request, match: Match) -> None:
    helper = await helpers.get(turn.session, match.helper_id)
    await parting.give_back(turn.session, match, outcomes.LEFT)
    reason = f"helper {helper.number}" if helper is not None else ""
    await turn.record("reassign", f"request {request.number}", reason)


COMMANDS = (DeskCommand("reassign", "/reassign 17", _("Lead a request on to another helper"), reassign),)
ACTIONS = (DeskAction("m-reassign", ask), DeskAction("m-onward", onward))
