"""Showing who a person is: two moderators, one of whom leads, a stated reason, ten minutes; and the person hears of it.

All that is kept of who somebody is are the addresses of their chats, and the name that they chose for talks.
"""

from collections.abc import Mapping
from typing import Final

from bot.domain.cadence import REVEALED_MINUTES
from bot.domain.typed import names
from bot.errors import Refused
from bot.i18n import Msg, Text, _, ctx, lines, paragraphs
from bot.screens import Screen, action_button, stacked
from handlers.moderators import agreeing, revealed
from handlers.moderators.agreeing import AgreedAct
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread, numbers, queue_button
from handlers.moderators.reasons import REVEALING, stated
from handlers.moderators.revealed import shown, tell
from storage import helpers, persons, requests
from storage.agreements import Agreement
from storage.helpers import Helper
from storage.persons import Person
from storage.requests import Request

KINDS: Final[Mapping[str, Msg]] = {
    "request": ctx("reveal", "request {n}"),
    "helper": ctx("reveal", "helper {n}"),
}
WORDS: Final[Mapping[str, Msg]] = {"request": ctx("reveal", "request"), "helper": ctx("reveal", "helper")}
ASKED: Final = _(
    "Show which account is behind {whom}, for {minutes} minutes. The person hears of it where that is safe."
)
GONE: Final = _("There is nobody behind this number any more.")


async def reveal(turn: DeskTurn) -> Screen:
    """/reveal request 17 WHY, or helper 5; without the reason: those to choose from."""
    kind, _space, rest = turn.args.partition(" ")
    number, _space, reason = rest.strip().partition(" ")
    chosen = next((id for id, says in WORDS.items() if names(kind, says)), None)
    if chosen is None:
        raise Misread
    return await _asked(turn, chosen, number, stated(reason) if reason.strip() else "")


async def pressed(turn: DeskTurn, row: str) -> Screen:
    """Ask for the reason ("request-17"), or for the second moderator ("request-17-life")."""
    kind, _dash, rest = row.partition("-")
    number, dash, reason = rest.partition("-")
    if kind not in KINDS or (dash and reason not in REVEALING):
        raise Misread
    return await _asked(turn, kind, number, reason)


async def _asked(turn: DeskTurn, kind: str, number: str, reason: str) -> Screen:
    (n,) = numbers(number, 1)
    if await _behind(turn, kind, n) is None:
        raise Refused(GONE)
    whom = KINDS[kind].format(n=n)
    if not reason:
        ways = (action_button(says, "m-reveal", f"{kind}-{n}-{id}") for id, says in REVEALING.items())
        text = _("Why show who is behind {whom}? The reason is kept in the audit.").format(whom=whom)
        return Screen(text, stacked(*ways, queue_button()))
    asked = ASKED.format(whom=whom, minutes=REVEALED_MINUTES)
    why = _("Reason: {reason}").format(reason=REVEALING.get(reason, reason))
    return await agreeing.ask(turn, "reveal", f"{kind} {n}", lines(asked, why), reason)


async def show(turn: DeskTurn, wish: Agreement) -> Screen:
    """Show it where it was asked for, in a message that goes by itself, and tell the person."""
    kind, _space, number = wish.about.partition(" ")
    person = await _behind(turn, kind, int(number))
    if person is None:
        return Screen(GONE, stacked(queue_button()))
    await turn.record("reveal", wish.about, wish.reason)
    text: Text = await shown(turn.session, person, KINDS[kind].format(n=number))
    away = action_button(_("Take it away"), "m-away", number)
    topic = revealed.topic(kind, int(number))
    await agreeing.answer(turn, wish, Screen(text, stacked(away)), topic, vanish=REVEALED_MINUTES)
    await tell(turn.session, person, wish.reason)
    below = _("It stands below for {minutes} minutes.").format(minutes=REVEALED_MINUTES)
    return Screen(paragraphs(agreeing.both(turn, wish), below), stacked(queue_button()))


async def _behind(turn: DeskTurn, kind: str, number: int) -> Person | None:
    by_number = requests.by_number if kind == "request" else helpers.by_number
    found: Request | Helper | None = await by_number(turn.session, number)
    return None if found is None else await persons.get(turn.session, found.person_id)


COMMANDS = (
    DeskCommand(
        "reveal", _("/reveal request 17 a life is in danger"), _("Who a person is; needs two"), reveal
    ),
)
ACTIONS = (DeskAction("m-reveal", pressed),)
AGREED = (AgreedAct("reveal", show, one_leads=True),)
