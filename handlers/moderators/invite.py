"""Inviting into a group, from the moderators' chat."""

from bot.i18n import _
from handlers.groups.inviting import invitation
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn
from handlers.moderators.group import find
from storage import outbox


async def invite(turn: DeskTurn) -> None:
    """/invite N."""
    await invite_pressed(turn, turn.args)


async def invite_pressed(turn: DeskTurn, row: str) -> None:
    """Make one invitation and show it once for each messenger."""
    group = await find(turn, row)
    screens = await invitation(turn.session, group)
    await turn.record("invite", f"group {group.number}")
    for screen in screens:
        outbox.push_to(turn.session, turn.desk, screen)


COMMANDS = (DeskCommand("invite", "/invite 2", _("An invitation into a group, with a picture"), invite),)
ACTIONS = (DeskAction("m-invite", invite_pressed),)
