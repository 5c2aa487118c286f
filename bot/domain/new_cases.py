"""How often one person may begin what others have to look at: so many new cases in an hour, and in a day.

Three and ten are goal L4 (docs/goals.md), a judgement: nobody measured it. Three needs told one after the other are
somebody with much to do; the fourth within an hour keeps others waiting. Every case counts, also one that was taken
back at once. What moderators have to look at as well, and is bounded otherwise: a letter (UNANSWERED of
correspondence.py), who asks to join (once a day and group), a talk that is reported (one report of each), what is
proposed in a group (MOST of handlers/together/ways.py). Signs of danger have no limit.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final, Literal, NamedTuple, TypeAlias

Case: TypeAlias = Literal["request", "obstacle", "volunteer"]

HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)


class Most(NamedTuple):
    """So many in any hour, and so many in any day."""

    an_hour: int
    a_day: int


MOST: Final[dict[Case, Most]] = {
    "request": Most(3, 10),  # also those that no moderator reads first: helpers are asked then
    "obstacle": Most(3, 10),  # new ones: who says "I met it too" makes nobody look
    "volunteer": Most(3, 10),  # offers to help, of who did not help before
}


class Full(NamedTuple):
    """No room: `most` within `span` have come; from `until` on, in seconds and a whole minute, there is room."""

    most: int
    span: timedelta
    until: float


def full(case: Case, made: Sequence[float], now: float) -> Full | None:
    """Say whether one more is too many; `made`: when those before were made, in seconds, in any order.

    What was made in the future, by a clock that went back, counts only while it is as near as what is past.
    """
    found = [
        Full(most, span, _minute(sorted(near)[-most] + span.total_seconds()))
        for most, span in zip(MOST[case], (HOUR, DAY), strict=True)
        if len(near := [at for at in made if abs(now - at) < span.total_seconds()]) >= most
    ]
    return max(found, key=lambda one: one.until, default=None)


def one_more(made: Sequence[float], now: float) -> list[float]:
    """Return what is kept when one more was made: the moments of a day."""
    return [*(at for at in made if abs(now - at) < DAY.total_seconds()), now]


def _minute(at: float) -> float:
    """Round up to the minute, so that what a person reads is never too early."""
    return -(-at // 60) * 60
