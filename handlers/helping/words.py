"""Words for the helper themself: once a month, after a hard talk, at the end of a rest; nothing is owed in return."""

from collections.abc import Mapping
from typing import Final

from bot.i18n import Msg, Text, _, paragraphs, plural
from bot.screens import Screen, action_button, stacked
from handlers.helping import rest
from handlers.helping.page import MENU, PAGE
from storage.track_records import Month

GOOD, TIRED, RESTING, NO_MORE = "good", "tired", "rest", "no"
LABELS: Final[Mapping[str, Msg]] = {
    GOOD: _("Good"),
    TIRED: _("Tired"),
    RESTING: _("I want to rest"),
    NO_MORE: _("No monthly word"),
}
HOW: Final = _("How are you with helping? You need not answer, and nothing you press here is kept.")
TALK: Final = action_button(_("Talk with somebody"), "care", "talk")


def monthly(word_id: int, month: Month) -> Screen:
    """The monthly word: what the help came to, in numbers, and the question how it is for the helper."""
    if month.people:
        came_to: Text = paragraphs(
            plural(
                "A word for yourself. In the last month you accompanied {n} person.",
                "A word for yourself. In the last month you accompanied {n} people.",
                month.people,
            ),
            _solved(month),
        )
    else:
        came_to = _(
            "A word for yourself. In the last month you had no talk as a helper, and that is fine: "
            "requests come unevenly. That somebody is there at all counts."
        )
    buttons = (action_button(LABELS[said], "month", f"{word_id}:{said}") for said in LABELS)
    return Screen(paragraphs(came_to, HOW), stacked(*buttons, MENU))


def _solved(month: Month) -> Text:
    if not month.helped:
        return _(
            "Nothing is solved yet. Some things take longer than a month, and not all of it is in your hands."
        )
    return plural(
        "{n} request is solved, in full or in part. Thank you.",
        "{n} requests are solved, in full or in part. Thank you.",
        month.helped,
    )


def after_a_hard_talk() -> Screen:
    """The offer of a pause: never forced, and nobody else hears of it."""
    text = _(
        "The last days of helping may have been heavy. Whoever stays beside others needs a pause at times. "
        "Would you like to rest? Whom you accompany stays with you unless you hand it over, and nobody is told why."
    )
    go_on = action_button(_("No pause now"), "care", "on")
    return Screen(text, stacked(*rest.buttons(), TALK, go_on, MENU))


def rest_is_over() -> Screen:
    """The end of a rest, with a way to rest longer."""
    text = _("Your rest is over, and requests may come again. If it is too soon, rest longer: that is fine.")
    return Screen(text, stacked(*rest.buttons(), PAGE, MENU))
