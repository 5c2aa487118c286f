"""Prices and places: seats one request after the other, each at the best for all, by the shortest chain of moves."""

from dataclasses import dataclass, field

from bot.domain.matching.pairs import Pairs

NOWHERE = -1
NO_WAY = 1 << 60


@dataclass(slots=True)
class _Search:
    """How far each helper is, and by whom; `end` is the shortest way to a free place or to somebody who gives up."""

    far: dict[int, int]  # request: its gain and its distance
    end: int
    last: int = NOWHERE
    distance: dict[int, int] = field(default_factory=dict)
    by: dict[int, int] = field(default_factory=dict)  # helper: the request that would move there


class Seating:
    """Who sits with whom, and the prices that prove it best.

    Kept true between calls, for request `r` and helper `h` of points `w`: `gain[r] >= w - price[h]`, and equal where
    r sits with h; who was left over has a gain of 0; a price is not below the penalty of the helper's last taken
    place, nor above that of the next free one.
    """

    def __init__(self, pairs: Pairs) -> None:
        """Begin with nobody seated."""
        self.pairs = pairs
        self.price = pairs.price
        self.gain = [0] * len(pairs.requests)
        self.helper_of = [NOWHERE] * len(pairs.requests)
        self.guests: list[list[int]] = [[] for _ in pairs.helpers]
        self._exit = [0] * len(pairs.helpers)  # what it costs to free, or to take, a place here

    def seat(self, request: int) -> None:
        """Give one more request a helper; it, or the last of the chain of moves, may have to give up."""
        best = self.pairs.best(request)
        if best <= 0:
            return
        self.gain[request] = best
        search = _Search({request: best}, best)
        self._look(search, request)
        self.pairs.open_all()
        self._settle(search, request)

    def _look(self, search: _Search, request: int) -> None:
        """Go through the helpers by rising distance, all of one distance together."""
        level, waiting = 0, [request]
        while waiting:
            found = len(search.distance)
            waiting = self._look_at_level(search, level, waiting)
            far, nearer = search.far, search.end - 1
            if level >= nearer:
                return
            waiting = [r for r in waiting if self.pairs.more(r, far[r] - nearer)]
            if len(search.distance) > found:
                level += 1
            elif waiting:
                level = min(far[r] - self.pairs.best(r, far[r] - search.end) for r in waiting)

    def _look_at_level(self, search: _Search, level: int, waiting: list[int]) -> list[int]:
        """Find all helpers at this distance; return the requests looked through, with those met on the way."""
        take, far, gain, exits, guests = self.pairs.take, search.far, self.gain, self._exit, self.guests
        looked = []
        while waiting:
            r = waiting.pop()
            looked.append(r)
            for h in take(r, far[r] - level):
                search.distance[h] = level
                search.by[h] = r
                if level + exits[h] < search.end:
                    search.end, search.last = level + exits[h], h
                    if search.end == level:
                        return looked
                for guest in guests[h]:
                    far[guest] = level + gain[guest]
                    waiting.append(guest)
        return looked

    def _settle(self, search: _Search, request: int) -> None:
        """Raise the prices on the way, so that the whole chain is the best choice of each, and move it."""
        gain, exits = self.gain, self._exit
        gain[request] -= search.end
        for h, distance in search.distance.items():
            rise = search.end - distance
            if rise > 0:
                self.pairs.raise_price(h, rise)
                exits[h] -= rise
                for r in self.guests[h]:
                    gain[r] -= rise
        if search.last != NOWHERE:
            if not self.has_place(search.last):
                self._give_up(search.last)
            self.move(search.last, search.by)

    def has_place(self, helper: int) -> bool:
        """Whether one more place of the helper can be taken at the present price."""
        places, taken = self.pairs.penalties[helper], len(self.guests[helper])
        return taken < len(places) and places[taken] == self.price[helper]

    def may_leave(self, helper: int) -> bool:
        """Whether the helper's last taken place could as well stay free at the present price."""
        taken = len(self.guests[helper])
        return taken > 0 and self.pairs.penalties[helper][taken - 1] == self.price[helper]

    def _give_up(self, helper: int) -> None:
        leaver = next(r for r in self.guests[helper] if self.gain[r] == 0)
        self.guests[helper].remove(leaver)
        self.helper_of[leaver] = NOWHERE

    def move(self, last: int, by: dict[int, int], first: int = NOWHERE) -> None:
        """Move everybody on the chain one helper on, from its end back to where it began."""
        helper = last
        while helper != first:
            mover = by[helper]
            left, self.helper_of[mover] = self.helper_of[mover], helper
            self.guests[helper].append(mover)
            if left != NOWHERE:
                self.guests[left].remove(mover)
            self._renew(helper)
            helper = left
        if first != NOWHERE:
            self._renew(first)

    def _renew(self, helper: int) -> None:
        places, guests = self.pairs.penalties[helper], self.guests[helper]
        take = places[len(guests)] - self.price[helper] if len(guests) < len(places) else NO_WAY
        self._exit[helper] = min((self.gain[r] for r in guests), default=NO_WAY)
        self._exit[helper] = min(self._exit[helper], take)
