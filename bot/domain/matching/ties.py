"""Of equally good assignments, the one that asks those who were asked longest ago."""

from bot.domain.matching.seating import Seating


def settle_ties(seating: Seating) -> None:
    """Move places, where that costs nothing, from helpers asked lately to helpers asked longer ago.

    Which sets of places the best assignments can take is a matroid, so single moves lead to the best set of all:
    no best assignment takes places of helpers who come earlier, summed over their turns.
    """
    for helper in reversed(range(len(seating.guests))):
        while seating.may_leave(helper) and _move_on(seating, helper):
            pass


def _move_on(seating: Seating, helper: int) -> bool:
    priced, gain = seating.priced, seating.gain
    earliest, by = helper, {}
    waiting = list(seating.guests[helper])
    while waiting:
        r = waiting.pop()
        for h in priced.take(r, gain[r]):
            by[h] = r
            if h < earliest and seating.has_place(h):
                earliest = h
            if h != helper:
                waiting += seating.guests[h]
    priced.open_all()
    if earliest != helper:
        seating.move(earliest, by, helper)
    return earliest != helper
