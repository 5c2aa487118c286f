"""A coordinator takes an obstacle of their region that no group works on."""

from typing import Final

from bot.errors import Refused
from bot.i18n import _, paragraphs
from bot.screens import Screen, action_button, stacked
from handlers.base import Action, Turn, row_id
from handlers.groups.mine import find
from handlers.groups.showing import must_be_safe
from handlers.obstacles import showing
from handlers.together import access, page
from storage import groups, obstacle_groups, obstacles
from storage.groups import COORDINATOR, Group

SHOWN: Final = 3  # with all their facts
NOT_FREE: Final = _("Another group has taken it meanwhile, or it lies elsewhere. Nothing was changed.")


async def free(turn: Turn, row: str) -> Screen:
    """Show obstacles nearby that no group works on, the newest first."""
    group = await _coordinated(turn, row)
    near = (await obstacle_groups.free_near(turn.session, group))[:SHOWN]
    known = [await showing.summary(turn.session, obstacle) for obstacle in near]
    nothing = None if near else _("In your region there is no obstacle without a group.")
    take = _("Take number {n}")
    buttons = (
        *(action_button(take.format(n=each.number), "group-take", f"{group.id}:{each.id}") for each in near),
        action_button(_("Obstacles of the group"), "group-obstacles", group.id),
        page.MENU,
    )
    return Screen(paragraphs(nothing, *known), stacked(*buttons), passing=True)


async def take(turn: Turn, row: str) -> Screen:
    """Let the group work on it; of two groups at once one gets it, and everybody in it hears."""
    group_id, _colon, id = row.partition(":")
    group = await _coordinated(turn, group_id)
    obstacle = await obstacles.lock(turn.session, row_id(id))
    if (
        obstacle is None
        or obstacle.group_id
        or obstacle.hidden
        or not obstacle_groups.is_near(obstacle, group)
    ):
        raise Refused(NOT_FREE)
    if not await obstacle_groups.give(turn.session, obstacle, group.id):
        raise Refused(NOT_FREE)
    await page.begins(turn.session, obstacle)
    part = await access.coordinator(turn.session, turn.person, obstacle.id)
    await access.record(turn.session, turn.person, "give", part)
    return await page.screen(turn.session, part, _("Your group works on it now."))


async def _coordinated(turn: Turn, row: str) -> Group:
    must_be_safe(turn)
    group = await find(turn, row)
    if await groups.role(turn.session, turn.person.id, group.id) != COORDINATOR:
        raise Refused(access.NOT_COORDINATOR)
    return group


ACTIONS = (Action("group-free", free), Action("group-take", take))
