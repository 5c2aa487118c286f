"""Checks an assignment from scratch: every rule, every place, every point, and that no other could have more.

It shares nothing with the solver but the rules of one pair and the points of one pair.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.matching.assignment import Assignment
from bot.domain.matching.forbidden import allowed, broken
from bot.domain.matching.score import parts, penalties
from bot.domain.matching.snapshot import Candidate, Key, Snapshot, Waiting


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found: `wrong` names what is not allowed, `score` and `bound` are counted anew."""

    wrong: tuple[str, ...]
    score: int
    bound: int

    @property
    def best(self) -> bool:
        """Whether the assignment is allowed, and no other has more points."""
        return not self.wrong and self.score == self.bound


def check(snapshot: Snapshot, found: Assignment) -> Proof:
    """Look through an assignment; any prices give a true bound, only the right ones one that equals the score.

    Looks at every pair one by one: about a minute for 10,000 requests and 6,000 helpers.
    """
    waiting = {each.id: each for each in snapshot.waiting}
    helpers = {each.id: each for each in snapshot.candidates}
    wrong = [f"{r} with {h}: unknown_id" for r, h in found.pairs if r not in waiting or h not in helpers]
    made = [(waiting[r], helpers[h]) for r, h in found.pairs if r in waiting and h in helpers]
    wrong += [
        f"{request.id} with {helper.id}: {', '.join(codes)}"
        for request, helper in made
        if (codes := broken(snapshot, request, helper))
    ]
    asked, taken = Counter(request.id for request, _ in made), Counter(helper.id for _, helper in made)
    wrong += [f"{id}: request_twice" for id, times in asked.items() if times > 1]
    wrong += [
        f"{id}: capacity"
        for id, places in taken.items()
        if places > len(penalties(snapshot.score, helpers[id]))
    ]
    return Proof(tuple(wrong), score(snapshot, made), bound(snapshot, found.prices))


def score(snapshot: Snapshot, made: Sequence[tuple[Waiting, Candidate]]) -> int:
    """Return the points of all pairs, less what the new places of each helper cost."""
    taken = Counter(helper.id for _, helper in made)
    costs = {helper.id: penalties(snapshot.score, helper)[: taken[helper.id]] for _, helper in made}
    worth = sum(sum(parts(snapshot, request, helper).values()) for request, helper in made)
    return worth - sum(map(sum, costs.values()))


def bound(snapshot: Snapshot, prices: Mapping[Key, int]) -> int:
    """Return what no assignment can exceed: the best of every request, and of every place, at these prices."""
    most = 0
    for waiting in snapshot.waiting:
        gains = (
            sum(parts(snapshot, waiting, helper).values()) - prices.get(helper.id, 0)
            for helper in snapshot.candidates
            if allowed(snapshot, waiting, helper)
        )
        most += max(0, max(gains, default=0))
    for helper in snapshot.candidates:
        price = prices.get(helper.id, 0)
        most += sum(max(0, price - penalty) for penalty in penalties(snapshot.score, helper))
    return most
