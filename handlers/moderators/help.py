"""Every command of the moderators, by example."""

from collections.abc import Sequence

from bot.i18n import _, lines, paragraphs
from bot.screens import Screen, stacked
from handlers.moderators.base import DeskCommand, DeskTurn, nothing_after, queue_button


def help_command(others: Sequence[DeskCommand]) -> DeskCommand:
    """Return the command that explains itself and all the others."""

    async def show(turn: DeskTurn) -> Screen:
        nothing_after(turn)
        text = paragraphs(
            _(
                "Commands of the moderators. They work in this chat only, and what is done is kept in the audit."
            ),
            *(lines(one.example, one.describe) for one in (*others, command)),
            None if turn.event.in_group else _("Your own menu is under /menu."),
        )
        return Screen(text, stacked(queue_button()))

    command = DeskCommand("help", "/help", _("All commands with examples"), show)
    return command
