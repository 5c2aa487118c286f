"""The hard rules as sets: one whole number per rule and value, whose bit `i` is the i-th helper."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Final

from bot.domain.matching.forbidden import broken
from bot.domain.matching.order import seniority
from bot.domain.matching.snapshot import ALL, NOW, OWN, Candidate, Key, Snapshot, Waiting
from bot.domain.week import BLOCKS

Bits = int
_Kinds = Mapping[Hashable, Bits]


class Rules:
    """Who may be asked about which request of a snapshot; helpers asked longest ago have the lowest bits.

    `only` narrows it to some of the helpers. Cheap to make: some hundred helpers cost under a millisecond.
    """

    def __init__(self, snapshot: Snapshot, only: Iterable[Candidate] | None = None) -> None:
        """Sort the helpers into sets."""
        self.snapshot = snapshot
        self.candidates: Final = sorted(snapshot.candidates if only is None else only, key=seniority)
        self.position: Final = {candidate.id: i for i, candidate in enumerate(self.candidates)}
        self.everybody: Final = (1 << len(self.candidates)) - 1
        self._groups = self._sets(lambda helper: helper.groups)
        self._needs = self._sets(lambda helper: helper.needs)
        self._languages = self._sets(lambda helper: helper.languages)
        self._genders = self._sets(lambda helper: (helper.gender,))
        self._regions = self._sets(lambda helper: helper.regions)
        self._flags = self._sets(_flags)
        self._blocks = [
            self._set(helper.slots >> block & 1 for helper in self.candidates) for block in range(BLOCKS)
        ]
        self._barred = self._pairs(snapshot.barred)
        self._blocked = self._pairs(snapshot.blocks) if snapshot.blocks else {}
        for person, others in self._pairs((b, a) for a, b in snapshot.blocks).items():
            self._blocked[person] = self._blocked.get(person, 0) | others
        self._free_times: dict[int, Bits] = {}

    def may_ask(self, waiting: Waiting) -> Bits:
        """Return the helpers that no rule forbids, as bits."""
        left = self.everybody
        for step in _STEPS.values():
            left &= step(self, waiting)
            if not left:
                return 0
        return left

    def helpers(self, bits: Bits) -> Iterator[Candidate]:
        """Yield the helpers of a set, the one asked longest ago first."""
        return (self.candidates[i] for i in ones(bits))

    def bits(self, ids: Iterable[Key]) -> Bits:
        """Return these helpers as a set; whoever is not here is left out."""
        together = 0
        for id in ids:
            if id in self.position:
                together |= 1 << self.position[id]
        return together

    def funnel(self, waiting: Waiting) -> list[tuple[str, int]]:
        """Return each rule with the number of helpers left after it, in the order in which the rules narrow."""
        left, counts = self.everybody, []
        for code, step in _STEPS.items():
            left &= step(self, waiting)
            counts.append((code, left.bit_count()))
        return counts

    def missing(self, waiting: Waiting) -> list[tuple[str, int]]:
        """Return how many helpers there would be if one rule did not exist, for each that matters; most first."""
        passed = {code: step(self, waiting) for code, step in _STEPS.items()}
        found = [(code, self._but_for(code, passed).bit_count()) for code in passed]
        have = self.may_ask(waiting).bit_count()
        return sorted((each for each in found if each[1] > have), key=lambda each: -each[1])

    def _but_for(self, code: str, passed: Mapping[str, Bits]) -> Bits:
        """Return the helpers that no rule forbids but, perhaps, the one with this code."""
        left = self.everybody
        for other, bits in passed.items():
            if other != code:
                left &= bits
        return left

    def resting(self, waiting: Waiting) -> list[Candidate]:
        """Return who could be asked but for their rest: who is back first comes first, who gave no date last."""
        passed = {code: step(self, waiting) for code, step in _STEPS.items()}
        fitting = (helper for helper in self.helpers(self._but_for("inactive", passed)) if helper.resting)
        return sorted(fitting, key=lambda helper: (not helper.back_at, helper.back_at))

    def broken(self, waiting: Waiting, candidate: Candidate) -> tuple[str, ...]:
        """Return the codes of all rules that forbid this pair."""
        return broken(self.snapshot, waiting, candidate)

    def own(self, waiting: Waiting) -> Bits:
        """Return the helpers of the request's own group."""
        return self._groups.get(waiting.group, 0)

    def neighbouring(self, waiting: Waiting) -> Bits:
        """Return the helpers of the groups next to the request's own, who may be of its own too."""
        if waiting.group is None:
            return 0
        return _union(self._groups, self.snapshot.near_groups.get(waiting.group, ()))

    def same_region(self, waiting: Waiting) -> Bits:
        """Return the helpers of the request's region."""
        return self._regions.get(waiting.region, 0)

    def near_region(self, waiting: Waiting) -> Bits:
        """Return the helpers of the regions next to the request's, who may be of its own too."""
        return _union(self._regions, self.snapshot.near_regions.get(waiting.region, ()))

    def circle(self, waiting: Waiting) -> Bits:
        """Return the helpers of the groups that are open to the request by now."""
        if waiting.group is None or waiting.circle == ALL:
            return self.everybody
        return self.own(waiting) if waiting.circle == OWN else self.own(waiting) | self.neighbouring(waiting)

    def can(self, waiting: Waiting) -> Bits:
        """Return the helpers with the skill."""
        return self._needs.get(waiting.need, 0)

    def _understand(self, waiting: Waiting) -> Bits:
        return _union(self._languages, waiting.languages)

    def _gender(self, waiting: Waiting) -> Bits:
        return self._genders.get(waiting.wants, 0) if waiting.wants else self.everybody

    def _region(self, waiting: Waiting) -> Bits:
        if not waiting.in_person:
            return self.everybody
        return self._flags.get("in_person", 0) & (self.same_region(waiting) | self.near_region(waiting))

    def _travel(self, waiting: Waiting) -> Bits:
        if not waiting.in_person or not waiting.restricted:
            return self.everybody
        return self._flags.get("can_travel", 0) | self.same_region(waiting) | ~self.near_region(waiting)

    def _slots(self, waiting: Waiting) -> Bits:
        known = self._free_times.get(waiting.slots)
        if known is None:
            known = 0
            for block in ones(waiting.slots):
                known |= self._blocks[block]
            self._free_times[waiting.slots] = known
        return known

    def _active(self, waiting: Waiting) -> Bits:
        return self._flags.get("active", 0)

    def _free(self, waiting: Waiting) -> Bits:
        return self._flags.get("free", 0)

    def _askable(self, waiting: Waiting) -> Bits:
        return self._flags.get(("asked", waiting.urgency), 0)

    def _awake(self, waiting: Waiting) -> Bits:
        return self._flags.get(("awake", waiting.urgency), 0)

    def _not_declined(self, waiting: Waiting) -> Bits:
        return ~self._barred.get(waiting.id, 0)

    def _not_blocked(self, waiting: Waiting) -> Bits:
        return ~self._blocked.get(waiting.requester, 0)

    def _others(self, waiting: Waiting) -> Bits:
        themself = self.position.get(waiting.requester)
        return self.everybody if themself is None else ~(1 << themself)

    def _kept_for(self, waiting: Waiting) -> Bits:
        if waiting.id not in self.snapshot.pinned:
            return self.everybody
        kept = self.position.get(self.snapshot.pinned[waiting.id])
        return 0 if kept is None else 1 << kept

    def _set(self, belongs: Iterable[int]) -> Bits:
        """Return the set of the helpers whose number in the row is not zero."""
        return int("".join("1" if each else "0" for each in belongs)[::-1] or "0", 2)

    def _sets(self, kinds: Callable[[Candidate], Iterable[Hashable]]) -> dict[Hashable, Bits]:
        found: defaultdict[Hashable, Bits] = defaultdict(int)
        for i, helper in enumerate(self.candidates):
            for kind in kinds(helper):
                found[kind] |= 1 << i
        return dict(found)

    def _pairs(self, pairs: Iterable[tuple[Key, Key]]) -> dict[Key, Bits]:
        found: dict[Key, Bits] = {}
        for one, other in pairs:
            if other in self.position:
                found[one] = found.get(one, 0) | 1 << self.position[other]
        return found


_STEPS: Final[dict[str, Callable[[Rules, Waiting], Bits]]] = {
    "group": Rules.circle,
    "skill": Rules.can,
    "language": Rules._understand,
    "gender": Rules._gender,
    "region": Rules._region,
    "travel": Rules._travel,
    "slots": Rules._slots,
    "inactive": Rules._active,
    "full": Rules._free,
    "asked": Rules._askable,
    "quiet": Rules._awake,
    "declined": Rules._not_declined,
    "blocked": Rules._not_blocked,
    "self": Rules._others,
    "pinned": Rules._kept_for,
}


def ones(bits: Bits) -> Iterator[int]:
    """Yield the positions of the bits that are set, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _flags(helper: Candidate) -> Iterator[Hashable]:
    for name in ("in_person", "can_travel", "active"):
        if getattr(helper, name):
            yield name
    if helper.capacity > helper.load:
        yield "free"
    for urgency in range(1, NOW + 1):
        if urgency >= helper.asked_from:
            yield "asked", urgency
        if urgency >= helper.awake_from:
            yield "awake", urgency


def _union(sets: _Kinds, kinds: Iterable[Hashable]) -> Bits:
    together = 0
    for kind in kinds:
        together |= sets.get(kind, 0)
    return together
