"""Prices and places: seats one more request at a time, at the best for all, by the shortest chain of moves."""

from heapq import heappop, heappush

from bot.domain.matching.listing import Pairs

NOWHERE = -1


class Seating:
    """Who sits with whom, and the prices that prove it best.

    Kept true between calls, for request `r` and helper `h` of points `w`: `gain[r] >= w - price[h]`, with equality
    where r sits with h; nobody left over has a gain; a price is between the penalties of the helper's last taken and
    next free place.
    """

    def __init__(self, pairs: Pairs) -> None:
        self.pairs = pairs
        self.helper_of = [NOWHERE] * len(pairs.requests)
        self.gain = [0] * len(pairs.requests)
        self.guests: list[list[int]] = [[] for _ in pairs.helpers]
        self.price = [places[0] if places else 0 for places in pairs.penalties]

    def seat(self, request: int) -> None:
        """Give a request a helper, moving others along the shortest chain; it, or the last of the chain, may fail."""
        price, rows = self.price, self.pairs.rows
        self.gain[request] = end = max((w - price[h] for w, h in rows[request]), default=0)
        if end <= 0:
            self.gain[request] = 0
            return
        last, leaver = NOWHERE, request  # how the best chain so far ends: who takes a free place, or leaves
        distance: dict[int, int] = {}
        came: dict[int, int] = {}  # helper: the request that moves there
        settled: list[int] = []
        queue: list[tuple[int, int]] = []
        scan = [(request, 0)]
        while True:
            for r, d in scan:
                base = d + self.gain[r]
                for w, h in rows[r]:
                    reach = base - w + price[h]
                    if reach < end and reach < distance.get(h, end):
                        distance[h] = reach
                        came[h] = r
                        heappush(queue, (reach, h))
            while queue and queue[0][0] > distance[queue[0][1]]:
                heappop(queue)
            if not queue or queue[0][0] >= end:
                break
            d, h = heappop(queue)
            settled.append(h)
            penalties, guests = self.pairs.penalties[h], self.guests[h]
            if len(guests) < len(penalties) and d + penalties[len(guests)] - price[h] < end:
                end, last, leaver = d + penalties[len(guests)] - price[h], h, NOWHERE
            for r in guests:
                if d + self.gain[r] < end:
                    end, last, leaver = d + self.gain[r], h, r
            scan = [(r, d) for r in guests]
        self._reprice(request, settled, distance, end)
        self._move(request, last, leaver, came)

    def _reprice(self, request: int, settled: list[int], distance: dict[int, int], end: int) -> None:
        self.gain[request] -= end
        for h in settled:
            rise = end - distance[h]
            if rise > 0:
                self.price[h] += rise
                for r in self.guests[h]:
                    self.gain[r] -= rise

    def _move(self, request: int, last: int, leaver: int, came: dict[int, int]) -> None:
        """Move everybody on the chain one place on, from its end to its beginning."""
        if leaver == request:
            self.gain[request] = 0
            return
        if leaver != NOWHERE:
            self.guests[last].remove(leaver)
            self.helper_of[leaver] = NOWHERE
        h = last
        while True:
            r = came[h]
            before = self.helper_of[r]
            self.guests[h].append(r)
            self.helper_of[r] = h
            if r == request:
                return
            self.guests[before].remove(r)
            h = before
