"""Why this pair: points as a list that adds up, the runner-up, and for whom a nicer helper is kept."""

from dataclasses import dataclass

from bot.domain.matching.assignment import Assignment
from bot.domain.matching.order import seniority
from bot.domain.matching.rules import Rules
from bot.domain.matching.score import parts, penalties
from bot.domain.matching.snapshot import Candidate, Key, Waiting


@dataclass(frozen=True, slots=True)
class Kept:
    """A helper with more points, who is kept for another request."""

    helper: Key
    more: int  # points more for this request
    price: int  # what a place of theirs is worth to the others
    request: Key  # that one of those kept for them which has the fewest others to ask
    others: int  # how many else could be asked about it


@dataclass(frozen=True, slots=True)
class Why:
    """A pair explained: `parts` and `load` (0 or below) add up to `points`, and over all pairs to the score."""

    request: Key
    helper: Key
    parts: dict[str, int]
    load: int
    points: int
    runner_up: (
        tuple[Key, int] | None
    )  # who would be best without this helper, with the points of the pair; None: nobody
    kept: Kept | None  # None: nobody has more points for this request alone


class Reasons:
    """Explains the pairs of an assignment; what is left over is explained by `Rules`: funnel, missing, resting."""

    def __init__(self, rules: Rules, found: Assignment) -> None:
        """Take the rules of a snapshot and an assignment of it."""
        self._rules, self._prices = rules, found.prices
        self._waiting = {each.id: each for each in rules.snapshot.waiting}
        self._helper_of = dict(found.pairs)
        self._guests: dict[Key, list[Key]] = {}
        for request, helper in found.pairs:
            self._guests.setdefault(helper, []).append(request)

    def parts(self, request: Key) -> tuple[dict[str, int], int]:
        """Return the points of a pair by name, and the load (0 or below); KeyError when the request is left over."""
        helper = self._helper(request)
        place = self._guests[helper.id].index(request)
        score = self._rules.snapshot.score
        return parts(self._rules.snapshot, self._waiting[request], helper), -penalties(score, helper)[place]

    def why(self, request: Key) -> Why:
        """Explain the pair of a request; KeyError when the request is left over."""
        helper, waiting = self._helper(request), self._waiting[request]
        named, load = self.parts(request)
        points = {
            each: self._alone(waiting, each) for each in self._rules.helpers(self._rules.may_ask(waiting))
        }
        mine = points.pop(helper)
        best = min(points, key=lambda each: (-points[each], seniority(each)), default=None)
        return Why(
            request,
            helper.id,
            named,
            load,
            sum(named.values()) + load,
            (best.id, points[best]) if best else None,
            self._kept(best, points[best] - mine) if best else None,
        )

    def _helper(self, request: Key) -> Candidate:
        return self._rules.candidates[self._rules.position[self._helper_of[request]]]

    def _alone(self, waiting: Waiting, helper: Candidate) -> int:
        """Return the points of a pair as if nobody else waited."""
        snapshot = self._rules.snapshot
        return sum(parts(snapshot, waiting, helper).values()) - penalties(snapshot.score, helper)[0]

    def _kept(self, helper: Candidate, more: int) -> Kept | None:
        guests = self._guests.get(helper.id)
        if more <= 0 or not guests:
            return None
        others = {each: self._rules.may_ask(self._waiting[each]).bit_count() - 1 for each in guests}
        scarcest = min(guests, key=lambda each: others[each])
        return Kept(helper.id, more, self._prices[helper.id], scarcest, others[scarcest])
