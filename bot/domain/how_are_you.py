"""How are you: how often it is asked, when exactly, what silence means, and when a person is offered.

Nothing here is measured. The figures are judgements, after two rules of those who work with people back from
captivity: the person keeps control, and a bot that nags is worse than none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain import quiet_hours
from bot.i18n import Msg, _

DAY: Final = timedelta(days=1)
OFF: Final = "off"

# How often, in days: (what it is called, days from one question to the next).
EVERY: Final[Mapping[str, tuple[Msg, int]]] = {
    "week": (_("Every week"), 7),
    "fortnight": (_("Every two weeks"), 14),
    "month": (_("Every month"), 30),
}
A_MONTH: Final = 30  # days: "leave me for a month", and the rhythm for whom two questions met only silence
# The hours that can be chosen, unless they are quiet: the end of the day is when most people look back on it.
HOURS: Final = (18, 19, 20, 21, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17)

# The five answers, from the lightest; words that anybody says, none from a clinic.
ANSWERS: Final[Mapping[str, tuple[Msg, int]]] = {
    "good": (_("Good"), 5),
    "fine": (_("All right"), 4),
    "mixed": (_("Up and down"), 3),
    "hard": (_("It is hard"), 2),
    "dark": (_("Very hard"), 1),
}
# An answer counts while it is about the present; after a week it would speak of another day.
ANSWERED_WITHIN: Final = timedelta(days=7)

# When a person is offered. One hard day is a day; two in a row are a time.
LOW: Final = 2  # "it is hard" and below
LOW_IN_A_ROW: Final = 2
# A line that falls is worth a word before it is low: three answers, each below the one before.
FALLING_IN_A_ROW: Final = 3
# Or one step that says that something happened: from "good" to "hard", from "all right" to "very hard".
SUDDEN: Final = 3

NOTHING, ONCE_MORE, HELPER, HELPER_OR_MODERATOR, MODERATOR = (
    "nothing",
    "nudge",
    "helper",
    "either",
    "moderator",
)
ASK_AGAIN, TELL_HELPER, TELL_EITHER, TELL_MODERATOR = "ask", "helper", "either", "moderator"


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of the ladder of silence: how long after the question, and what is done then."""

    after: timedelta
    does: str


# What silence means, as the person chose. Whoever tells somebody asks the person once more before: a phone
# without a charge is the likeliest reason. Each is over before the next weekly question.
_AGAIN: Final = Rung(1 * DAY, ASK_AGAIN)
LADDERS: Final[Mapping[str, tuple[Rung, ...]]] = {
    NOTHING: (),
    ONCE_MORE: (_AGAIN,),
    HELPER: (_AGAIN, Rung(2 * DAY, TELL_HELPER)),
    HELPER_OR_MODERATOR: (_AGAIN, Rung(2 * DAY, TELL_EITHER)),
    MODERATOR: (_AGAIN, Rung(2 * DAY, TELL_MODERATOR)),
}
SILENCE: Final[Mapping[str, Msg]] = {
    NOTHING: _("Nothing happens"),
    ONCE_MORE: _("Ask me once more"),
    HELPER: _("My helper hears of it"),
    HELPER_OR_MODERATOR: _("Helper, else a moderator"),
    MODERATOR: _("A moderator hears of it"),
}


def due_at(on: date, hour: int, zone: str, quiet: tuple[int, int]) -> datetime:
    """Return when the question of a local date is asked, in UTC: at the hour, or when the quiet hours end.

    `zone` is an IANA name. An hour that the clock leaps over is asked right after the leap; one that comes
    twice, the first time.
    """
    local = datetime.combine(on, time(hour), tzinfo=ZoneInfo(zone))
    return quiet_hours.next_allowed(local.astimezone(UTC), zone, quiet)


def next_date(last: date, days: int, today: date) -> date:
    """Return the first date after today, and after `last`, in the rhythm of `days` that `last` belongs to."""
    missed = max((today - last).days, 0) // days
    return last + (missed + 1) * timedelta(days=days)


def first_date(today: date, last: date | None, planned: date | None, days: int) -> date:
    """Return the date of the first question under a new choice: tomorrow, or the one that was planned already.

    `last`: the newest date that had its question; it is not asked twice, wherever the person has moved since.
    `planned` holds if it comes no later than the new rhythm would bring it.
    """
    soonest = max(today, last or today) + DAY
    return soonest if planned is None else min(max(soonest, planned), soonest + (days - 1) * DAY)


def speaks_of_trouble(levels: Sequence[int]) -> bool:
    """Say whether these answers (levels of ANSWERS, the newest last) are a reason to offer a person."""
    lows = levels[-LOW_IN_A_ROW:]
    if len(lows) == LOW_IN_A_ROW and max(lows) <= LOW:
        return True
    if len(levels) > 1 and levels[-2] - levels[-1] >= SUDDEN:
        return True
    line = levels[-FALLING_IN_A_ROW:]
    return len(line) == FALLING_IN_A_ROW and all(after < before for before, after in pairwise(line))
