"""What an event in the moderators' chat means: a command, a button, or talk among moderators that is none of ours."""

from collections.abc import Awaitable

from bot.errors import Refused
from bot.i18n import Text, _, lines, paragraphs
from bot.incoming import Incoming
from bot.screens import Screen
from handlers.moderators.base import DeskCommand, DeskTurn, Misread
from handlers.moderators.registry import ACTIONS, COMMANDS
from handlers.registry import COMMANDS as OF_PEOPLE
from storage import outbox
from storage.accounts import Account
from storage.database import Session
from storage.outbox import Priority

GONE = _("This button no longer does anything. /queue shows what waits.")
UNKNOWN = _("There is no such command. /help lists all of them with examples.")
PRIVATE = _("This command is for everyone’s own chat with the bot. Please write it there.")


async def handle(session: Session, desk: Account, event: Incoming) -> bool:
    """Do what the event means; False when it is not the desk's (in a private chat: then it is the person's own)."""
    turn = DeskTurn(session, desk, event)
    if event.kind == "press":
        return await _pressed(turn)
    if event.kind == "words" and event.text.startswith("/"):
        return await _typed(turn)
    return event.in_group


async def _pressed(turn: DeskTurn) -> bool:
    match turn.event.text.split(":", 2):
        case ["a", name, row] if name in ACTIONS:
            await _answer(turn, ACTIONS[name].run(turn, row), GONE)
            return True
        case ["a", name, *_row] if name.startswith("m-"):
            _say(turn, Screen(GONE))
            return True
    return turn.event.in_group


async def _typed(turn: DeskTurn) -> bool:
    called, *rest = turn.event.text.split(maxsplit=1)
    name, _at, bot = called[1:].casefold().partition("@")
    ours = turn.session.links.telegram.removeprefix("@").casefold()
    if bot and ours and bot != ours:
        return True  # another bot is meant
    turn.args = rest[0].strip() if rest else ""
    if name in COMMANDS:
        command = COMMANDS[name]
        await _answer(turn, command.run(turn), _usage(command))
        return True
    if turn.event.in_group:
        _say(turn, Screen(PRIVATE if name in OF_PEOPLE else UNKNOWN))
    return turn.event.in_group


async def _answer(turn: DeskTurn, work: Awaitable[Screen | None], misread: Text) -> None:
    """Show what comes of it: a press rewrites its own message, unless there is only a refusal to say."""
    try:
        screen = await work
    except Misread:
        _say(turn, Screen(misread))
    except Refused as refused:
        _say(turn, Screen(refused.text))
    else:
        if screen is not None:
            rewrites = {"edit": turn.event.message} if turn.event.press and turn.event.message else {}
            outbox.push_to(turn.session, turn.desk, screen, Priority.REPLY, **rewrites)


def _say(turn: DeskTurn, screen: Screen) -> None:
    """Answer in a message of its own, under the one that it answers."""
    replies = {"reply_to": turn.event.message} if turn.event.message else {}
    outbox.push_to(turn.session, turn.desk, screen, Priority.REPLY, **replies)


def _usage(command: DeskCommand) -> Text:
    return paragraphs(_("It is written like this:"), lines(command.example, command.describe))
