"""Saying what helped, once an obstacle is gone or half gone: those who meet it next see how many it helped."""

from dataclasses import dataclass, replace

from bot.conversation import Choice, Conversation
from bot.domain.obstacles.facts import HELPED
from bot.i18n import _
from bot.screens import Screen, action_button, command_button, stacked
from handlers.base import Action, Begin, Flow, Turn
from handlers.obstacles import mine
from handlers.obstacles.reporting import WHAT_HELPED
from storage import obstacle_reports, obstacles
from storage.database import Session
from storage.persons import Person


@dataclass(frozen=True, slots=True)
class Helped:
    """What helped somebody with which obstacle."""

    obstacle_id: int
    codes: tuple[str, ...]


async def begin(turn: Turn, row: str) -> Begin:
    """Ask what helped with one of one's own."""
    obstacle, _report = await mine.of(turn, row)
    turn.state["helped"] = obstacle.id
    return Begin(FLOW.name)


async def load(turn: Turn) -> int:
    """Return the obstacle that is asked about."""
    return int(turn.state.get("helped", 0))


def talk(person: Person, obstacle_id: int) -> Conversation[Helped]:
    """Ask what helped; several things may have."""
    codes = yield Choice("helped", WHAT_HELPED, tuple(HELPED.items()), many=True, optional=True)
    return Helped(obstacle_id, codes or ())


async def finish(session: Session, person: Person, said: Helped) -> Screen:
    """Keep it with the person's report."""
    obstacle = await obstacles.current(session, said.obstacle_id)  # it may have been merged meanwhile
    report = await obstacle_reports.of_both(session, obstacle.id, person.id) if obstacle is not None else None
    report = await obstacle_reports.lock(session, report.id) if report is not None else None
    menu = command_button(_("Menu"), "menu")
    if report is None:
        return Screen(mine.NOT_YOURS, stacked(menu))
    if said.codes:
        await obstacle_reports.retell(session, report, replace(report.story, helped=said.codes))
    look = action_button(_("My obstacle"), "obstacle", said.obstacle_id)
    return Screen(_("Thank you.") if said.codes else _("Nothing has changed."), stacked(look, menu))


FLOW = Flow("what_helped", talk, finish, load, bare=0)
ACTIONS = (Action("obstacle-helped", begin),)
