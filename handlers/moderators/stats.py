"""/stats: the numbers of a week, a month or a year; they are counted beside the other work and come with a picture."""

from collections.abc import Mapping
from typing import Final

from bot.domain import outcomes
from bot.domain.stats.periods import MONTH, PERIODS, WEEK, YEAR
from bot.i18n import Msg, _, ctx, everywhere
from bot.screens import Button, Screen, action_button
from handlers.moderators import labels
from handlers.moderators.base import DeskAction, DeskCommand, DeskTurn, Misread
from handlers.pairing import HOLDS, HOW_IS_IT
from storage import stats_wishes

WORDS: Final[Mapping[int, Msg]] = {
    WEEK: ctx("stats", "week"),
    MONTH: ctx("stats", "month"),
    YEAR: ctx("stats", "year"),
}
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


async def stats(turn: DeskTurn) -> Screen:
    """/stats, /stats week, /stats month or /stats year, in any of our languages."""
    said = turn.args.casefold()
    wanted = [days for days, word in WORDS.items() if said in everywhere(word)]
    if said and not wanted:
        raise Misread
    await _wish(turn, wanted[0] if wanted else MONTH)
    return Screen(COUNTING)


async def press(turn: DeskTurn, row: str) -> None:
    """Wish for another time; the numbers that are shown stay, the others come below them."""
    if row not in map(str, PERIODS):
        raise Misread
    await _wish(turn, int(row))


async def _wish(turn: DeskTurn, days: int) -> None:
    await turn.record("browse", "stats")
    await stats_wishes.add(turn.session, turn.desk.id, days)


def button(days: int) -> Button:
    """The way to the numbers of so many days."""
    return action_button(BUTTONS[days], "m-stats", days)


COMMANDS = (
    DeskCommand(
        "stats", "/stats month", _("The numbers of a week, a month or a year, with a picture"), stats
    ),
)
ACTIONS = (DeskAction("m-stats", press),)
