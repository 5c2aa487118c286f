"""The best whole: all waiting requests to all free places at once, for the most points there can be."""

from dataclasses import dataclass, field

from bot.domain.matching.listing import Pairs
from bot.domain.matching.rules import by_id
from bot.domain.matching.seating import Seating
from bot.domain.matching.snapshot import Key, Snapshot


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is asked about what: no other choice has more points, as `bound` proves.

    `prices` are points by helper: what the last place that is still taken, or the next free one, is worth to the
    others. `bound` is the score that no assignment can exceed at these prices; it equals `score`.
    """

    pairs: tuple[tuple[Key, Key], ...] = ()  # (request, helper), in the order of request ids
    prices: dict[Key, int] = field(default_factory=dict)
    score: int = 0
    bound: int = 0


def assign(snapshot: Snapshot) -> Assignment:
    """Return an assignment with the most points; the same for the same snapshot, in whatever order it is listed."""
    pairs = Pairs(snapshot)
    seating = Seating(pairs)
    for request in range(len(pairs.requests)):
        seating.seat(request)
    return assignment(seating)


def assignment(seating: Seating) -> Assignment:
    """Return what a seating says, in ids."""
    pairs = seating.pairs
    made = [(r, h) for r, h in enumerate(seating.helper_of) if h >= 0]
    places = [(h, len(guests)) for h, guests in enumerate(seating.guests)]
    worth = sum(pairs.worth(r, h) for r, h in made)
    score = worth - sum(sum(pairs.penalties[h][:taken]) for h, taken in places)
    profit = sum(max(0, seating.price[h] - off) for h, _ in places for off in pairs.penalties[h])
    return Assignment(
        tuple(
            sorted(
                ((pairs.requests[r].id, pairs.helpers[h].id) for r, h in made),
                key=lambda pair: by_id(pair[0]),
            )
        ),
        {pairs.helpers[h].id: price for h, price in enumerate(seating.price)},
        score,
        sum(seating.gain) + profit,
    )
