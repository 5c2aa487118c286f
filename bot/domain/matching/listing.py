"""All pairs that may be made, with their points, listed one by one."""

from bot.domain.matching.rules import Rules, by_id, ones
from bot.domain.matching.score import parts, penalties, request_points
from bot.domain.matching.snapshot import Snapshot


class Pairs:
    """Requests and helpers as numbers, those that are worth most and those asked longest ago first."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.rules = Rules(snapshot)
        self.helpers = self.rules.candidates
        score = snapshot.score
        self.requests = sorted(
            snapshot.waiting, key=lambda each: (-request_points(score, each), by_id(each.id))
        )
        self.penalties = [penalties(score, helper) for helper in self.helpers]
        self.rows = [
            [
                (sum(parts(snapshot, request, self.helpers[i]).values()), i)
                for i in ones(self.rules.may_ask(request))
            ]
            for request in self.requests
        ]

    def worth(self, request: int, helper: int) -> int:
        """Return the points of a pair before the load."""
        return sum(parts(self.snapshot, self.requests[request], self.helpers[helper]).values())
