"""Whose talk it is, whether words may pass in it now, and what is shown when they may not."""

from typing import Final

from bot.errors import Refused
from bot.i18n import Text, _
from bot.screens import Button, Rows, Screen, action_button, command_button
from handlers.base import Turn
from storage import matches, outbox, requests
from storage.matches import Match
from storage.outbox import Priority

MENU: Final = command_button(_("Menu"), "menu")
TALKS: Final = command_button(_("My talks"), "talks")
NOT_HERE: Final = _("This talk is not here any more.")


async def own(turn: Turn, match_id: int) -> Match:
    """Return the match if the person is one of its two; raise Refused."""
    match = await matches.get(turn.session, match_id)
    if match is None or not match.has(turn.person.id):
        raise Refused(NOT_HERE)
    return match


def other_name(turn: Turn, match: Match) -> str:
    """Return the chosen name of the one whom the person talks with."""
    return match.name_of(match.other(turn.person.id))


async def label(turn: Turn, match: Match) -> Text:
    """Return what a button of this talk says: the name, and the request's number."""
    request = await requests.get(turn.session, match.request_id)
    name = other_name(turn, match)
    return f"{name} · {request.number}" if request is not None else name


def reply_button(match: Match) -> Button:
    """The button that opens the talk."""
    return action_button(_("Reply"), "talk", match.id)


def resume_button(match: Match) -> Button:
    """The button that ends one's own pause."""
    return action_button(_("Resume"), "talk-resume", match.id)


def barrier(turn: Turn, match: Match) -> Screen | None:
    """Return why no words may pass in this talk now, or None when they may."""
    name = other_name(turn, match)
    if match.status != matches.ACTIVE:
        text = _(
            "The talk with {name} is closed: words are no longer passed on. "
            "The menu shows your open requests, and a new one is always possible."
        )
        return Screen(text.format(name=name), ((command_button(_("Ask for help"), "ask"), MENU),))
    if match.paused_by(turn.person.id):
        text = _("You have paused the talk with {name}: nothing is passed on until you press Resume.")
        return Screen(text.format(name=name), ((resume_button(match), MENU),))
    if not match.open:
        text = _("The talk with {name} is paused: nothing is passed on now. You will hear when it goes on.")
        return Screen(text.format(name=name), ((TALKS, MENU),))
    return None


def beside(turn: Turn, screen: Screen) -> None:
    """Show a screen as a new message, so that the one whose button was pressed stays as it is."""
    live = turn.arrival.live_message
    frozen = {"freeze": live} if screen.passing and live else {}
    outbox.push_to(turn.session, turn.arrival.here, screen, Priority.REPLY, **frozen)


def plain(text: Text, *buttons: Button) -> Screen:
    """A short answer with a row of buttons, the menu among them."""
    rows: Rows = ((*buttons, MENU),)
    return Screen(text, rows)
