"""Checks an assignment from scratch: every rule, every place, every point, and that no other could have more.

It shares nothing with the solver but the rules of one pair and the points of one pair.
"""

from collections import Counter
from dataclasses import dataclass

from bot.domain.matching.assignment import Assignment
from bot.domain.matching.pair import broken
from bot.domain.matching.score import parts, penalties
from bot.domain.matching.snapshot import Key, Snapshot


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

    Looks at every pair one by one: ten seconds and more for 10,000 requests and 6,000 helpers.
    """
    return Proof(
        tuple(_wrong(snapshot, found.pairs)), score(snapshot, found.pairs), bound(snapshot, found.prices)
    )


def score(snapshot: Snapshot, pairs: tuple[tuple[Key, Key], ...]) -> int:
    """Return the points of all pairs less what the helpers' new places cost."""
    waiting = {each.id: each for each in snapshot.waiting}
    helpers = {each.id: each for each in snapshot.candidates}
    new = Counter(helper for _, helper in pairs)
    worth = sum(sum(parts(snapshot, waiting[request], helpers[helper]).values()) for request, helper in pairs)
    return worth - sum(sum(penalties(snapshot.score, helpers[id])[:taken]) for id, taken in new.items())


def bound(snapshot: Snapshot, prices: dict[Key, int]) -> int:
    """Return what no assignment can exceed: the best of every request and of every place at these prices."""
    most = 0
    for waiting in snapshot.waiting:
        gains = (
            sum(parts(snapshot, waiting, helper).values()) - prices[helper.id]
            for helper in snapshot.candidates
            if not broken(snapshot, waiting, helper)
        )
        most += max(0, max(gains, default=0))
    for helper in snapshot.candidates:
        most += sum(max(0, prices[helper.id] - penalty) for penalty in penalties(snapshot.score, helper))
    return most


def _wrong(snapshot: Snapshot, pairs: tuple[tuple[Key, Key], ...]) -> list[str]:
    waiting = {each.id: each for each in snapshot.waiting}
    helpers = {each.id: each for each in snapshot.candidates}
    found = []
    for request, helper in pairs:
        if codes := broken(snapshot, waiting[request], helpers[helper]):
            found.append(f"{request} with {helper}: {', '.join(codes)}")
    twice = [request for request, number in Counter(request for request, _ in pairs).items() if number > 1]
    found += [f"{request}: request_twice" for request in twice]
    new = Counter(helper for _, helper in pairs)
    found += [
        f"{id}: capacity" for id, taken in new.items() if taken > len(penalties(snapshot.score, helpers[id]))
    ]
    return found
