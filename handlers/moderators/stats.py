"""/stats: the numbers of a time, of everything or of a place; counted beside the other work, with a picture."""

from collections.abc import Mapping
from typing import Final

from bot.domain import outcomes
from bot.domain.filtering.wanted import Wanted
from bot.domain.stats.periods import MONTH, WEEK, YEAR
from bot.i18n import Msg, _, ctx
from bot.screens import Button, Screen
from handlers.moderators import labels
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread
from handlers.moderators.list_words import TIME, of_numbers
from handlers.moderators.listing import Listing
from handlers.pairing import HOLDS, HOW_IS_IT
from storage import stats_wishes

EXAMPLE: Final = _("/stats kherson month")
BUTTONS: Final[Mapping[int, Msg]] = {WEEK: _("A week"), MONTH: _("A month"), YEAR: _("A year")}
COUNTING: Final = _("The numbers are being counted. They come here in a moment.")
_SAID: Final[Mapping[str, Msg]] = {
    **labels.OUTCOMES,
    outcomes.TALKING: ctx("stats", "the talk goes on"),
    outcomes.QUIET: ctx("stats", "who asked is silent"),
    outcomes.TALKED: ctx("stats", "have talked"),
    outcomes.NOT_YET: ctx("stats", "have not talked yet"),
    outcomes.TOGETHER: ctx("stats", "on with the same person"),
    outcomes.HALF_ELSEWHERE: ctx("stats", "in part, on with another"),
    outcomes.REFUSED_ELSEWHERE: ctx("stats", "refused, on with another"),
    outcomes.REFUSED_END: ctx("stats", "refused, to be closed"),
    "": ctx("desk", "no answer yet"),
}
# Kind of check-in: its title, and how its answers are called.
ANSWERS: Final[Mapping[str, tuple[Msg, Mapping[str, Msg]]]] = {
    HOW_IS_IT: (_("Asked how it goes, they answered"), _SAID),
    HOLDS: (_("A month after the end"), labels.HOLDS),
}


async def show(turn: DeskTurn, look: Wanted, offset: int) -> Screen:
    """Wish for the numbers of a time (a month, if none is named), of everything or of what else is named."""
    times, part = look.only(TIME), _part(look)
    if offset or len(times) > 1 or (not times and part != look) or len(part.code) > stats_wishes.LONGEST:
        raise Misread  # numbers have no pages, and are of one time
    await turn.record("browse", "stats")
    await stats_wishes.add(turn.session, turn.desk.id, int(min(times, default=MONTH)), part.code)
    return Screen(COUNTING)


async def press(turn: DeskTurn, row: str) -> None:
    """Wish for another time; the numbers that are shown stay, the others come below them."""
    await LISTING.paged(turn, row)


def _part(look: Wanted) -> Wanted:
    """What is looked for, whatever the time."""
    return Wanted(tuple(test for test in look.tests if {field for field, _value in test} != {TIME}))


def button(days: int, look: Wanted) -> Button | None:
    """The way to the numbers of so many days."""
    return LISTING.button(BUTTONS[days], look.with_one((TIME, str(days))))


LISTING: Final = Listing("m-stats", EXAMPLE, of_numbers, show)
COMMANDS = (
    DeskCommand(
        "stats",
        EXAMPLE,
        _("Numbers of a week, a month or a year, also of a place, need, group or language"),
        LISTING.typed,
    ),
)
ACTIONS = (DeskAction(LISTING.action, press),)
