"""Everything moderators can do, named once: commands and buttons."""

from bot.i18n import Msg
from handlers.moderators import (
    approve,
    assign,
    blacking_out,
    budget,
    close,
    closing_group,
    coordinators,
    gaps,
    group,
    groups,
    invite,
    jobs,
    joining,
    journal,
    language,
    match,
    neighbours,
    obstacle,
    obstacle_words,
    pausing,
    photos,
    proposals,
    queue,
    request,
    score,
    silence,
    stats,
    take,
    words,
)
from handlers.moderators.base import DeskAction, DeskCommand
from handlers.moderators.help import help_command

_COMMANDS: tuple[DeskCommand, ...] = (
    *queue.COMMANDS,
    *request.COMMANDS,
    *approve.COMMANDS,
    *pausing.COMMANDS,
    *match.COMMANDS,
    *assign.COMMANDS,
    *groups.COMMANDS,
    *group.COMMANDS,
    *neighbours.COMMANDS,
    *coordinators.COMMANDS,
    *invite.COMMANDS,
    *gaps.COMMANDS,
    *obstacle.COMMANDS,
    *blacking_out.COMMANDS,
    *score.COMMANDS,
    *closing_group.COMMANDS,
    *stats.COMMANDS,
    *jobs.COMMANDS,
    *budget.COMMANDS,
    *journal.COMMANDS,
    *language.COMMANDS,
)
_ACTIONS: tuple[DeskAction, ...] = (
    *queue.ACTIONS,
    *request.ACTIONS,
    *words.ACTIONS,
    *close.ACTIONS,
    *approve.ACTIONS,
    *pausing.ACTIONS,
    *match.ACTIONS,
    *assign.ACTIONS,
    *proposals.ACTIONS,
    *groups.ACTIONS,
    *group.ACTIONS,
    *neighbours.ACTIONS,
    *coordinators.ACTIONS,
    *joining.ACTIONS,
    *closing_group.ACTIONS,
    *invite.ACTIONS,
    *silence.ACTIONS,
    *obstacle.ACTIONS,
    *obstacle_words.ACTIONS,
    *photos.ACTIONS,
    *blacking_out.ACTIONS,
    *take.ACTIONS,
    *language.ACTIONS,
)

COMMANDS = {command.name: command for command in (*_COMMANDS, help_command(_COMMANDS))}
ACTIONS = {action.name: action for action in _ACTIONS}


def described() -> list[tuple[str, Msg]]:
    """Return what the messenger lists: each command and what it does."""
    return [(command.name, command.describe) for command in COMMANDS.values()]
