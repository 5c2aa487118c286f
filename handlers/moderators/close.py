"""Closing a request by hand: with an outcome, and everybody concerned hears it."""

from collections.abc import Mapping

from bot.domain.outcomes import ASKED_AGAIN
from bot.domain.typed import names
from bot.i18n import Msg, Text, _, paragraphs
from bot.screens import Screen, action_button, command_button, stacked
from handlers import hard_talks
from handlers.moderators import request_card
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread
from handlers.moderators.request import anew, find, locked
from handlers.pairing import plan_holds
from storage import check_ins, matches, media, offers, outbox, requests
from storage.requests import Request

# outcome: (what the button says, what the person who asked reads)
OUTCOMES: Mapping[str, tuple[Msg, Msg]] = {
    "solved": (_("Solved"), _("Request {n} is closed: solved.")),
    "not_needed": (_("No longer needed"), _("Request {n} is closed: no longer needed.")),
    "no_help": (_("No help found"), _("Request {n} is closed. We are sorry: no help was found this time.")),
}
ASK_AGAIN = _("If this is not right, or help is needed again, ask at any time.")
TALK_ENDS = _(
    "The talk about request {n} has ended: a moderator closed the request. Thank you for being there."
)


async def close_typed(turn: DeskTurn) -> Screen:
    """/close N, or /close N and how it ended."""
    number, _space, said = turn.args.partition(" ")
    if not said.strip():
        request = await find(turn, number)
        await turn.record("look", f"request {request.number}")
        return await ask_outcome(turn, number)
    outcome = next((id for id, (says, _told) in OUTCOMES.items() if names(said, says)), None)
    if outcome is None:
        raise Misread
    return await close(turn, f"{number}-{outcome}")


async def ask_outcome(turn: DeskTurn, row: str) -> Screen:
    """Ask how it ended; nothing is closed yet."""
    request = await find(turn, row)
    if request.status not in request_card.OPEN_STATES:
        return await anew(turn, request, _("It is closed already."))
    ways = [action_button(says, "m-end", f"{request.number}-{id}") for id, (says, _told) in OUTCOMES.items()]
    back = action_button(_("Leave it open"), "m-request", request.number)
    text = _("How did request {n} end? The person who asked will be told.").format(n=request.number)
    return Screen(text, stacked(*ways, back))


async def close(turn: DeskTurn, row: str) -> Screen:
    """Close the request, the offers that are open and the talk, if there is one."""
    number, _dash, outcome = row.partition("-")
    if outcome not in OUTCOMES:
        raise Misread
    request, session = await locked(turn, number), turn.session
    closed = {"outcome": outcome, "closed_at": session.now}
    if not await requests.move(session, request.id, request_card.OPEN_STATES, requests.CLOSED, **closed):
        return await anew(turn, request, _("It is closed already."))
    await turn.record("close", f"request {request.number}", outcome)
    await offers.withdraw(session, request.id)
    await _end_talk(turn, request, outcome)
    await requests.look_at_all(session)  # who helped, or was being asked, has a free place again
    if request.ask.media is not None:
        await media.forget(session, request.ask.media)
    await _tell(turn, request.person_id, paragraphs(OUTCOMES[outcome][1].format(n=request.number), ASK_AGAIN))
    return await anew(turn, request, _("Closed by a moderator. The person has been told."))


async def _end_talk(turn: DeskTurn, request: Request, outcome: str) -> None:
    match = await matches.of_request(turn.session, request.id)
    if match is None or not await matches.close(turn.session, match.id, outcome):
        return
    await check_ins.drop(turn.session, match.id)
    if outcome in ASKED_AGAIN:
        await plan_holds(turn.session, match)
    await hard_talks.ended(turn.session, match, request, outcome)
    await _tell(turn, match.helper_id, TALK_ENDS.format(n=request.number))


async def _tell(turn: DeskTurn, person_id: int, text: Text) -> None:
    await outbox.push(turn.session, person_id, Screen(text, ((command_button(_("Menu"), "menu"),),)))


COMMANDS = (DeskCommand("close", "/close 17", _("Close a request; you are asked how it ended"), close_typed),)
ACTIONS = (DeskAction("m-close", ask_outcome), DeskAction("m-end", close))
