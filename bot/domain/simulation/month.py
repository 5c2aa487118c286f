"""A simulated month: requests come, helpers are asked, answer or stay silent, help, tire, and are free again."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush
from random import Random
from typing import Protocol

from bot.domain.matching.policy import Policy
from bot.domain.matching.snapshot import NOW
from bot.domain.simulation.assumptions import ASSUMED, Assumptions
from bot.domain.simulation.people import Call, People
from bot.domain.simulation.town import Town

Event = Callable[[], None]


class Way(Protocol):
    """A way of choosing whom to ask."""

    @property
    def name(self) -> str:
        """What the way is called in a table."""

    @property
    def policy(self) -> Policy:
        """The rules of offering that hold with it."""

    @property
    def reserving(self) -> bool:
        """Whether an open offer keeps a place of the helper."""

    def asks(self, people: People, calls: list[Call], now: float) -> Iterable[tuple[Call, int]]:
        """Return whom to ask now about which of the requests that wait, and open circles of these."""


@dataclass(slots=True, eq=False)
class Offer:
    """One message that asks one helper."""

    call: Call
    helper: int
    at: float
    open: bool = True
    said_no: bool = False


@dataclass(slots=True)
class Log:
    """What happened in a month."""

    calls: list[Call] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    pauses: int = 0  # helpers who paused or muted, each time
    refused: int = 0  # yes too late: the helper had no place any more


class Month:
    """One month with one way of asking; the same seed gives the same answers of the same people."""

    def __init__(
        self,
        town: Town,
        calls: Iterable[Call],
        way: Way,
        seed: int,
        assumed: Assumptions = ASSUMED,
        willing: Mapping[int, float] | None = None,
    ) -> None:
        """Take a community and its requests; `willing` are chances of a yes by helper, where they are known."""
        self.people = People(town, way.policy)
        self.log, self.now = Log(), 0.0
        self._way, self._assumed, self._seed = way, assumed, seed
        self._events: list[tuple[float, int, Event]] = []
        self._order = 0
        self._waiting: dict[int, Call] = {}
        traits = Random(seed)
        self._willing = {helper.id: traits.betavariate(*assumed.willing) for helper in town.helpers}
        self._willing |= willing or {}
        for call in calls:
            self.at(call.at, lambda call=call: self._comes(call))  # type: ignore[misc]

    def waiting(self) -> list[Call]:
        """Return the requests without a helper, the oldest first."""
        return list(self._waiting.values())

    def is_helping(self, helper: int, until: float) -> None:
        """Let a helper begin the month with a person whom they help until an hour of it."""
        self.people.standings[helper].load += 1
        self.at(until, lambda: self._parts(helper))

    def run(self, days: int) -> Log:
        """Let the month pass."""
        for hour in range(days * 24):
            self.at(hour, self._hour)
        while self._events and self._events[0][0] < days * 24:
            self.now, _, event = heappop(self._events)
            event()
            while self._events and self._events[0][0] == self.now:
                heappop(self._events)[2]()
            while self._ask():
                pass
        return self.log

    def at(self, moment: float, event: Event) -> None:
        """Let something happen at an hour of the month."""
        self._order += 1
        heappush(self._events, (moment, self._order, event))

    def _hour(self) -> None:
        self.people.look_at_all(self.now)

    def _comes(self, call: Call) -> None:
        self.log.calls.append(call)
        self._waiting[int(call.waiting.id)] = call
        policy, urgency = self._way.policy, call.waiting.urgency
        for opens in (policy.open_neighbours_h[urgency], policy.open_all_h[urgency]):
            self.at(call.at + opens, _nothing)

    def _ask(self) -> bool:
        calls = self.waiting()
        for call in calls:
            wait = self.now - call.at
            call.circle = max(call.circle, self._way.policy.circle(wait, call.waiting.urgency))
        asked: dict[int, list[int]] = {}
        for call, helper in self._way.asks(self.people, calls, self.now):
            asked.setdefault(int(call.waiting.id), []).append(helper)
        for id, helpers in asked.items():
            call = self._waiting[id]
            beside = call.asked.bit_count() + len(helpers)
            for helper in helpers:
                self._offer(call, helper, beside)
        return bool(asked)

    def _offer(self, call: Call, id: int, beside: int) -> None:
        standing, urgency = self.people.standings[id], call.waiting.urgency
        offer = Offer(call, id, self.now)
        self.log.offers.append(offer)
        call.asked |= 1 << id
        call.offers += 1
        standing.week.append(self.now)
        standing.asked_at, standing.offered = self.now, standing.offered + 1
        standing.reserved += self._way.reserving
        chance = Random(f"{self._seed} {call.waiting.id} {id} {call.offers}")
        self._tires(id, chance)
        self.people.look(id, self.now)
        self.at(self.now + self._way.policy.offer_h[urgency], lambda: self._ends(offer, silent=True))
        yes = chance.random() < self._chance(id, beside)
        delay = chance.lognormvariate(0, self._assumed.answer_spread) * self._assumed.answer_h[urgency]
        if chance.random() >= self._assumed.silent:
            self.at(self._awake(id, self.now + delay, urgency), lambda: self._answers(offer, yes))

    def _chance(self, id: int, beside: int) -> float:
        assumed = self._assumed
        beyond = max(0, len(self.people.standings[id].week) - assumed.tired_beyond)
        tired = max(0.2, 1 - assumed.tired * beyond)
        return self._willing[id] * tired / (1 + assumed.bystander * (beside - 1))

    def _awake(self, id: int, moment: float, urgency: int) -> float:
        """Return when the helper answers: who sleeps answers in the morning, unless it is urgent."""
        while urgency < NOW and self.people.awake_from(id, moment) > urgency:
            moment = float(int(moment) + 1)
        return moment

    def _tires(self, id: int, chance: Random) -> None:
        standing, assumed = self.people.standings[id], self._assumed
        beyond = max(0, len(standing.week) - assumed.pause_beyond)
        if chance.random() < min(assumed.pause_most, assumed.pause * beyond) and not standing.pausing:
            standing.pausing = True
            self.log.pauses += 1
            self.at(self.now + chance.expovariate(1 / assumed.pause_h), lambda: self._returns(id))

    def _returns(self, id: int) -> None:
        self.people.standings[id].pausing = False
        self.people.look(id, self.now)

    def _answers(self, offer: Offer, yes: bool) -> None:
        if not offer.open:
            return
        self._ends(offer)
        standing = self.people.standings[offer.helper]
        if yes and standing.load < standing.helper.capacity:
            self._meets(offer)
        else:
            self.log.refused += yes
            offer.said_no = True
            offer.call.barred |= 1 << offer.helper

    def _meets(self, offer: Offer) -> None:
        call, standing = offer.call, self.people.standings[offer.helper]
        call.helped_at, call.helper = self.now, offer.helper
        call.own_group = call.waiting.group in standing.helper.groups
        del self._waiting[int(call.waiting.id)]
        for other in self.log.offers[::-1]:
            if other.at < self.now - max(self._way.policy.offer_h.values()):
                break
            if other.call is call and other.open:
                self._ends(other)
        standing.load, standing.accepted = standing.load + 1, standing.accepted + 1
        standing.helps.append(self.now)
        requester = self.people.standings.get(int(call.waiting.requester))
        if requester is not None:
            requester.received += 1
            self.people.look(requester.helper.id, self.now)
        self.people.look(offer.helper, self.now)
        length = Random(f"{self._seed} {call.waiting.id} together").expovariate(1 / self._assumed.together_h)
        self.at(self.now + length, lambda: self._parts(offer.helper))

    def _parts(self, id: int) -> None:
        self.people.standings[id].load -= 1
        self.people.look(id, self.now)

    def _ends(self, offer: Offer, silent: bool = False) -> None:
        if not offer.open:
            return
        offer.open = False
        bit = 1 << offer.helper
        offer.call.asked &= ~bit
        standing = self.people.standings[offer.helper]
        standing.reserved -= self._way.reserving
        self.people.look(offer.helper, self.now)
        if silent:
            offer.call.resting |= bit
            self.at(self.now + self._way.policy.silence_h, lambda: self._rested(offer.call, bit))

    def _rested(self, call: Call, bit: int) -> None:
        call.resting &= ~bit


def _nothing() -> None:
    """Let a moment come at which a circle opens."""
