"""The obstacles that a group works on, and one of them: what it is, how far the work is; facts only, no names."""

from typing import Final

from bot.domain.obstacles import states
from bot.errors import Refused
from bot.i18n import Text, _, lines, paragraphs
from bot.screens import Button, Screen, action_button, command_button, stacked
from handlers.base import Action, Turn, row_id
from handlers.groups.mine import find
from handlers.groups.showing import must_be_safe
from handlers.obstacles import filing, showing
from handlers.together import access
from handlers.together.access import Part
from storage import groups, joint_requests, obstacle_groups, obstacle_tasks, obstacle_ways
from storage.database import Session
from storage.groups import COORDINATOR
from storage.obstacles import Obstacle

MENU: Final = command_button(_("Menu"), "menu")
SHOWN: Final = 4  # on one screen
NONE_YET: Final = _("The group works on no obstacle yet.")


async def listed(turn: Turn, row: str) -> Screen:
    """Show a page of the obstacles of one's group."""
    must_be_safe(turn)
    id, _colon, start = row.partition(":")
    group = await find(turn, id)
    role = await groups.role(turn.session, turn.person.id, group.id)
    if not role:
        raise Refused(access.NOT_YOURS)
    all_ = await obstacle_groups.of(turn.session, group.id)
    first = row_id(start) if row_id(start) < len(all_) else 0
    shown = all_[first : first + SHOWN]
    more = all_[first + SHOWN :]
    titles = lines(*(showing.title(obstacle) for obstacle in shown))
    text = paragraphs(
        _("Obstacles of the group {name}").format(name=group.name), titles if shown else NONE_YET
    )
    buttons: tuple[Button | None, ...] = (
        *(action_button(_("Number {n}").format(n=each.number), "work", each.id) for each in shown),
        action_button(_("Further"), "group-obstacles", f"{group.id}:{first + SHOWN}") if more else None,
        action_button(_("Take one"), "group-free", group.id) if role == COORDINATOR else None,
        action_button(_("To the group"), "group", group.id),
        MENU,
    )
    return Screen(text, stacked(*buttons), passing=True)


async def show(turn: Turn, row: str) -> Screen:
    """Show one obstacle of one's group."""
    return await screen(turn.session, await access.member(turn.session, turn.person, row_id(row)))


async def screen(session: Session, part: Part, note: Text | None = None) -> Screen:
    """How an obstacle stands, and what the group can do."""
    obstacle = part.obstacle
    ways = await obstacle_ways.of(session, obstacle.id, part.group.id)
    tasks = [
        task
        for way in ways
        if way.status == obstacle_ways.CHOSEN
        for task in await obstacle_tasks.of(session, way.id)
    ]
    free = sum(not task.done and not task.taken_by for task in tasks)
    text = paragraphs(
        note,
        await showing.summary(session, obstacle),
        lines(
            _("Group: {name}").format(name=part.group.name),
            _("Ways proposed: {n}").format(n=len(ways)),
            _("Tasks: {n}, free: {free}").format(n=len(tasks), free=free) if tasks else None,
        ),
    )
    asked = bool(await joint_requests.of(session, obstacle.id))
    buttons = (
        action_button(_("Ways"), "ways", obstacle.id) if ways else None,
        action_button(_("Propose a way"), "propose-way", obstacle.id, "primary"),
        action_button(_("Tasks"), "tasks", obstacle.id) if tasks else None,
        action_button(_("Joint request"), "joint", obstacle.id) if asked or part.steers else None,
        action_button(_("Obstacles of the group"), "group-obstacles", part.group.id),
        MENU,
    )
    return Screen(text, stacked(*buttons), passing=True)


async def begins(session: Session, obstacle: Obstacle) -> None:
    """Let everybody in an obstacle hear that a group works on it, unless it has come further already."""
    if obstacle.status in states.BEFORE_GROUP:
        await filing.move(session, obstacle, states.GROUP)


ACTIONS = (Action("group-obstacles", listed), Action("work", show))
