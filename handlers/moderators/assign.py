"""Asking a helper whom a moderator chose; the hard rules hold for moderators too."""

from bot.domain.cadence import OFFER_DEADLINE
from bot.domain.matching import Candidate, ranked
from bot.errors import Refused
from bot.i18n import Text, When, _, ctx, lines, paragraphs
from bot.screens import Screen, action_button, grid, stacked
from handlers import offers as asking
from handlers.moderators import fitting
from handlers.moderators.approve import NOBODY
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, numbers
from handlers.moderators.request import anew, find, locked
from storage import helpers, offers, requests
from storage.helpers import Helper
from storage.requests import Request

OPEN_STATES = (requests.HELD, requests.WAITING)
SHOWN = 6


async def choose(turn: DeskTurn, row: str) -> Screen:
    """Show the helpers who may be asked, the best first."""
    request = await find(turn, row)
    _must_be_open(request)
    await turn.record("look", f"request {request.number}")
    waiting = await fitting.waiting(turn.session, request)
    approved = [one for one in await helpers.candidates(turn.session) if one.reachable]
    fit = ranked(waiting, approved, fitting.neighbours(request))[:SHOWN]
    found = [(candidate, await helpers.get(turn.session, candidate.helper_id)) for candidate in fit]
    shown = [(candidate, helper) for candidate, helper in found if helper is not None]
    buttons = tuple(
        action_button(
            _("Helper {n}").format(n=helper.number), "m-assign", f"{request.number}-{helper.number}"
        )
        for _candidate, helper in shown
    )
    back = action_button(_("Back to the card"), "m-request", request.number)
    title = _("Who may be asked about request {n}, the best first:").format(n=request.number)
    text = paragraphs(title, lines(*(_line(candidate, helper) for candidate, helper in shown)))
    if not shown:
        text = paragraphs(_("No helper fits request {n} now.").format(n=request.number))
    return Screen(text, (*grid(buttons), *stacked(back)))


def _line(candidate: Candidate, helper: Helper) -> Text:
    says = ctx("desk", "{n}: helps {load}, free {free}")
    return says.format(n=helper.number, load=candidate.load, free=candidate.free_places)


async def assign(turn: DeskTurn) -> Screen:
    """/assign REQUEST HELPER."""
    number, helper_number = numbers(turn.args, 2)
    return await _assign(turn, str(number), helper_number)


async def assign_pressed(turn: DeskTurn, row: str) -> Screen:
    """Ask a helper from the list."""
    number, helper_number = numbers(row.replace("-", " "), 2)
    return await _assign(turn, str(number), helper_number)


async def _assign(turn: DeskTurn, row: str, helper_number: int) -> Screen:
    request, session = await locked(turn, row), turn.session
    helper = await helpers.by_number(session, helper_number)
    if helper is None:
        raise Refused(NOBODY.format(number=helper_number))
    _must_be_open(request)
    await _must_fit(turn, request, helper)
    deadline = session.now + OFFER_DEADLINE[request.ask.urgency]
    # The matcher asks nobody else meanwhile: it looks again when the time is over, or when the helper says no.
    if not await requests.move(session, request.id, OPEN_STATES, requests.WAITING, look_at=deadline):
        raise Refused(NOT_OPEN.format(n=request.number))
    await turn.record("assign", f"request {request.number}", f"helper {helper.number}")
    await asking.make(session, request, helper.person_id, deadline, by_moderator=True)
    note = _("Helper {n} is being asked, until {when}. If the answer is no, others are asked.")
    return await anew(turn, request, note.format(n=helper.number, when=When(deadline, pattern="HH:mm")))


def _must_be_open(request: Request) -> None:
    if request.status not in OPEN_STATES:
        raise Refused(NOT_OPEN.format(n=request.number))


async def _must_fit(turn: DeskTurn, request: Request, helper: Helper) -> None:
    asked = await offers.of_request(turn.session, request.id, offers.OPEN)
    if any(offer.helper_id == helper.person_id for offer in asked):
        raise Refused(_("Helper {n} is being asked about it already.").format(n=helper.number))
    why = await fitting.obstacle(turn.session, request, helper)
    if why is not None:
        nothing = _("Nothing was changed: helper {n} cannot be asked about request {request}.")
        raise Refused(paragraphs(nothing.format(n=helper.number, request=request.number), why))


NOT_OPEN = _("Request {n} is not open any more: somebody helps already, or it is closed.")
COMMANDS = (DeskCommand("assign", "/assign 17 5", _("Ask helper 5 about request 17"), assign),)
ACTIONS = (DeskAction("m-choose", choose), DeskAction("m-assign", assign_pressed))
