"""/help: what Kolo is and is not, and everything that can be asked of it."""

from collections.abc import Sequence

from bot.i18n import Msg, _, lines, paragraphs
from bot.screens import Screen, command_button
from handlers.base import Command, Turn

WHAT = _(
    "Kolo is a circle of people who came back, and of those close to them, who help each other. "
    "You ask, a person answers: not a machine, and not at once."
)
WHAT_NOT = _(
    "Kolo is not an emergency service, not an office and not a doctor. "
    "If life is in danger, /sos shows whom to call. Nobody here asks for money, codes or documents."
)
TYPED = _("Everything works by buttons, as a command, or in words: “menu”, “stop”, “help”.")
ROW = Msg("/{name} · {what}")


def help_command(commands: Sequence[Command]) -> Command:
    """Return the command that lists these commands and itself, one line each."""

    async def run(turn: Turn) -> Screen:
        rows = (ROW.format(name=command.name, what=command.describe) for command in (*commands, command))
        menu, sos = command_button(_("Menu"), "menu"), command_button(_("SOS numbers"), "sos")
        team = command_button(_("Write to the team"), "team")
        return Screen(paragraphs(WHAT, WHAT_NOT, lines(*rows), TYPED), ((team,), (menu, sos)), passing=True)

    command = Command(
        "help", _("help|what is this"), _("What Kolo is, and all commands"), run, before_consent=True
    )
    return command
