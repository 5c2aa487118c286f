"""The pairs that may be made, with their points less the helpers' prices: found when asked for, never listed."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from bot.domain.matching.order import by_id, seniority
from bot.domain.matching.rules import Bits, Rules, ones
from bot.domain.matching.score import (
    helper_parts,
    parts,
    penalties,
    region_points,
    request_points,
    spared,
)
from bot.domain.matching.skilled import Skilled
from bot.domain.matching.snapshot import Key, Snapshot, Waiting


class Row(NamedTuple):
    """The helpers of one request: all of them, and by the points that do not depend on who they are, most first."""

    skilled: Skilled
    helpers: Bits
    cells: list[tuple[int, Bits]]


class Pairs:
    """Requests and helpers as numbers, the scarcest need and the one asked longest ago first.

    A pair's points are those of the request, of the ties of group and region, and of the helper. The first two make a
    few cells of equal points per request, the last is the same for all requests of a need: so bit sets find the best.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        """Sort who waits and who can help at all; prices start at what the first place costs."""
        self.snapshot = snapshot
        self.helpers = sorted(
            (h for h in snapshot.candidates if h.active and h.capacity > h.load), key=seniority
        )
        self.penalties = [penalties(snapshot.score, helper) for helper in self.helpers]
        self.price = [places[0] for places in self.penalties]
        self._able = self._by_need()
        asked = Counter(each.need for each in snapshot.waiting)
        scarcity = {need: asked[need] / len(able) for need, able in self._able.items() if able}
        self._base = {each.id: request_points(snapshot.score, each) for each in snapshot.waiting}
        self.requests = sorted(
            (each for each in snapshot.waiting if each.need in scarcity),
            key=lambda each: (-scarcity[each.need], each.need, -self._base[each.id], by_id(each.id)),
        )
        self._known = _by_first(snapshot.successes)
        self._skilled = self._sorted()
        self._places = self._places_in_sets()
        self._rows: dict[int, Row] = {}

    def best(self, request: int, least: int = 0) -> int:
        """Return the most points less price among open helpers, if more than `least`, else `least`."""
        skilled, helpers, cells = self.row(request)
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
        """Return the open helpers with so many points less price, and close them; `least` is above 0."""
        skilled, left, cells = self.row(request)
        levels, wanted = skilled.at_least, least - skilled.floor
        if not cells or wanted - cells[0][0] >= len(levels):
            return []
        left &= levels[wanted - cells[0][0]] & skilled.open
        if not left:
            return []
        found, highest = 0, len(levels)
        for bonus, cell in cells:
            if wanted - bonus >= highest:
                break
            found |= left & cell & levels[wanted - bonus]
        if not found:
            return []
        skilled.open ^= found
        numbers = list(skilled.numbers(found))
        for helper in numbers:
            for other, i in self._places[helper]:
                if other is not skilled:
                    other.open ^= 1 << i
        return numbers

    def more(self, request: int, least: int) -> bool:
        """Whether there may still be open helpers with so many points less price."""
        skilled, left, cells = self.row(request)
        level = least - skilled.floor - cells[0][0] if cells else len(skilled.at_least)
        return level < len(skilled.at_least) and bool(left & skilled.open & skilled.at_least[level])

    def open_all(self) -> None:
        """Open all helpers again for the next search."""
        for skilled in self._skilled.values():
            skilled.open = skilled.everybody

    def raise_price(self, helper: int, rise: int) -> None:
        """Raise the price of a helper."""
        self.price[helper] += rise
        for skilled, i in self._places[helper]:
            skilled.lower(i, rise)

    def listed(self, request: int) -> dict[int, int]:
        """Return all helpers of a request with the points of the pair before the load."""
        skilled, _, cells = self.row(request)
        return {
            skilled.members[i]: bonus + skilled.nets[i] + self.price[skilled.members[i]]
            for bonus, cell in cells
            for i in ones(cell)
        }

    def worth(self, request: int, helper: int) -> int:
        """Return the points of a pair before the load."""
        return sum(parts(self.snapshot, self.requests[request], self.helpers[helper]).values())

    def row(self, request: int) -> Row:
        """Return the helpers of a request."""
        made = self._rows.get(request)
        if made is None:
            made = self._rows[request] = self._row(self.requests[request])
        return made

    def _row(self, waiting: Waiting) -> Row:
        skilled, score = self._skilled[waiting.need], self.snapshot.score
        rules, base = skilled.rules, self._base[waiting.id]
        helpers = rules.may_ask(waiting)
        if not helpers:
            return Row(skilled, 0, [])
        own, near = rules.own(waiting), rules.neighbouring(waiting)
        same, beside = rules.same_region(waiting), rules.near_region(waiting)
        same_points, beside_points = region_points(score, waiting)
        known = rules.bits(self._known.get(waiting.requester, ()))
        cells: dict[int, Bits] = {}
        for knows, who in ((score.previous, helpers & known), (0, helpers & ~known)):
            for group, crowd in (
                (score.own_group, who & own),
                (score.neighbouring_group, who & near & ~own),
                (0, who & ~own & ~near),
            ):
                for region, cell in (
                    (same_points, crowd & same),
                    (beside_points, crowd & beside & ~same),
                    (0, crowd & ~same & ~beside),
                ):
                    if cell:
                        points = base + knows + group + region
                        cells[points] = cells.get(points, 0) | cell
        return Row(skilled, helpers, sorted(cells.items(), reverse=True))

    def _by_need(self) -> dict[str, list[int]]:
        able: dict[str, list[int]] = {each.need: [] for each in self.snapshot.waiting}
        for number, helper in enumerate(self.helpers):
            for need in helper.needs & able.keys():
                able[need].append(number)
        return able

    def _sorted(self) -> dict[str, Skilled]:
        snapshot, score = self.snapshot, self.snapshot.score
        brings = [
            sum(helper_parts(score, helper).values()) - self.price[i] for i, helper in enumerate(self.helpers)
        ]
        ties = (
            score.previous
            + max(score.own_group, score.neighbouring_group)
            + max(
                score.same_region,
                score.neighbouring_region,
                score.same_region_in_person,
                score.neighbouring_region_in_person,
            )
        )
        floor = -max(self._base.values(), default=0) - ties
        found = {}
        for need, able in self._able.items():
            nets = [brings[i] - spared(snapshot.rarity, self.helpers[i], need) for i in able]
            found[need] = Skilled(Rules(snapshot, [self.helpers[i] for i in able]), able, nets, floor)
        return found

    def _places_in_sets(self) -> list[list[tuple[Skilled, int]]]:
        places: list[list[tuple[Skilled, int]]] = [[] for _ in self.helpers]
        for skilled in self._skilled.values():
            for i, helper in enumerate(skilled.members):
                places[helper].append((skilled, i))
        return places


def _by_first(successes: Mapping[tuple[Key, Key], int]) -> dict[Key, list[Key]]:
    found: dict[Key, list[Key]] = {}
    for (requester, helper), times in successes.items():
        if times > 0:
            found.setdefault(requester, []).append(helper)
    return found
