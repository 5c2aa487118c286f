"""The people of a simulated month at one moment: whom a helper helps, what they were asked, who could be asked now."""

from collections import deque
from dataclasses import dataclass, field, replace

from bot.domain.matching.policy import Policy
from bot.domain.matching.snapshot import NOBODY, NORMAL, NOW, OWN, TODAY, Candidate, Waiting
from bot.domain.simulation.town import Helper, Town

WEEK, MONTH = 7 * 24.0, 30 * 24.0  # hours
URGENCIES = (NORMAL, TODAY, NOW)


@dataclass(slots=True, eq=False)
class Call:
    """A request of the month; sets of helpers are integers whose bit `id` is the helper."""

    waiting: Waiting
    at: float  # hours since the beginning
    able: tuple[int, int, int]  # whom the lasting rules allow, in its own, the neighbouring, all groups
    circle: int = OWN
    barred: int = 0  # said no
    resting: int = 0  # stayed silent within the day
    asked: int = 0  # have an open offer
    offers: int = 0
    helped_at: float | None = None
    helper: int = 0
    own_group: bool = False


@dataclass(slots=True, eq=False)
class Standing:
    """How things stand with a helper."""

    helper: Helper
    load: int = 0  # people helped now
    reserved: int = 0  # places that open offers keep
    pausing: bool = False
    offered: int = 0
    accepted: int = 0
    received: int = 0
    asked_at: float = -1.0
    week: deque[float] = field(default_factory=deque)  # when asked, within seven days
    helps: deque[float] = field(default_factory=deque)  # when they began to help, within 30 days
    seen: Candidate | None = None  # as the matcher saw them last, while nothing has changed


class People:
    """All helpers of a month; `ready` holds by urgency who may be asked now."""

    def __init__(self, town: Town, policy: Policy) -> None:
        """Begin with nobody helped and nobody asked."""
        self.town, self.policy = town, policy
        self.standings = {helper.id: Standing(helper) for helper in town.helpers}
        self.ready = dict.fromkeys(URGENCIES, 0)
        self._awake = [{one.id: one.awake_from(hour) for one in town.helpers} for hour in range(24)]

    def awake_from(self, id: int, now: float) -> int:
        """Return the least urgency that a helper may be asked about at this hour."""
        return self._awake[int(now) % 24][id]

    def asked_from(self, standing: Standing) -> int:
        """Return the least urgency that an open question and the messages of the week leave room for."""
        return self.policy.asked_from(standing.reserved, len(standing.week))

    def look(self, id: int, now: float) -> None:
        """Bring up to date who may be asked, after something has changed with a helper."""
        standing = self.standings[id]
        _forget(standing.week, now - WEEK)
        _forget(standing.helps, now - MONTH)
        standing.seen = None
        free = standing.load + standing.reserved < standing.helper.capacity
        least = NOBODY
        if free and not standing.pausing and standing.helper.usable:
            least = max(self.asked_from(standing), self.awake_from(id, now))
        for urgency in URGENCIES:
            _put(self.ready, urgency, 1 << id, urgency >= least)

    def look_at_all(self, now: float) -> None:
        """Bring all up to date: another hour has begun."""
        for id in self.standings:
            self.look(id, now)

    def may_be_asked(self, call: Call, circle: int) -> int:
        """Return those who may be asked about a request now, within a circle of groups."""
        ready = call.able[circle] & self.ready[call.waiting.urgency]
        return ready & ~(call.barred | call.resting | call.asked)

    def candidate(self, id: int, now: float) -> Candidate:
        """Return a helper as the matcher sees them."""
        standing = self.standings[id]
        if standing.seen is None:
            standing.seen = replace(
                standing.helper.candidate(int(now) % 24),
                load=standing.load + standing.reserved,
                active=standing.helper.usable and not standing.pausing,
                asked_from=self.asked_from(standing),
                offered=standing.offered,
                accepted=standing.accepted,
                helped_30d=len(standing.helps),
                received=standing.received,
                week=len(standing.week),
                asked_at=round(standing.asked_at * 3600) + 3600,
            )
        return standing.seen


def members(bits: int) -> list[int]:
    """Return the ids of a set of helpers, in order."""
    found = []
    while bits:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return found


def _put(sets: dict[int, int], key: int, bit: int, belongs: bool) -> None:
    sets[key] = sets[key] | bit if belongs else sets[key] & ~bit


def _forget(times: deque[float], before: float) -> None:
    while times and times[0] <= before:
        times.popleft()
