"""Answering who asks to join a group, where no coordinator did."""

from bot.errors import Refused
from bot.i18n import _
from bot.screens import Screen
from handlers.base import row_id
from handlers.groups import joining
from handlers.groups.coordinating import ANSWERED, NOBODY_ASKS
from handlers.moderators import alert_screens
from handlers.moderators.base import DeskAction, DeskTurn, Misread
from handlers.moderators.group import anew, find
from handlers.moderators.own import must_be_about_others
from storage import groups, joinings


async def asking(turn: DeskTurn, row: str) -> Screen:
    """Show the asking of a group that has waited longest."""
    group = await find(turn, row)
    await turn.record("look", f"group {group.number}")
    found = await joinings.next_of(turn.session, group.id)
    if found is None:
        return await anew(turn, group, NOBODY_ASKS)
    return alert_screens.joining(group, found.id)


async def answer(turn: DeskTurn, row: str) -> Screen:
    """Take the person in, or not now; the first answer counts."""
    id, _dash, said = row.partition("-")
    if not row_id(id) or said not in ("yes", "no"):
        raise Misread
    found = await joinings.get(turn.session, row_id(id))
    group = None if found is None else await groups.kept_open(turn.session, found.group_id)
    if found is None or group is None:
        raise Refused(ANSWERED)
    await must_be_about_others(turn, found.person_id)
    if not await joining.answer(turn.session, found, group, said == "yes"):
        return await anew(turn, group, ANSWERED)
    await turn.record(f"join-{said}", f"group {group.number}")
    return await anew(turn, group, IN if said == "yes" else OUT)


IN = _("Taken in by a moderator. The person has been told.")
OUT = _("Not now, said a moderator. The person has been told kindly.")
ACTIONS = (DeskAction("m-asking", asking), DeskAction("m-join", answer))
