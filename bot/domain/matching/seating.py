"""Prices and places: seats all requests so that no other way is better, by the shortest chains of moves."""

from dataclasses import dataclass, field

from bot.domain.matching.priced import Priced

NOWHERE = -1
NO_WAY = 1 << 60


@dataclass(slots=True)
class _Search:
    """How far each helper is, and by whom; `end` is the shortest way to a free place or to somebody who gives up."""

    far: dict[int, int]  # request: its gain and its distance
    end: int
    last: int = NOWHERE
    distance: dict[int, int] = field(default_factory=dict)  # helper: points
    by: dict[int, int] = field(default_factory=dict)  # helper: the request that would move there


class Seating:
    """Who sits with whom, and the prices that prove it best.

    Kept true between calls, for request `r` and helper `h` of points `w`: `gain[r] >= w - price[h]`, and equal where
    r sits with h; who was left over has a gain of 0; a price is not below the penalty of the helper's last taken
    place, and not above that of the next free one, unless the prices to begin with were too high (`is_best`).
    """

    def __init__(self, priced: Priced) -> None:
        """Begin with nobody seated."""
        self.priced = priced
        self.price = priced.price
        self.gain = [0] * len(priced.pairs.requests)
        self.helper_of = [NOWHERE] * len(self.gain)
        self.guests: list[list[int]] = [[] for _ in self.price]
        self._exit = [0] * len(self.price)  # what it costs to take, or to free, a place here

    def seat(self, request: int) -> None:
        """Give one more request a helper; it, or the last of the chain of moves, may have to give up."""
        best = self.priced.best(request)
        if best <= 0:
            return
        self.gain[request] = best
        search = _Search({request: best}, best)
        self._look(search, [request])
        self.priced.open_all()
        self._settle(search, request)

    @property
    def is_best(self) -> bool:
        """Whether no free place has a price above what it costs."""
        return all(
            len(guests) == len(places) or price <= places[len(guests)]
            for price, places, guests in zip(self.price, self.priced.penalties, self.guests, strict=True)
        )

    def _look(self, search: _Search, waiting: list[int]) -> None:
        """Go through the helpers by rising distance, all of one distance together."""
        level = 0
        while waiting:
            found = len(search.distance)
            self._look_at_level(search, level, waiting)
            far, nearer = search.far, search.end - 1
            if level >= nearer:
                return
            waiting = [r for r in waiting if self.priced.more(r, far[r] - nearer)]
            if len(search.distance) > found:
                level += 1
            elif waiting:
                level = min(far[r] - self.priced.best(r, far[r] - search.end) for r in waiting)

    def _look_at_level(self, search: _Search, level: int, waiting: list[int]) -> None:
        """Find all helpers at this distance; adds the requests met on the way to those that are looked through."""
        take, gain, exits, guests = self.priced.take, self.gain, self._exit, self.guests
        far, distance, by = search.far, search.distance, search.by
        for r in waiting:
            for h in take(r, far[r] - level):
                distance[h] = level
                by[h] = r
                if level + exits[h] < search.end:
                    search.end, search.last = level + exits[h], h
                    if search.end == level:
                        return
                for guest in guests[h]:
                    far[guest] = level + gain[guest]
                    waiting.append(guest)

    def _settle(self, search: _Search, request: int) -> None:
        """Raise the prices on the way, so that the whole chain is the best choice of each, and move it."""
        gain, exits = self.gain, self._exit
        gain[request] -= search.end
        for h, distance in search.distance.items():
            rise = search.end - distance
            if rise > 0:
                self.priced.raise_price(h, rise)
                exits[h] -= rise
                for r in self.guests[h]:
                    gain[r] -= rise
        if search.last != NOWHERE:
            if self.has_place(search.last):
                self.move(search.last, search.by)
            else:
                guests = self.guests[search.last]
                self.give_up(next(r for r in guests if gain[r] == 0), search.by)

    def has_place(self, helper: int) -> bool:
        """Whether one more place of the helper can be taken at the present price."""
        places, taken = self.priced.penalties[helper], len(self.guests[helper])
        return taken < len(places) and places[taken] <= self.price[helper]

    def may_leave(self, helper: int) -> bool:
        """Whether the helper's last taken place could as well stay free at the present price."""
        taken = len(self.guests[helper])
        return taken > 0 and self.priced.penalties[helper][taken - 1] == self.price[helper]

    def give_up(self, leaver: int, by: dict[int, int]) -> None:
        """Let a request that gains nothing go without a helper, and move the chain that ends at its place."""
        helper = self.helper_of[leaver]
        self.guests[helper].remove(leaver)
        self.helper_of[leaver] = NOWHERE
        self.move(helper, by)

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
        places, guests = self.priced.penalties[helper], self.guests[helper]
        take = max(0, places[len(guests)] - self.price[helper]) if len(guests) < len(places) else NO_WAY
        self._exit[helper] = min([take, *(self.gain[r] for r in guests)])
