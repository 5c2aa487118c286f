"""Of equally good assignments, the one for those who wait longest, that asks those who were asked longest ago."""

from collections.abc import Sequence

from bot.domain.matching.seating import NOWHERE, Seating


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


def settle_waiting(seating: Seating) -> None:
    """Give up, where that costs nothing, who waits less for somebody who was left over and waits longer.

    Which sets of requests the best assignments can serve is a matroid too, so one look at each who was left over leads
    to the best set of all: whoever waits longest is in it, and so on down. Points for waiting end after a week.
    """
    waits = [each.wait_h for each in seating.priced.pairs.requests]
    given_up = [
        waits[r] for r, gain in enumerate(seating.gain) if not gain and seating.helper_of[r] != NOWHERE
    ]
    left = [
        r
        for r, h in enumerate(seating.helper_of)
        if h == NOWHERE and waits[r] > min(given_up, default=waits[r])
    ]
    for request in sorted(left, key=lambda r: -waits[r]):
        _let_in(seating, request, waits)
    seating.priced.open_all()


def _let_in(seating: Seating, request: int, waits: Sequence[float]) -> None:
    """Find who may give up for the request. Where nobody may, its helpers stay closed: who comes later waits less."""
    priced, gain = seating.priced, seating.gain
    shortest, by = request, dict[int, int]()
    waiting = [request]
    while waiting:
        r = waiting.pop()
        for h in priced.take(r, gain[r]):
            by[h] = r
            for guest in seating.guests[h]:
                waiting.append(guest)
                if gain[guest] == 0 and waits[guest] < waits[shortest]:
                    shortest = guest
    if shortest != request:
        seating.give_up(shortest, by)
        priced.open(by)
