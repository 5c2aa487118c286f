"""Coordinators steer: choose a way, close it, open it again, remove it, add tasks to it; all of it is in the audit."""

from typing import Final

from bot.errors import Refused
from bot.i18n import Text, _
from bot.screens import Screen, action_button, stacked
from handlers.base import Action, Turn, row_id
from handlers.together import access, page, ways
from handlers.together.access import Part
from handlers.together.words import Words, words_flow
from storage import obstacle_tasks, obstacle_ways, obstacles
from storage.database import Session
from storage.obstacle_ways import CHOSEN, CLOSED, OPEN, Way
from storage.persons import Person

OTHERWISE: Final = _("It stands otherwise by now, so nothing has changed.")
TASK: Final = _("What exactly is to be done? One member will take it. No names or numbers of people, please.")


async def choose(turn: Turn, row: str) -> Screen:
    """Choose a way: it becomes a task that a member can take."""
    part, way = await _steered(turn, row)
    if way.status != OPEN or not await obstacle_ways.move(turn.session, way, CHOSEN):
        raise Refused(OTHERWISE)
    if not await obstacle_tasks.of(turn.session, way.id):
        await obstacle_tasks.add(turn.session, way.id, way.author_id)
    locked = await obstacles.lock(turn.session, part.obstacle.id) or part.obstacle
    await page.begins(turn.session, locked)
    await access.record(turn.session, turn.person, "way-choose", part)
    return await _anew(turn, part, way, _("Chosen. It is a task now, and a member can take it."))


async def close(turn: Turn, row: str) -> Screen:
    """Close a way."""
    return await _move(turn, row, CLOSED, "way-close", _("Closed."))


async def reopen(turn: Turn, row: str) -> Screen:
    """Open a way again."""
    return await _move(turn, row, OPEN, "way-reopen", _("It is open again."))


async def _move(turn: Turn, row: str, status: str, act: str, note: Text) -> Screen:
    part, way = await _steered(turn, row)
    if not await obstacle_ways.move(turn.session, way, status):
        raise Refused(OTHERWISE)
    await access.record(turn.session, turn.person, act, part)
    return await _anew(turn, part, way, note)


async def remove(turn: Turn, row: str) -> Screen:
    """Ask once; then delete a way with its votes and tasks."""
    id, _colon, said = row.partition(":")
    part, way = await _steered(turn, id)
    if said != "yes":
        yes = action_button(_("Remove it"), "way-remove", f"{way.id}:yes", "danger")
        keep = action_button(_("Keep it"), "way", way.id)
        text = _("Remove this way? Its words, votes and tasks are deleted.")
        return Screen(text, stacked(yes, keep, page.MENU), passing=True)
    await obstacle_ways.remove(turn.session, way.id)
    await access.record(turn.session, turn.person, "way-remove", part)
    return await page.screen(turn.session, part, _("Removed."))


async def add_task(session: Session, person: Person, words: Words) -> Screen:
    """Add a task to a chosen way."""
    part, way = await _may_add(session, person, words.row)
    await obstacle_tasks.add(session, way.id, person.id, words.said)
    await access.record(session, person, "task-add", part)
    return await ways.screen(session, person, part, way, _("Added. A member can take it now."))


async def _may_add(session: Session, person: Person, way_id: int) -> tuple[Part, Way]:
    part, way = await access.way(session, person, way_id)
    access.steers(part)
    if way.status != CHOSEN:
        raise Refused(OTHERWISE)
    return part, way


async def _steered(turn: Turn, row: str) -> tuple[Part, Way]:
    part, way = await access.way(turn.session, turn.person, row_id(row))
    access.steers(part)
    return part, way


async def _anew(turn: Turn, part: Part, way: Way, note: Text) -> Screen:
    now = await obstacle_ways.get(turn.session, way.id) or way
    return await ways.screen(turn.session, turn.person, part, now, note)


FLOW, BEGIN = words_flow("add_task", TASK, _may_add, add_task, limit=300)
ACTIONS = (
    BEGIN,
    Action("way-choose", choose),
    Action("way-close", close),
    Action("way-reopen", reopen),
    Action("way-remove", remove),
)
