"""The pairs at the present prices: who has the most points less price for a request, and who has so many."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from bot.domain.matching.pairs import Cells, Pairs
from bot.domain.matching.rules import Bits
from bot.domain.matching.skilled import Skilled

NOTHING: Final = -(1 << 60)  # points of a request that has no helpers


class _Row(NamedTuple):
    skilled: Skilled
    helpers: Bits
    most: int  # of its cells
    cells: Cells


class Priced:
    """Pairs with a price for each helper; a search closes the helpers that it has come to.

    With a grain of 8 every 8 points count as one, so that prices are found roughly and soon.
    """

    def __init__(self, pairs: Pairs, prices: Sequence[int], grain: int = 1) -> None:
        """Begin with prices in points, but none below what the first place of a helper costs."""
        self.pairs, self.grain = pairs, grain
        self.penalties = [[points // grain for points in places] for places in pairs.penalties]
        self.price = [
            max(places[0], price // grain) for places, price in zip(self.penalties, prices, strict=True)
        ]
        self._skilled = {need: self._made(need) for need in pairs.able}
        self._places = self._places_in_sets()
        self._rows = [self._row(request) for request in range(len(pairs.requests))]

    def best(self, request: int, least: int = 0) -> int:
        """Return the most points less price among open helpers, if more than `least`, else `least`."""
        skilled, helpers, _, cells = self._rows[request]
        levels, floor, left = skilled.at_least, skilled.floor, helpers & skilled.open
        for bonus, cell in cells:
            low, high = least + 1 - bonus - floor, len(levels) - 1  # nobody is at the highest level
            if low >= high:
                break
            crowd = left & cell & levels[low]
            if not crowd:
                continue
            while high - low > 1:
                middle = (low + high) >> 1
                if higher := crowd & levels[middle]:
                    low, crowd = middle, higher
                else:
                    high = middle
            least = low + bonus + floor
        return least

    def take(self, request: int, least: int) -> list[int]:
        """Return the open helpers with so many points less price, and close them; `least` is not below 0."""
        skilled, left, most, cells = self._rows[request]
        levels, wanted = skilled.at_least, least - skilled.floor
        highest = len(levels)
        if wanted - most >= highest:
            return []
        left &= levels[wanted - most] & skilled.open
        if not left:
            return []
        found = 0
        for bonus, cell in cells:
            if wanted - bonus >= highest:
                break
            found |= left & cell & levels[wanted - bonus]
        if not found:
            return []
        numbers = skilled.numbers(found)
        places = self._places
        for helper in numbers:
            for each, bit in places[helper]:
                each.open ^= bit
        return numbers

    def more(self, request: int, least: int) -> bool:
        """Whether there may still be open helpers with so many points less price."""
        skilled, left, most, _ = self._rows[request]
        level = least - skilled.floor - most
        return level < len(skilled.at_least) and bool(left & skilled.open & skilled.at_least[level])

    def open_all(self) -> None:
        """Open all helpers again for the next search."""
        for skilled in self._skilled.values():
            skilled.open = skilled.everybody

    def open(self, helpers: Iterable[int]) -> None:
        """Open these helpers again."""
        for helper in helpers:
            for each, bit in self._places[helper]:
                each.open |= bit

    def raise_price(self, helper: int, rise: int) -> None:
        """Raise the price of a helper."""
        self.price[helper] += rise
        for skilled, bit in self._places[helper]:
            skilled.lower(bit.bit_length() - 1, rise)

    def _row(self, request: int) -> _Row:
        cells = self._in_grains(self.pairs.cells(request))
        helpers = 0
        for _, cell in cells:
            helpers |= cell
        most = cells[0][0] if cells else NOTHING
        return _Row(self._skilled[self.pairs.requests[request].need], helpers, most, cells)

    def _in_grains(self, cells: Cells) -> Cells:
        if self.grain == 1:
            return cells
        rough: dict[int, Bits] = {}
        for points, cell in cells:
            rough[points // self.grain] = rough.get(points // self.grain, 0) | cell
        return tuple(rough.items())

    def _made(self, need: str) -> Skilled:
        able = self.pairs.able[need]
        brings = zip(able, self.pairs.brings[need], strict=True)
        return Skilled(
            able,
            [points // self.grain - self.price[i] for i, points in brings],
            -(self.pairs.most // self.grain) - 1,
        )

    def _places_in_sets(self) -> list[list[tuple[Skilled, Bits]]]:
        places: list[list[tuple[Skilled, Bits]]] = [[] for _ in self.price]
        for skilled in self._skilled.values():
            for i, helper in enumerate(skilled.members):
                places[helper].append((skilled, 1 << i))
        return places
