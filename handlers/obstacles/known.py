"""An obstacle that others met, found by search: what everybody may know of it, its card, and "me too"."""

from dataclasses import asdict

from bot.domain.obstacles.states import NEW
from bot.errors import Refused
from bot.i18n import Text, _, lines
from bot.screens import Button, Screen, action_button, command_button, stacked
from handlers.base import Action, Begin, Turn, row_id
from handlers.groups.showing import in_danger
from handlers.obstacles import cards as showing_cards, showing
from storage import cards, obstacle_reports, obstacles
from storage.obstacles import Obstacle

NOT_KNOWN = _("This obstacle is not here any more. /obstacles searches among those that are.")


async def show(turn: Turn, row: str) -> Screen:
    """Show it to somebody who is not in it, or the way to their own part."""
    obstacle = await _of(turn, row)
    report = await obstacle_reports.of_both(turn.session, obstacle.id, turn.person.id)
    found = await cards.of_obstacle(turn.session, obstacle.id)
    buttons = (
        showing_cards.button(found[0]) if found else None,
        action_button(_("My obstacle"), "obstacle", obstacle.id)
        if report is not None
        else action_button(_("I met it too"), "obstacle-too", obstacle.id, "primary"),
        command_button(_("Ask for help"), "ask"),
        command_button(_("Menu"), "menu"),
    )
    return Screen(await showing.for_everybody(turn.session, obstacle), stacked(*buttons), passing=True)


async def too(turn: Turn, row: str) -> Begin:
    """Begin a report of the same obstacle: only what helped is asked; all else can be changed before it is sent."""
    obstacle = await _of(turn, row)
    told = {**asdict(obstacle.facts), "same": str(obstacle.id)}
    if in_danger(turn.person):  # there, no places are kept
        del told["region"]
    known = {name: code for name, code in told.items() if code}
    return Begin("report_obstacle", {**known, "detail": None, "words": None, "more": "enough"})


def is_shown(obstacle: Obstacle) -> bool:
    """Whether those who search see it: what only one person told, only once moderators have published it."""
    return not obstacle.hidden and (obstacle.published or obstacle.status != NEW)


async def _of(turn: Turn, row: str) -> Obstacle:
    """Return an obstacle that is shown to those who search."""
    obstacle = await obstacles.current(turn.session, row_id(row))
    if obstacle is None or not is_shown(obstacle):
        raise Refused(NOT_KNOWN)
    return obstacle


def line(obstacle: Obstacle) -> Text:
    """Return the number, how it stands, and what it is; the name of an office only those in it are told."""
    return lines(showing.title(obstacle), showing.what(obstacle, []))


def button(obstacle: Obstacle) -> Button:
    """The way to it from what was found."""
    return action_button(_("Number {n}").format(n=obstacle.number), "obstacle-known", obstacle.id)


ACTIONS = (Action("obstacle-known", show), Action("obstacle-too", too))
