"""Moderators stop all sending to people when messages go wrong: one stops it, two let it go on."""

from bot.domain.alerts import HUSHED
from bot.errors import Refused
from bot.i18n import Msg, When, _, paragraphs
from bot.screens import Screen, stacked
from handlers.moderators import agreeing, alerts
from handlers.moderators.agreeing import AgreedAct
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread, nothing_after, queue_button
from handlers.moderators.hushed_card import ABOUT, NOT_STOPPED, card
from storage import hushes
from storage.agreements import Agreement
from storage.hushes import MODERATORS

LONGEST = 200  # characters of why, for the audit
UNHUSH = "unhush"  # what two agree to
GOES_ON = _(
    "Sending goes on. What waited comes in its order; what waited more than three days does not come."
)
ASK = _("Let sending to people go on? Since {when} it has been stopped. What waits comes in its order.")


async def hush(turn: DeskTurn) -> Screen:
    """/hush, and perhaps why: it is done at once, and nobody is asked."""
    if await hushes.begin(turn.session, MODERATORS):
        await turn.record("hush", "sending", turn.args[:LONGEST])
        await alerts.elsewhere(turn.session, HUSHED, ABOUT, await card(turn.session), turn.desk.id)
    else:
        await turn.record("browse", "sending")
    return await card(turn.session)


async def look(turn: DeskTurn, row: str) -> Screen:
    """Show how the switch stands, from the board."""
    if row:
        raise Misread
    await turn.record("browse", "sending")
    return await card(turn.session)


async def unhush(turn: DeskTurn) -> Screen:
    """/unhush."""
    nothing_after(turn)
    return await second(turn, "")


async def second(turn: DeskTurn, row: str) -> Screen:
    """Ask for a second moderator: what is wrong may still be under way."""
    if row:
        raise Misread
    since = (await hushes.since(turn.session)).get(MODERATORS)
    if since is None:
        raise Refused(NOT_STOPPED)
    says = ASK.format(when=When(since, pattern="dd.MM HH:mm"))
    return await agreeing.ask(turn, UNHUSH, "sending", says)


async def go_on(turn: DeskTurn, wish: Agreement) -> Screen:
    """Let sending go on."""
    await turn.record("unhush", "sending")
    said: Msg = GOES_ON if await hushes.end(turn.session, MODERATORS) else NOT_STOPPED
    return Screen(paragraphs(said, agreeing.both(turn, wish)), stacked(queue_button()))


COMMANDS = (
    DeskCommand("hush", _("/hush wrong messages"), _("Stop all sending to people, at once"), hush),
    DeskCommand("unhush", "/unhush", _("Let sending go on; needs two"), unhush),
)
ACTIONS = (DeskAction("m-hush", look), DeskAction("m-unhush", second))
AGREED = (AgreedAct(UNHUSH, go_on),)
