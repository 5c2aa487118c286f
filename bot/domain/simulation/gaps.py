"""What a few more helpers would change: they are drawn from where people waited in vain, or for long."""

from collections.abc import Iterable
from dataclasses import replace
from math import inf
from random import Random
from typing import Final

from bot.domain.simulation.people import Call
from bot.domain.simulation.town import Helper, Town

LONG_H: Final = 24.0
PLACES: Final = 2  # of such a helper


def joined(town: Town, calls: Iterable[Call], count: int, chance: Random) -> Town:
    """Return the community with so many more helpers, each as one of the requests that waited would need them."""
    gaps = [call for call in calls if waited(call) > LONG_H]
    first = len(town.helpers) + 1
    more = tuple(_for(chance.choice(gaps), id) for id in range(first, first + count)) if gaps else ()
    return replace(town, helpers=town.helpers + more)


def waited(call: Call) -> float:
    """Return the hours until help; without end when there was none."""
    return inf if call.helped_at is None else call.helped_at - call.at


def changed(before: Iterable[Call], after: Iterable[Call], field: str) -> list[tuple[str, int, int, int]]:
    """Return (need or region, requests, helped within a day before, and after), the greatest gain first."""
    rows: dict[str, list[int]] = {}
    for column, calls in ((1, before), (2, after)):
        for call in calls:
            row = rows.setdefault(getattr(call.waiting, field), [0, 0, 0])
            row[0] += column == 1
            row[column] += waited(call) <= LONG_H
    table = [(name, asked, was, now) for name, (asked, was, now) in rows.items() if asked]
    return sorted(table, key=lambda row: (row[2] - row[3], row[0]))


def _for(call: Call, id: int) -> Helper:
    waiting = call.waiting
    groups = () if waiting.group is None else (int(waiting.group),)
    return Helper(
        id,
        groups,
        frozenset((waiting.need,)),
        waiting.languages,
        waiting.wants or "woman",
        waiting.region,
        can_travel=True,
        capacity=PLACES,
        slots=waiting.slots,
        quiet=(22, 8),
        night_ok=False,
    )
