"""When people usually have time: seven plain answers, kept as a week of 28 blocks of six hours."""

from collections.abc import Iterable
from typing import Final

from bot.domain.week import BLOCK, BLOCKS, WHOLE_WEEK
from bot.i18n import Msg, _

__all__ = ["BLOCK", "BLOCKS", "TIMES", "WHOLE_WEEK", "blocks"]

_WEEKDAYS, _WEEKEND, _ALL_DAYS = range(5), range(5, 7), range(7)


def _week(days: Iterable[int], block: int) -> int:
    return sum(1 << (day * 4 + block) for day in days)


# id: (what it is called, its blocks)
TIMES: Final[dict[str, tuple[Msg, int]]] = {
    "weekday-morning": (_("Weekdays, morning"), _week(_WEEKDAYS, 1)),
    "weekday-day": (_("Weekdays, daytime"), _week(_WEEKDAYS, 2)),
    "weekday-evening": (_("Weekdays, evening"), _week(_WEEKDAYS, 3)),
    "weekend-morning": (_("Weekend, morning"), _week(_WEEKEND, 1)),
    "weekend-day": (_("Weekend, daytime"), _week(_WEEKEND, 2)),
    "weekend-evening": (_("Weekend, evening"), _week(_WEEKEND, 3)),
    "night": (_("At night"), _week(_ALL_DAYS, 0)),
}


def blocks(times: Iterable[str], ahead: float = 0.0) -> int:
    """Return the 28 bits of these times in Kyiv's week, for somebody whose clock is `ahead` hours of Kyiv's.

    No times at all mean any time; an id that a later version took away is left out. A block that the zone
    shifts counts as the one it covers most.
    """
    known = [TIMES[id][1] for id in times if id in TIMES]
    if not known:
        return WHOLE_WEEK
    shift, week = -round(ahead / BLOCK), 0
    for blocks_of_one in known:
        week |= blocks_of_one
    shift %= BLOCKS
    return (week << shift | week >> (BLOCKS - shift)) & WHOLE_WEEK
