"""The requests of a simulated month, by a seed: the same for every way of asking that is compared."""

from random import Random

from bot.domain.matching.snapshot import Waiting
from bot.domain.simulation.assumptions import Assumptions
from bot.domain.simulation.people import Call
from bot.domain.simulation.town import NEAR_REGIONS, Helper, Town

QUARTER = 6  # hours


def drawn(town: Town, chance: Random, days: int, assumed: Assumptions, a_day: float) -> list[Call]:
    """Return who asks for what and when, in the order of time, so many a day and more on exchange days."""
    times = [at for day in range(days) for at in _times(chance, day, a_day, assumed)]
    first = len(town.helpers) + 1
    return [
        call(town, town.request(chance, number, first + number), at)
        for number, at in enumerate(sorted(times))
    ]


def call(town: Town, waiting: Waiting, at: float) -> Call:
    """Return a request that comes at an hour, with those whom the lasting rules allow."""
    own = near = everybody = 0
    groups = {waiting.group} if waiting.group is not None else set()
    neighbours = town.near.get(waiting.group, frozenset()) if waiting.group is not None else frozenset()
    for helper in town.helpers:
        if not suits(waiting, helper):
            continue
        bit = 1 << helper.id
        everybody |= bit
        if not groups.isdisjoint(helper.groups):
            own |= bit
        elif not neighbours.isdisjoint(helper.groups):
            near |= bit
    if waiting.group is None:  # of no group: every circle is open to it
        return Call(waiting, at, (everybody, everybody, everybody))
    return Call(waiting, at, (own, own | near, everybody))


def suits(waiting: Waiting, helper: Helper) -> bool:
    """Whether the rules that do not change from hour to hour allow the pair."""
    return bool(
        waiting.need in helper.needs
        and helper.usable
        and helper.id != waiting.requester
        and not waiting.languages.isdisjoint(helper.languages)
        and (not waiting.wants or waiting.wants == helper.gender)
        and waiting.slots & helper.slots
        and (not waiting.in_person or _can_meet(waiting, helper))
    )


def _can_meet(waiting: Waiting, helper: Helper) -> bool:
    if not helper.in_person or waiting.region in helper.regions:
        return helper.in_person
    near = helper.regions & NEAR_REGIONS.get(waiting.region, frozenset())
    return bool(near) and (helper.can_travel or not waiting.restricted)


def _times(chance: Random, day: int, a_day: float, assumed: Assumptions) -> list[float]:
    mean = a_day * (assumed.exchange_times if day in assumed.exchange_days else 1)
    count = max(0, round(chance.gauss(mean, mean**0.5)))
    quarters = chance.choices(range(len(assumed.hours)), assumed.hours, k=count)
    return [day * 24 + quarter * QUARTER + chance.random() * QUARTER for quarter in quarters]
