"""Leaving an obstacle: one's words and photos go, the others stay; also when a person leaves altogether."""

from typing import Final

from bot.i18n import _
from bot.screens import Screen, action_button, stacked
from handlers.base import Action, Turn
from handlers.groups.showing import in_danger
from handlers.obstacles import mine
from storage import (
    joint_changes,
    joint_drafts,
    obstacle_merging,
    obstacle_photos,
    obstacle_questions,
    obstacle_reports,
    obstacles,
    obstacles_left,
    outbox,
    persons,
)
from storage.database import Session
from storage.obstacle_reports import Report
from storage.obstacles import Obstacle
from storage.outbox import Priority

LEAVE: Final = _(
    "Leave number {n}? What you told and your photos are deleted, and you hear of it no more. "
    "The others stay in it."
)
GIVEN_UP: Final = _(
    "Joint request {n} is given up before it was sent: nobody who met the obstacle is left in it. "
    "There is nothing you need to do."
)
LEFT: Final = _("You are in number {n} no more. What you told is deleted.")


async def leave(turn: Turn, row: str) -> Screen:
    """Ask once; then take the person, their words and their photos out of it."""
    id, _colon, said = row.partition(":")
    obstacle, _report = await mine.of(turn, id)
    if said != "yes":
        yes = action_button(_("Leave it"), "obstacle-leave", f"{obstacle.id}:yes", "danger")
        stay = action_button(_("Stay in it"), "obstacle", obstacle.id)
        return Screen(LEAVE.format(n=obstacle.number), stacked(yes, stay), passing=True)
    await part(turn.session, turn.person.id, await _here(turn, obstacle))
    return Screen(LEFT.format(n=obstacle.number), stacked(mine.MENU))


async def _here(turn: Turn, obstacle: Obstacle) -> list[Report]:
    """All that a person told of an obstacle, also what was laid aside when another was merged into it."""
    found = await obstacle_reports.of_person(turn.session, turn.person.id)
    here = [await obstacles.current(turn.session, report.obstacle_id) for report in found]
    return [report for report, at in zip(found, here, strict=True) if at is not None and at.id == obstacle.id]


async def part(session: Session, person_id: int, reports: list[Report]) -> None:
    """Delete a person's reports with all that hangs on them; an obstacle that nobody is left in goes too."""
    if reports:
        await obstacle_merging.begin(session)  # else two who wait for each other's obstacles wait for ever
    found = [await obstacle_reports.get(session, report.id) for report in reports]
    still = [report for report in found if report is not None]  # some may have been moved meanwhile
    await obstacle_merging.lock_all(session, {report.obstacle_id for report in still})
    for report in still:
        await obstacle_photos.forget(session, report.id)
        await obstacle_questions.forget(session, report.obstacle_id, person_id)
        await obstacle_reports.leave(session, report.id)
        await joint_drafts.taken_back(session, report.obstacle_id, joint_drafts.words_in(report))
    if still:
        await _tell_who_signed(session, person_id)
    await obstacles_left.forget_empty(session)


async def forget_questions(session: Session, person_id: int) -> None:
    """Take the questions of a person who leaves altogether out of joint requests."""
    if await joint_changes.taken_of(session, person_id):
        await obstacle_merging.begin(session)  # as above: several obstacles are locked
        await joint_drafts.forget_questions(session, person_id)


async def _tell_who_signed(session: Session, leaves_id: int) -> None:
    """Let those hear who signed a draft that goes with its obstacle, but for who is where a phone may be searched."""
    for number, signed in (await joint_drafts.given_up(session)).items():
        screen = Screen(GIVEN_UP.format(n=number), stacked(mine.MENU))
        for person_id in signed:
            person = await persons.get(session, person_id) if person_id != leaves_id else None
            if person is not None and not in_danger(person):
                await outbox.push(session, person_id, screen, Priority.CHECK_IN)


ACTIONS = (Action("obstacle-leave", leave),)
