"""A code that somebody wrote: how often it may be tried, what it may not do, and that it does not stay on the phone."""

from datetime import timedelta
from typing import Final

from bot.i18n import Text, _
from bot.screens import Button, Screen, action_button, command_button, stacked
from handlers.base import Turn
from storage import accounts, audit, code_tries, desks, groups, helpers, joinings, matches, outbox, requests

LINKING, RETURNING = "link", "return"  # the actions, and what a screen waits for
NEW: Final = timedelta(days=1)  # so long a chat that was just connected may not turn out the older one
WRONG: Final = _(
    "This code does not fit. It may be mistyped, used already, or too old. Nothing was changed. "
    "Please look once more, or let a new one be shown."
)
TOO_OFTEN: Final = _(
    "Too many codes were tried, so none is looked at now, not even a right one. Nothing was changed. "
    "It works again in an hour."
)
OF_MODERATORS: Final = _(
    "This is a chat where moderators work, so it stays apart. Please use your own chat with the bot."
)
TWO_ALREADY: Final = _(
    "Another chat is connected to this one already. Disconnect it first: “Second messenger or phone” in the settings."
)
HAS_OWN: Final = _(
    "This chat has requests, talks, groups or a place as a helper of its own, and two people’s matters are not "
    "mixed. End them here, or delete everything here with /forget, and then write the code again."
)


def ways(turn: Turn, *buttons: Button | None) -> tuple[tuple[Button, ...], ...]:
    """Buttons, and below them the way on: the menu, or for a newcomer the beginning."""
    on = command_button(_("Menu"), "menu") if turn.person.consent else command_button(_("Begin"), "start")
    return stacked(*buttons, on)


def plain(turn: Turn, text: Text, *buttons: Button | None) -> Screen:
    """A text with the way on."""
    return Screen(text, ways(turn, *buttons), passing=True)


def ask(turn: Turn, what: str, text: Text) -> Screen:
    """Ask for a code: the next words are taken as one, whatever else the person is doing."""
    turn.state["asks"] = what
    return plain(turn, text)


async def wrong(turn: Turn, what: str) -> Screen:
    """Count a code that led nowhere; the answer is the same for one that never was and one that was."""
    if await code_tries.add(turn.session, turn.arrival.account):
        await audit.write(turn.session, "", "guesses", "code")
    return plain(turn, WRONG, action_button(_("Write it again"), what, "type"))


async def hindrance(turn: Turn) -> Text | None:
    """Say why this chat cannot become another person's; None when nothing would be lost by it."""
    session, id = turn.session, turn.person.id
    if await desks.is_desk(session, turn.arrival.account.id):
        return OF_MODERATORS
    if len(await accounts.chats(session, id)) > 1:
        return TWO_ALREADY
    open_requests = [r for r in await requests.of_person(session, id) if r.status != requests.CLOSED]
    has_own = (
        open_requests
        or await matches.active_of(session, id)
        or await helpers.get(session, id) is not None
        or await groups.mine(session, id)
        or await joinings.of_person(session, id)
    )
    return HAS_OWN if has_own else None


def take_away(turn: Turn) -> None:
    """Delete the message in which the code was written, where the messenger lets us."""
    here, message = turn.arrival.account, turn.event.message
    if here.channel == "telegram" and message and turn.event.kind == "words":
        outbox.push_to(turn.session, here, Screen(""), delete=message)
