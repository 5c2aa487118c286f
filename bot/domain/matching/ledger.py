"""Places and prices as a book that stays true: after one change the shortest chain of moves makes it the best again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.matching.chains import Chain, Steps, shortest
from bot.domain.matching.snapshot import Key


@dataclass(slots=True)
class Ledger:
    """Pairs that may be made with their points, who is with whom, and the prices that prove it best.

    `gain` and `price` keep what `Seating` keeps: no request would gain by another helper at these prices.
    """

    worth: dict[Key, dict[Key, int]] = field(default_factory=dict)  # request: its helpers and the points
    wanted: dict[Key, dict[Key, int]] = field(default_factory=dict)  # the same by helper
    places: dict[Key, tuple[int, ...]] = field(default_factory=dict)  # helper: what each free place costs
    price: dict[Key, int] = field(default_factory=dict)
    gain: dict[Key, int] = field(default_factory=dict)
    helper_of: dict[Key, Key] = field(default_factory=dict)
    guests: dict[Key, list[Key]] = field(default_factory=dict)

    def add_request(self, request: Key, worth: Mapping[Key, int]) -> None:
        """Take in a request with the points of the pairs that may be made."""
        self.worth[request] = dict(worth)
        for helper, points in worth.items():
            self.wanted[helper][request] = points
        self._seat(request)

    def remove_request(self, request: Key) -> None:
        """Let a request go; its place goes to whoever gains most by it."""
        for helper in self.worth.pop(request):
            del self.wanted[helper][request]
        del self.gain[request]
        if request in self.helper_of:
            helper = self.helper_of.pop(request)
            self.guests[helper].remove(request)
            self._fill(helper)

    def add_helper(self, helper: Key, worth: Mapping[Key, int], places: tuple[int, ...]) -> None:
        """Take in a helper with the points of the pairs that may be made, and what each free place costs."""
        self.wanted[helper], self.places[helper], self.guests[helper] = dict(worth), places, []
        for request, points in worth.items():
            self.worth[request][helper] = points
        dearest = max((points - self.gain[request] for request, points in worth.items()), default=0)
        # So dear that nobody would gain: then all is true but for the free places, and those are filled one by one.
        self.price[helper] = max(0, dearest, *places[:1])
        self._fill(helper)

    def remove_helper(self, helper: Key) -> None:
        """Let a helper go; those who were with them look for another."""
        for request in self.wanted.pop(helper):
            del self.worth[request][helper]
        del self.places[helper], self.price[helper]
        alone = self.guests.pop(helper)
        for request in alone:
            del self.helper_of[request], self.gain[request]
        for request in alone:
            self._seat(request)

    def _seat(self, request: Key) -> None:
        dear = [points - self.price[helper] for helper, points in self.worth[request].items()]
        self.gain[request] = best = max(0, *dear) if dear else 0
        chain = shortest(self._wishes(request, 0), self._onward, best)
        self.gain[request] -= chain.cost
        self._reprice(chain, 1)
        if chain.final is not None:
            self.guests[self.helper_of.pop(chain.final)].remove(chain.final)
        for mover, helper, _ in chain.moves():
            self._put(mover, helper)

    def _fill(self, helper: Key) -> None:
        """Give free places to those who gain by them, or let the price fall to what the next free place costs."""
        places, guests = self.places[helper], self.guests[helper]
        while len(guests) < len(places) and self.price[helper] > places[len(guests)]:
            limit = self.price[helper] - places[len(guests)]
            chain = shortest(self._callers(helper, 0), self._backward, limit, helper)
            self._reprice(chain, -1)
            if chain.last is not None and chain.final is not None:
                self._put(chain.final, chain.last)
            for mover, _, to in chain.moves():
                assert to is not None  # the chain began at the helper
                self._put(mover, to)

    def _reprice(self, chain: Chain, sign: int) -> None:
        for helper, distance in chain.distance.items():
            change = sign * (chain.cost - distance)
            self.price[helper] += change
            for request in self.guests[helper]:
                self.gain[request] -= change

    def _put(self, request: Key, helper: Key) -> None:
        if request in self.helper_of:
            self.guests[self.helper_of[request]].remove(request)
        self.helper_of[request] = helper
        self.guests[helper].append(request)

    def _wishes(self, request: Key, far: int) -> Steps:
        far += self.gain[request]
        for helper, points in self.worth[request].items():
            yield far - points + self.price[helper], request, helper

    def _onward(self, helper: Key, far: int) -> Steps:
        """Yield what one more guest leads to: a place taken, a guest who gives up, a guest who moves on."""
        places, guests = self.places[helper], self.guests[helper]
        if len(guests) < len(places):
            yield far + places[len(guests)] - self.price[helper], None, None
        for request in guests:
            yield far + self.gain[request], request, None
            yield from self._wishes(request, far)

    def _backward(self, helper: Key, far: int) -> Steps:
        """Yield what one guest fewer leads to: a place left free, or somebody who comes in their stead."""
        yield far + self.price[helper] - self.places[helper][len(self.guests[helper]) - 1], None, None
        yield from self._callers(helper, far)

    def _callers(self, helper: Key, far: int) -> Steps:
        far += self.price[helper]
        for request, points in self.wanted[helper].items():
            yield far + self.gain[request] - points, request, self.helper_of.get(request)
