"""The best whole: all waiting requests to all free places at once, for the most points there can be."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.domain.matching.order import by_id
from bot.domain.matching.pairs import Pairs
from bot.domain.matching.priced import Priced
from bot.domain.matching.seating import NOWHERE, Seating
from bot.domain.matching.snapshot import Key, Snapshot
from bot.domain.matching.ties import settle_ties, settle_waiting

# Prices are found roughly at first, in steps of so many points, so that the exact search begins near its end.
GRAIN: Final = 8
# How far below the rough prices it begins. Where a price was still too high, a place stays free in vain; that shows,
# and then it begins lower: at last from nothing.
MARGINS: Final = (12, 48, 1 << 60)


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is asked about what: no other choice has more points, as `bound` proves.

    `prices` are points by helper: what one more place of theirs is worth to all others; a helper without a free place
    has none. `bound` is what no assignment can exceed at these prices; it equals `score`.
    """

    pairs: tuple[tuple[Key, Key], ...] = ()  # (request, helper), in the order of request ids
    prices: dict[Key, int] = field(default_factory=dict)
    score: int = 0
    bound: int = 0


def assign(snapshot: Snapshot) -> Assignment:
    """Return an assignment with the most points; the same for the same snapshot, in whatever order it is listed.

    Of several it is one for those who have waited longest, whose places are of those asked longest ago. Every pair adds
    points, or it is not made.
    """
    seating = seated(Pairs(snapshot))
    settle_waiting(seating)
    settle_ties(seating)
    return _in_ids(seating)


def seated(pairs: Pairs, margins: Sequence[int] = MARGINS) -> Seating:
    """Return all requests with their helpers and prices, as numbers."""
    rough = _all_seated(Priced(pairs, [0] * len(pairs.helpers), GRAIN))
    for margin in margins:
        seating = _all_seated(Priced(pairs, [price * GRAIN - margin for price in rough.price]))
        if seating.is_best:
            break
    return seating


def _all_seated(priced: Priced) -> Seating:
    seating = Seating(priced)
    for request in range(len(priced.pairs.requests)):
        seating.seat(request)
    return seating


def _in_ids(seating: Seating) -> Assignment:
    pairs = seating.priced.pairs
    made = [(r, h) for r, h in enumerate(seating.helper_of) if h != NOWHERE]
    named = [(pairs.requests[r].id, pairs.helpers[h].id) for r, h in made]
    taken = [places[: len(guests)] for places, guests in zip(pairs.penalties, seating.guests, strict=True)]
    profits = (
        max(0, price - penalty)
        for price, places in zip(seating.price, pairs.penalties, strict=True)
        for penalty in places
    )
    return Assignment(
        tuple(sorted(named, key=lambda pair: by_id(pair[0]))),
        {helper.id: price for helper, price in zip(pairs.helpers, seating.price, strict=True)},
        sum(pairs.worth(r, h) for r, h in made) - sum(map(sum, taken)),
        sum(seating.gain) + sum(profits),
    )
