"""Our way of choosing whom to ask in a simulated month: the very decision that the product takes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from bot.domain.matching.policy import OURS, Policy
from bot.domain.matching.round import Round, decide
from bot.domain.matching.snapshot import ALL, Key, Snapshot, Waiting
from bot.domain.simulation.people import Call, People, members
from bot.domain.simulation.town import NEAR_REGIONS


@dataclass(frozen=True)
class Ours:
    """The best whole of all that wait, at every event."""

    name: str = "ours"
    policy: Policy = OURS
    reserving: bool = True

    def asks(self, people: People, calls: list[Call], now: float) -> Iterable[tuple[Call, int]]:
        """Ask whom the round decides on."""
        at_once = self.policy.at_once
        looked_at = {
            int(call.waiting.id): call
            for call in calls
            if call.asked.bit_count() < at_once[call.waiting.urgency] and people.may_be_asked(call, ALL)
        }
        if not looked_at:
            return
        made = self.round(people, list(looked_at.values()), now)
        for id, circle in made.opened.items():
            looked_at[int(id)].circle = circle
        for id, helper in made.asks:
            yield looked_at[int(id)], int(helper)

    def round(self, people: People, calls: list[Call], now: float) -> Round:
        """Return what the product would decide for these requests, of which each has somebody who could be asked."""
        asked: dict[Key, frozenset[Key]] = {call.waiting.id: frozenset(members(call.asked)) for call in calls}
        return decide(self.snapshot(people, calls, now), self.policy, asked)

    def snapshot(self, people: People, calls: list[Call], now: float) -> Snapshot:
        """Return these requests with all helpers whom the rules may leave for one of them."""
        free = 0
        for call in calls:
            free |= people.may_be_asked(call, ALL)
        barred = {
            (call.waiting.id, id) for call in calls for id in members((call.barred | call.resting) & free)
        }
        return Snapshot(
            tuple(_seen(call, now) for call in calls),
            tuple(people.candidate(id, now) for id in members(free)),
            near_regions=NEAR_REGIONS,
            near_groups=people.town.near,
            rarity=people.town.rarity,
            barred=frozenset(barred),
            score=self.policy.score,
        )


def _seen(call: Call, now: float) -> Waiting:
    return replace(call.waiting, wait_h=now - call.at, circle=call.circle)


MATCHER: Final = Ours()
