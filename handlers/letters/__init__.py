"""Letters between a person and the moderators on duty, as the person reads and writes them."""

from bot.i18n import _
from handlers.base import Action, Command
from handlers.letters import answering, writing

__all__ = ["ACTIONS", "COMMANDS", "FLOWS"]

FLOWS = (writing.FLOW,)
COMMANDS = (
    Command(
        "team", _("write to the team|write to the moderators"), _("Write to the moderators"), writing.begin
    ),
)
ACTIONS = (
    Action("letter-answer", answering.answer),
    Action("letter-later", answering.later),
    Action("letter-open", answering.opened),
)
