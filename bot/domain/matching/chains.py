"""The shortest chain of moves from helper to helper, whichever way it goes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from typing import TypeAlias

from bot.domain.matching.snapshot import Key

# What the step costs in all, the request that moves, the helper it leads to. Without a helper the chain ends: with a
# request that begins or stops to have one, or with a free place.
Step: TypeAlias = tuple[int, Key | None, Key | None]
Steps: TypeAlias = Iterable[Step]


@dataclass(slots=True)
class Chain:
    """The helpers nearer than `cost`, and how they were come to: by which request, from which helper."""

    cost: int
    distance: dict[Key, int] = field(default_factory=dict)
    came: dict[Key, tuple[Key, Key | None]] = field(default_factory=dict)
    last: Key | None = None  # the helper at whom the chain ends; None: there is none below the limit
    final: Key | None = None  # the request that ends it

    def moves(self) -> Iterator[tuple[Key, Key, Key | None]]:
        """Yield each request that moves with the helper it was met for and the one before, from the end back."""
        helper = self.last
        while helper is not None and helper in self.came:
            request, before = self.came[helper]
            yield request, helper, before
            helper = before


def shortest(
    first: Steps, onward: Callable[[Key, int], Steps], limit: int, start: Key | None = None
) -> Chain:
    """Return the cheapest chain below the limit, from a helper to start at or from outside.

    `first` are the steps it can begin with, `onward` gives the steps from a helper who is so far away.
    """
    chain, best, turn, here = Chain(limit), dict[Key, int](), count(), start
    if start is not None:
        chain.distance[start] = best[start] = 0
    queue: list[tuple[int, int, Key]] = []
    steps = first
    while True:
        for cost, request, helper in steps:
            if cost >= chain.cost or (helper is not None and cost >= best.get(helper, limit)):
                continue
            if helper is None or request is None:
                chain.cost, chain.last, chain.final = cost, here, request
            else:
                best[helper] = cost
                chain.came[helper] = request, here
                heappush(queue, (cost, next(turn), helper))
        while queue and queue[0][2] in chain.distance:
            heappop(queue)
        if not queue or queue[0][0] >= chain.cost:
            return chain
        far, _, here = heappop(queue)
        chain.distance[here] = far
        steps = onward(here, far)
