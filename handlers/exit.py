"""/exit: somebody reaches for the phone. Everything closes at once, and one line stands that tells nothing."""

from typing import Final

from bot.i18n import _
from handlers.base import Command, Turn
from handlers.clean import sweep

NOTHING: Final = _("Nothing new today.")


async def leave_now(turn: Turn) -> None:
    """Say a line that could stand anywhere, without a button, and clear the chat where the messenger allows it.

    Answers that were given are put aside (bot/routing.py); they come up only when somebody begins the same again.
    """
    sweep(turn, NOTHING)


COMMANDS = (
    Command(
        "exit",
        _("000|exit exit"),
        _("At once: close everything, clear the chat"),
        leave_now,
        before_consent=True,
    ),
)
