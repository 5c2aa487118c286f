"""How much a helper wishes: people at a time, and whether a monthly word comes."""

from typing import Final

from bot.domain import cadence
from bot.errors import Refused
from bot.i18n import Text, _, lines, paragraphs, plural
from bot.screens import Screen, action_button, grid, stacked
from handlers.base import Begin, Turn
from handlers.helping.page import MENU, PAGE, mine
from storage import helpers, requests
from storage.helpers import Helper

ON, OFF = "word-on", "word-off"
NUMBERS: Final = tuple(str(n) for n in range(1, cadence.CAPACITY_MOST + 1))
FIRST_MONTH: Final = plural(
    "In the first month it is {n} person at most, whatever you wish: it is more than it seems.",
    "In the first month it is {n} people at most, whatever you wish: it is more than it seems.",
    cadence.CAPACITY_IN_FIRST_MONTH,
)
STAY: Final = _("Nobody whom you accompany is taken away when the number becomes smaller.")


async def change(turn: Turn, row: str) -> Screen:
    """Show both wishes, after changing one of them when the button says so."""
    session = turn.session
    helper = await mine(session, turn.person, *helpers.ACTIVE_OR_RESTING)
    if row in NUMBERS:
        await helpers.wish(session, helper.person_id, int(row))
        await requests.look_at_all(session)
    elif row == OFF or (row == ON and helper.word_at is None):
        await helpers.set_word(
            session, helper.person_id, session.now + cadence.MONTHLY_WORD if row == ON else None
        )
    elif row not in (ON, "show"):
        raise Refused(_("There is no such number."))
    return _screen(await helpers.get(session, helper.person_id) or helper)


def _screen(helper: Helper) -> Screen:
    wished = plural(
        "You wish to accompany {n} person at a time.",
        "You wish to accompany {n} people at a time.",
        helper.capacity,
    )
    text = paragraphs(
        lines(wished, FIRST_MONTH if helper.places < helper.capacity else None, STAY), _word(helper)
    )
    each = tuple(action_button(number, "how-much", number) for number in NUMBERS)
    switch = (
        action_button(_("No monthly word"), "how-much", OFF)
        if helper.word_at
        else action_button(_("Monthly word, please"), "how-much", ON)
    )
    return Screen(text, (*grid(each, len(each)), *stacked(switch, PAGE, MENU)), passing=True)


def _word(helper: Helper) -> Text:
    if helper.word_at is None:
        return _("No monthly word comes.")
    return _(
        "Once a month a word comes for you: what your help came to, and the question how you are with it."
    )


async def offer_anew(turn: Turn, row: str) -> Begin:
    """Change what is offered: the questions of volunteering, once more."""
    await mine(turn.session, turn.person, helpers.PENDING, *helpers.ACTIVE_OR_RESTING)
    return Begin("volunteer")
