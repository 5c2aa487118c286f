"""Everything people can do, named once: flows, commands, actions."""

from handlers import (
    accounts,
    ask_for_help,
    check_in,
    distress,
    does_it_hold,
    forget,
    groups,
    held_back,
    help as help_page,
    helping,
    how_are_you,
    language,
    menu,
    my_data,
    my_requests,
    news,
    obstacles,
    offers,
    privacy,
    settings,
    sos,
    start,
    talk,
    together,
    volunteer,
)
from handlers.base import Action, Command, Flow

_FLOWS: tuple[Flow, ...] = (
    start.FLOW,
    ask_for_help.FLOW,
    volunteer.FLOW,
    *obstacles.FLOWS,
    *together.FLOWS,
    *talk.FLOWS,
    *helping.FLOWS,
    *how_are_you.FLOWS,
    *settings.FLOWS,
)
_COMMANDS: tuple[Command, ...] = (
    *start.COMMANDS,
    *menu.COMMANDS[:1],
    *ask_for_help.COMMANDS,
    *volunteer.COMMANDS,
    *helping.COMMANDS,
    *obstacles.COMMANDS,
    *talk.COMMANDS,
    *groups.COMMANDS,
    *how_are_you.COMMANDS,
    *settings.COMMANDS,
    *accounts.COMMANDS,
    *language.COMMANDS,
    *privacy.COMMANDS,
    *my_data.COMMANDS,
    *forget.COMMANDS,
    *sos.COMMANDS,
    *menu.COMMANDS[1:],
)
_ACTIONS: tuple[Action, ...] = (
    *start.ACTIONS,
    *my_requests.ACTIONS,
    *offers.ACTIONS,
    *helping.ACTIONS,
    *talk.ACTIONS,
    *check_in.ACTIONS,
    *does_it_hold.ACTIONS,
    *how_are_you.ACTIONS,
    *obstacles.ACTIONS,
    *distress.ACTIONS,
    *together.ACTIONS,
    *groups.ACTIONS,
    *settings.ACTIONS,
    *accounts.ACTIONS,
    *held_back.ACTIONS,
    *news.ACTIONS,
    *language.ACTIONS,
    *privacy.ACTIONS,
    *my_data.ACTIONS,
    *forget.ACTIONS,
)

FLOWS = {flow.name: flow for flow in _FLOWS}
COMMANDS = {command.name: command for command in (*_COMMANDS, help_page.help_command(_COMMANDS))}
ACTIONS = {action.name: action for action in _ACTIONS}
TALK, ACCOUNTS = talk, accounts
