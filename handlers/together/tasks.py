"""Tasks of the chosen ways: one member takes one, gives it back, or says with a word that it is done."""

from typing import Final

from bot.errors import Refused
from bot.i18n import Msg, Text, _, ctx, lines, paragraphs
from bot.screens import Screen, action_button, stacked
from handlers import swindles
from handlers.base import Action, Turn, row_id
from handlers.together import access, page
from handlers.together.access import Part
from handlers.together.words import Words, words_flow
from storage import obstacle_tasks, obstacle_ways
from storage.database import Session
from storage.obstacle_tasks import Task
from storage.obstacle_ways import CHOSEN, Way
from storage.persons import Person

SHOWN: Final = 4
TAKEN: Final = _("Somebody has taken this task already, or it is done. Nothing was changed.")
NOT_WITH_YOU: Final = _("This task is not with you, or it is done. Nothing was changed.")
DONE: Final = _("How did it go? A word or two for the group, without your name. It can be skipped.")


async def listed(turn: Turn, row: str) -> Screen:
    """Show a page of the tasks."""
    id, _colon, start = row.partition(":")
    part = await access.member(turn.session, turn.person, row_id(id))
    ways = await obstacle_ways.of(turn.session, part.obstacle.id, part.group.id)
    all_ = [
        (way, task)
        for way in ways
        if way.status == CHOSEN
        for task in await obstacle_tasks.of(turn.session, way.id)
    ]
    first = row_id(start) if row_id(start) < len(all_) else 0
    shown = list(enumerate(all_, 1))[first : first + SHOWN]
    more = len(all_) > first + SHOWN
    text = paragraphs(
        _("Tasks for obstacle {n}").format(n=part.obstacle.number) if all_ else _("There are no tasks now."),
        *(
            lines(
                Msg("{n}. {words}").format(n=place, words=task.words or way.words), _state(task, turn.person)
            )
            for place, (way, task) in shown
        ),
    )
    buttons = (
        *(action_button(_("Task {n}").format(n=place), "task", task.id) for place, (_way, task) in shown),
        action_button(_("Further"), "tasks", f"{part.obstacle.id}:{first + SHOWN}") if more else None,
        action_button(_("To the obstacle"), "work", part.obstacle.id),
        page.MENU,
    )
    return Screen(text, stacked(*buttons), passing=True)


def _state(task: Task, person: Person) -> Text:
    if task.done:
        return lines(ctx("task", "done"), f"«{task.said}»" if task.said else None, separator=": ")
    if task.taken_by == person.id:
        return ctx("task", "with you")
    return ctx("task", "somebody has it") if task.taken_by else ctx("task", "free")


async def show(turn: Turn, row: str) -> Screen:
    """Show one task."""
    part, way, task = await access.task(turn.session, turn.person, row_id(row))
    return screen(turn.person, part, way, task)


def screen(person: Person, part: Part, way: Way, task: Task, note: Text | None = None) -> Screen:
    """One task, with what the person can do about it."""
    mine = task.taken_by == person.id and not task.done
    free = not task.taken_by and not task.done and way.status == CHOSEN
    buttons = (
        action_button(_("I take it"), "task-take", task.id, "primary") if free else None,
        action_button(_("It is done"), "task-done", task.id, "primary") if mine else None,
        action_button(_("Give it back"), "task-back", task.id) if mine else None,
        action_button(_("Tasks"), "tasks", part.obstacle.id),
        page.MENU,
    )
    words = task.words or way.words
    text = paragraphs(note, f"«{words}»", swindles.beware(words), _state(task, person))
    return Screen(text, stacked(*buttons), passing=True)


async def take(turn: Turn, row: str) -> Screen:
    """Take a task; of two at once one gets it."""
    _part, way, task = await access.task(turn.session, turn.person, row_id(row))
    free = way.status == CHOSEN and not task.done
    if not free or not await obstacle_tasks.take(turn.session, task.id, turn.person.id):
        raise Refused(TAKEN)
    return await _anew(turn.session, turn.person, task, _("It is with you now. Thank you."))


async def give_back(turn: Turn, row: str) -> Screen:
    """Give a task back, so that another can take it."""
    _part, _way, task = await access.task(turn.session, turn.person, row_id(row))
    if task.done or not await obstacle_tasks.give_back(turn.session, task.id, turn.person.id):
        raise Refused(NOT_WITH_YOU)
    return await _anew(turn.session, turn.person, task, _("It is free again. Nobody asks why."))


async def _with_me(session: Session, person: Person, id: int) -> Task:
    _part, _way, task = await access.task(session, person, id)
    if task.done or task.taken_by != person.id:
        raise Refused(NOT_WITH_YOU)
    return task


async def done(session: Session, person: Person, words: Words) -> Screen:
    """Record that a task is done, with a word about it."""
    task = await _with_me(session, person, words.row)
    if not await obstacle_tasks.done(session, task.id, person.id, words.said):
        raise Refused(NOT_WITH_YOU)
    return await _anew(session, person, task, _("Thank you. The group sees that it is done."))


async def _anew(session: Session, person: Person, task: Task, note: Text) -> Screen:
    return screen(person, *await access.task(session, person, task.id), note=note)


FLOW, BEGIN = words_flow("task_done", DONE, _with_me, done, limit=300, optional=True)
ACTIONS = (
    BEGIN,
    Action("tasks", listed),
    Action("task", show),
    Action("task-take", take),
    Action("task-back", give_back),
)
