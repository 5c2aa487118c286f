"""Plain ways of choosing whom to ask: to all at once, one at a time in turn, the best pair first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from bot.domain.matching.policy import OURS, Policy
from bot.domain.matching.score import REFERENCE, parts
from bot.domain.matching.snapshot import ALL, Snapshot
from bot.domain.simulation.people import Call, People, members
from bot.domain.simulation.town import NEAR_REGIONS

UNBOUNDED: Final = 10**6
# One at a time, without a budget of messages, circles by the clock.
PLAIN: Final = replace(
    OURS,
    at_once={1: 1, 2: 1, 3: 1},
    week_most=UNBOUNDED,
    week_most_now=UNBOUNDED,
    open_when_nobody=False,
    score=REFERENCE,
)


@dataclass(frozen=True)
class Broadcast:
    """Everybody who may be asked is asked at once; the first click wins."""

    name: str = "broadcast"
    policy: Policy = PLAIN
    reserving: bool = False

    def asks(self, people: People, calls: list[Call], now: float) -> Iterable[tuple[Call, int]]:
        """Ask all who have not been asked yet."""
        for call in calls:
            for id in members(open_to(people, call, self.policy)):
                yield call, id


@dataclass(frozen=True)
class OneByOne:
    """One helper at a time for each request, the requests in an order, the helpers by a choice."""

    name: str
    policy: Policy
    order: Callable[[Call, float], float]
    choice: Callable[[People, Call, list[int], float], int]
    reserving: bool = True

    def asks(self, people: People, calls: list[Call], now: float) -> Iterable[tuple[Call, int]]:
        """Ask for each request that nobody is asked about."""
        taken: dict[int, int] = {}
        for call in sorted(calls, key=lambda call: (self.order(call, now), call.at)):
            if call.asked:
                continue
            ids = [id for id in members(open_to(people, call, self.policy)) if _has_place(people, id, taken)]
            if ids:
                id = self.choice(people, call, ids, now)
                taken[id] = taken.get(id, 0) + 1
                yield call, id


def open_to(people: People, call: Call, policy: Policy) -> int:
    """Return those who may be asked, opening the next circle when nobody nearer can and the policy wants it."""
    found = people.may_be_asked(call, call.circle)
    if policy.open_when_nobody and not found and not call.asked:
        for circle in range(call.circle + 1, ALL + 1):
            found = people.may_be_asked(call, circle)
            if found:
                call.circle = circle
                break
    return found


def _has_place(people: People, id: int, taken: dict[int, int]) -> bool:
    standing = people.standings[id]
    return standing.load + standing.reserved + taken.get(id, 0) < standing.helper.capacity


def _oldest(call: Call, now: float) -> float:
    return call.at


def _asked_longest_ago(people: People, call: Call, ids: list[int], now: float) -> int:
    return min(ids, key=lambda id: (people.standings[id].asked_at, id))


def _most_urgent(call: Call, now: float) -> float:
    waiting = REFERENCE.waiting * min(now - call.at, REFERENCE.waiting_h) / REFERENCE.waiting_h
    return -(REFERENCE.urgency[call.waiting.urgency - 1] + waiting)


def _best_pair(people: People, call: Call, ids: list[int], now: float) -> int:
    scene = Snapshot(near_regions=NEAR_REGIONS, near_groups=people.town.near, rarity=people.town.rarity)

    def worth(id: int) -> int:
        candidate = people.candidate(id, now)
        load = REFERENCE.load[min(candidate.load + 1, len(REFERENCE.load) - 1)]
        return sum(parts(scene, call.waiting, candidate).values()) - load

    return max(ids, key=lambda id: (worth(id), -people.standings[id].asked_at, -id))


BROADCAST: Final = Broadcast()
ROTA: Final = OneByOne("rota", PLAIN, _oldest, _asked_longest_ago)
GREEDY: Final = OneByOne("greedy", PLAIN, _most_urgent, _best_pair)
