"""What a banned person reads and can still do: numbers of help, their data, deleting all of it, the language."""

from datetime import datetime, timedelta
from typing import Final

from bot.i18n import Text, _, paragraphs
from bot.screens import Screen, action_button, command_button
from handlers.base import Action, Here, Reply, Turn
from handlers.moderators import alerts

AGAIN: Final = timedelta(days=7)
COMMANDS: Final = frozenset({"sos", "mydata", "forget", "privacy", "language", "clean", "exit"})
PRESSES: Final = frozenset({"mydata", "forget", "withdraw", "speak", "look-again", "clean"})
TOLD: Final = _(
    "The moderators have closed asking, helping, groups and talks for this account. "
    "This does not take the numbers of help from you: they are under /sos at any time. "
    "What is stored about you can be seen with /mydata and deleted with /forget."
)
MISTAKE: Final = _("If it is a mistake, press “Look at it again”: a moderator reads that, and decides anew.")
ASKED: Final = _(
    "The moderators have been asked to look at it again. If they change it, you hear of it here."
)
HEARD: Final = _("This was asked within the last seven days. The moderators have it.")

NOT_BANNED: Final = _("Nothing is closed for you: asking, helping, groups and talks are open.")


def may_press(payload: str) -> bool:
    """Say whether a button of a banned person does something."""
    kind, _colon, rest = payload.partition(":")
    return rest.partition(":")[0] in {"c": COMMANDS, "a": PRESSES}.get(kind, ())


def screen(note: Text | None = None) -> Screen:
    """What is closed, and what is always open."""
    rows = (
        (command_button(_("SOS numbers"), "sos"), action_button(_("Look at it again"), "look-again", "")),
        (command_button(_("My data"), "mydata"), command_button(_("Delete everything"), "forget")),
        (command_button(_("Language"), "language"),),
    )
    return Screen(paragraphs(note, TOLD, MISTAKE), rows, passing=True)


async def look_again(turn: Turn, row: str) -> Reply:
    """Ask the moderators to decide anew, once a week."""
    if not turn.person.banned:
        return Here(NOT_BANNED)
    now, before = turn.session.now, turn.state.get("asked_again")
    if before is not None and now - datetime.fromisoformat(before) < AGAIN:
        return screen(HEARD)
    turn.state["asked_again"] = now.isoformat()
    await alerts.asks_again(turn.session, turn.person)
    return screen(ASKED)


ACTIONS = (Action("look-again", look_again, before_consent=True),)
