"""How long what may be shortened is kept: an operator may keep it for less time, never for more, and never for ever."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final, NamedTuple

DAY: Final = timedelta(days=1)


class Bounds(NamedTuple):
    """The days that may be set; `most` is what is promised, and what holds when nothing is set."""

    least: int
    most: int


CLOSED: Final = Bounds(7, 30)  # the numbers of a week are counted from what is kept
LETTERS: Final = Bounds(7, 90)
AWAY: Final = Bounds(60, 180)
# Whoever is asked whether it holds may still answer: a month after the end, and so much longer.
MAY_ANSWER: Final = 15 * DAY
NOTE_BEFORE: Final = 14 * DAY  # of an erasure, to who was not here for long


@dataclass(frozen=True, slots=True)
class Kept:
    """How long what is over is kept."""

    closed: timedelta = CLOSED.most * DAY  # a request, after it was closed
    letters: timedelta = LETTERS.most * DAY  # letters after their end, and reports of talks
    away: timedelta = AWAY.most * DAY  # a person who is not here any more

    @property
    def asked_after_a_month(self) -> bool:
        """Whether a request is kept long enough to ask, a month after its end, whether it holds."""
        return self.closed >= CLOSED.most * DAY

    @property
    def noted(self) -> timedelta:
        """After how long away somebody hears that they are about to be erased."""
        return self.away - NOTE_BEFORE


PROMISED: Final = Kept()
