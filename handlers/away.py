"""Who was not here for long hears it once, in words that tell nobody else anything; a press is enough to stay."""

from datetime import datetime
from typing import Final

from bot.i18n import When, _
from bot.screens import Screen, action_button, stacked
from handlers.base import Action, Here, Turn
from handlers.unseen import unseen
from handlers.where import zone_of
from storage.persons import Person

# The first line is what a locked phone shows.
NOTE: Final = _(
    "Is this chat still needed?\n\n"
    "There has been nothing from you here for a long time. On {date} everything that is kept about you is deleted "
    "by itself. If you would like to stay, one press is enough."
)
STAYS: Final = _(
    "Everything stays as it is. There had been nothing from you for long, and it would have been deleted. "
    "/forget deletes it at any time."
)


def note(person: Person, erased_at: datetime) -> Screen:
    """What a person reads; in danger, a line that a press opens."""
    stay = action_button(_("I am staying"), "stay", "")
    date = When(erased_at, zone_of(person), "d MMMM")
    return unseen(person, Screen(NOTE.format(date=date), stacked(stay)), "stay", "")


async def stay(turn: Turn, row: str) -> Here:
    """Whoever presses is here: nothing has to be changed for it."""
    return Here(STAYS)


ACTIONS = (Action("stay", stay),)
