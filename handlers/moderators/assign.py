"""Asking a helper whom a moderator chose: the hard rules hold, or a reason is given where nobody is put in danger."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from bot.domain.matching.policy import OURS
from bot.errors import Refused
from bot.i18n import Msg, Text, When, _, paragraphs
from bot.screens import Screen, action_button, stacked
from handlers import offers as asking
from handlers.moderators import fitting, labels, pair_words
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread, numbers
from handlers.moderators.fitting import PASSABLE
from handlers.moderators.match import NOT_OPEN, OPEN_STATES, find_helper
from handlers.moderators.own import must_be_about_others
from handlers.moderators.request import anew, locked, search_begins
from storage import helpers, offers, requests
from storage.helpers import Helper
from storage.requests import Request
from storage.snapshot import LEVEL

REASONS: Final[Mapping[str, Msg]] = {
    "agreed": _("The helper has agreed"),
    "nobody": _("There is nobody else"),
    "knows": _("I know that it fits"),
}
NOTHING = _("Nothing was changed: helper {n} cannot be asked about request {request}.")
NOT_APPROVED = _("This helper cannot be asked: {state}.")


async def assign(turn: DeskTurn) -> Screen:
    """/assign REQUEST HELPER."""
    number, helper_number = numbers(turn.args, 2)
    return await ask_helper(turn, number, helper_number)


async def assign_pressed(turn: DeskTurn, row: str) -> Screen:
    """Ask a helper from the list."""
    number, helper_number = numbers(row.replace("-", " "), 2)
    return await ask_helper(turn, number, helper_number)


async def assign_all_the_same(turn: DeskTurn, row: str) -> Screen:
    """Ask a helper past a rule, for a stated reason."""
    pair, _dash, reason = row.rpartition("-")
    number, helper_number = numbers(pair.replace("-", " "), 2)
    if reason not in REASONS:
        raise Misread
    return await ask_helper(turn, number, helper_number, reason)


async def ask_helper(turn: DeskTurn, number: int, helper_number: int, reason: str = "") -> Screen:
    """Ask a helper about a request; `reason`: a rule is passed over for it."""
    request, session = await locked(turn, str(number)), turn.session
    helper = await find_helper(turn, helper_number)
    await must_be_about_others(turn, helper.person_id)
    helper = await helpers.lock(session, helper.person_id) or helper  # the last place is given once
    if request.status not in OPEN_STATES:
        raise Refused(NOT_OPEN.format(n=request.number))
    broken = await _broken(turn, request, helper)
    if broken and not reason:
        return _ask_reason(request, helper, pair_words.refused(broken))
    deadline = session.now + timedelta(hours=OURS.offer_h[LEVEL[request.ask.urgency]])
    # The matcher asks nobody else meanwhile, but looks: the stated times without a helper go on.
    moved = await search_begins(session, request) or await requests.move(
        session, request.id, OPEN_STATES, requests.WAITING, look_at=session.now
    )
    if not moved:
        raise Refused(NOT_OPEN.format(n=request.number))
    said = f"helper {helper.number}" + (f" {reason}" if broken else "")
    await turn.record("override" if broken else "assign", f"request {request.number}", said)
    await offers.withdraw(session, request.id)
    await requests.look_at_all(session)  # who was being asked may be asked about another one
    await asking.make(session, request, helper.person_id, deadline, by_moderator=True)
    note = _("Helper {n} is being asked, until {when}. If the answer is no, others are asked.")
    return await anew(turn, request, note.format(n=helper.number, when=When(deadline, pattern="HH:mm")))


async def _broken(turn: DeskTurn, request: Request, helper: Helper) -> tuple[str, ...]:
    """Return the rules that a reason can pass over; raise Refused when another one forbids the pair."""
    asked = await offers.of_request(turn.session, request.id, offers.OPEN)
    if any(offer.helper_id == helper.person_id for offer in asked):
        raise Refused(_("Helper {n} is being asked about it already.").format(n=helper.number))
    nothing = NOTHING.format(n=helper.number, request=request.number)
    if helper.status != helpers.APPROVED:
        state = labels.called(labels.HELPERS, helper.status)
        raise Refused(paragraphs(nothing, NOT_APPROVED.format(state=state)))
    broken = await fitting.obstacles(turn.session, request, helper)
    if not PASSABLE.issuperset(broken):
        raise Refused(paragraphs(nothing, pair_words.refused(broken)))
    return broken


def _ask_reason(request: Request, helper: Helper, why_not: Text) -> Screen:
    row = f"{request.number}-{helper.number}"
    ways = [action_button(says, "m-override", f"{row}-{id}") for id, says in REASONS.items()]
    back = action_button(_("Do not ask"), "m-request", request.number)
    question = _("Why ask helper {n} about request {request} all the same? The reason is kept in the audit.")
    text = paragraphs(why_not, question.format(n=helper.number, request=request.number))
    return Screen(text, stacked(*ways, back))


COMMANDS = (DeskCommand("assign", "/assign 17 5", _("Ask helper 5 about request 17"), assign),)
ACTIONS = (DeskAction("m-assign", assign_pressed), DeskAction("m-override", assign_all_the_same))
