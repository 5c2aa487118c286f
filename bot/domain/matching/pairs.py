"""The pairs that may be made, with their points: found when asked for, never listed."""

from collections import Counter
from collections.abc import Mapping, Sequence

from bot.domain.matching.order import by_id, seniority
from bot.domain.matching.rules import Bits, Rules, ones
from bot.domain.matching.score import (
    Score,
    helper_parts,
    parts,
    penalties,
    region_points,
    request_points,
    spared,
)
from bot.domain.matching.snapshot import Key, Snapshot, Waiting

Cells = Sequence[tuple[int, Bits]]


class Pairs:
    """Requests and helpers as numbers, the scarcest need and the one asked longest ago first.

    A pair's points are those of the request, of the ties of group and region, and what the helper brings. The first
    two make a few cells of equal points per request, the last is the same for all requests of a need.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        """Sort who waits and who can help at all."""
        self.snapshot = snapshot
        self.helpers = sorted(
            (h for h in snapshot.candidates if h.active and h.capacity > h.load), key=seniority
        )
        self.penalties = [penalties(snapshot.score, helper) for helper in self.helpers]
        self.able = self._by_need()
        asked = Counter(each.need for each in snapshot.waiting)
        scarcity = {need: asked[need] / len(able) for need, able in self.able.items() if able}
        self._base = {each.id: request_points(snapshot.score, each) for each in snapshot.waiting}
        self.requests = sorted(
            (each for each in snapshot.waiting if each.need in scarcity),
            key=lambda each: (-scarcity[each.need], each.need, -self._base[each.id], by_id(each.id)),
        )
        self.brings = self._what_helpers_bring()
        self.most = max(self._base.values(), default=0) + _most_of_ties(snapshot.score)  # of any cell
        self._rules = {
            need: Rules(snapshot, [self.helpers[i] for i in able]) for need, able in self.able.items()
        }
        self._known = _by_first(snapshot.successes)
        self._cells: dict[int, Cells] = {}

    def cells(self, request: int) -> Cells:
        """Return the helpers of a request as sets of `able` by the points that each of a set has, most first."""
        made = self._cells.get(request)
        if made is None:
            made = self._cells[request] = self._made(self.requests[request])
        return made

    def listed(self, request: int) -> dict[int, int]:
        """Return all helpers of a request with the points of the pair before the load."""
        need = self.requests[request].need
        able, brings = self.able[need], self.brings[need]
        return {able[i]: points + brings[i] for points, cell in self.cells(request) for i in ones(cell)}

    def worth(self, request: int, helper: int) -> int:
        """Return the points of a pair before the load."""
        return sum(parts(self.snapshot, self.requests[request], self.helpers[helper]).values())

    def _made(self, waiting: Waiting) -> Cells:
        score = self.snapshot.score
        rules, base = self._rules[waiting.need], self._base[waiting.id]
        helpers = rules.may_ask(waiting)
        if not helpers:
            return ()
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
        return sorted(cells.items(), reverse=True)

    def _by_need(self) -> dict[str, list[int]]:
        able: dict[str, list[int]] = {each.need: [] for each in self.snapshot.waiting}
        for number, helper in enumerate(self.helpers):
            for need in helper.needs & able.keys():
                able[need].append(number)
        return able

    def _what_helpers_bring(self) -> dict[str, list[int]]:
        rarity, score = self.snapshot.rarity, self.snapshot.score
        brings = [sum(helper_parts(score, helper).values()) for helper in self.helpers]
        return {
            need: [brings[i] - spared(rarity, self.helpers[i], need) for i in able]
            for need, able in self.able.items()
        }


def _most_of_ties(score: Score) -> int:
    near = max(score.same_region, score.neighbouring_region)
    meeting = max(score.same_region_in_person, score.neighbouring_region_in_person)
    return max(0, score.previous) + max(0, score.own_group, score.neighbouring_group) + max(0, near, meeting)


def _by_first(successes: Mapping[tuple[Key, Key], int]) -> dict[Key, list[Key]]:
    found: dict[Key, list[Key]] = {}
    for (requester, helper), times in successes.items():
        if times > 0:
            found.setdefault(requester, []).append(helper)
    return found
