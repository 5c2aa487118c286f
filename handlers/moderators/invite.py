"""Inviting into a group, from the moderators' chat, for as many days as they say; and withdrawing invitations."""

from datetime import timedelta

from bot.errors import Refused
from bot.i18n import _, plural
from bot.screens import Screen
from handlers.groups.inviting import invitation
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, numbers
from handlers.moderators.group import anew, find
from storage import groups, outbox
from storage.groups import INVITATION, Group


async def invite(turn: DeskTurn) -> None:
    """/invite N, or /invite N DAYS."""
    if len(turn.args.split()) < 2:
        return await invite_pressed(turn, turn.args)
    number, days = numbers(turn.args, 2)
    if not 1 <= days <= INVITATION.days:
        raise Refused(_("An invitation lasts from 1 to {n} days.").format(n=INVITATION.days))
    return await _invite(turn, await find(turn, str(number)), timedelta(days=days))


async def invite_pressed(turn: DeskTurn, row: str) -> None:
    """Make one invitation and show it once for each messenger."""
    await _invite(turn, await find(turn, row), INVITATION)


async def _invite(turn: DeskTurn, group: Group, lasts: timedelta) -> None:
    screens = await invitation(turn.session, group, lasts)
    await turn.record("invite", f"group {group.number}")
    for screen in screens:
        outbox.push_to(turn.session, turn.desk, screen)


async def withdraw(turn: DeskTurn, row: str) -> Screen:
    """Let no invitation into the group hold any more: a link went where it should not."""
    group = await find(turn, row)
    gone = await groups.withdraw_invitations(turn.session, group.id)
    if not gone:
        return await anew(turn, group, _("No invitation into this group holds now."))
    await turn.record("uninvite", f"group {group.number}")
    done = plural("{n} invitation leads nowhere any more.", "{n} invitations lead nowhere any more.", gone)
    return await anew(turn, group, done)


EXAMPLE = _("/invite 2 30")
COMMANDS = (
    DeskCommand("invite", EXAMPLE, _("An invitation into a group, with a picture; for 30 days"), invite),
)
ACTIONS = (DeskAction("m-invite", invite_pressed), DeskAction("m-uninvite", withdraw))
