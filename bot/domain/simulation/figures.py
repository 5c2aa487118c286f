"""What a month came to: the share that was helped, how soon, at how many messages, how many grew tired."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from math import inf, nan
from statistics import fmean
from typing import Final, TypeAlias

from bot.domain.matching.snapshot import NOW, Waiting
from bot.domain.simulation.gaps import waited
from bot.domain.simulation.month import Log
from bot.domain.simulation.past import Past
from bot.domain.simulation.town import Town

RARE: Final = 30  # points of rarity
Outcome: TypeAlias = tuple[Waiting, float, bool]  # a request, its hours of waiting, helped by the own group


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one month, or the means of several; who was not helped waited without end."""

    match: float
    urgent: float
    rare: float
    median_h: float
    p90_h: float
    urgent_median_h: float
    urgent_p90_h: float
    messages: float  # for a match
    paused: float  # of 100 helpers
    own_group: float


def of(log: Log, town: Town) -> Figures:
    """Return the figures of a month."""
    outcomes = [(call.waiting, waited(call), call.own_group) for call in log.calls]
    return _figures(outcomes, town.rarity, len(log.offers), 100 * log.pauses / max(1, len(town.helpers)))


def of_past(past: Past) -> Figures:
    """Return the figures of a month that was; nobody wrote down who paused."""
    outcomes = [
        (each.waiting, inf if each.helped_at is None else each.helped_at - each.at, each.own_group)
        for each in past.askings
    ]
    return _figures(outcomes, past.town().rarity, len(past.offers), nan)


def _figures(outcomes: Sequence[Outcome], rarity: Mapping[str, int], offers: int, paused: float) -> Figures:
    waits = [wait for _, wait, _ in outcomes]
    urgent = [wait for waiting, wait, _ in outcomes if waiting.urgency == NOW]
    rare = [wait for waiting, wait, _ in outcomes if rarity[waiting.need] >= RARE]
    own = [own for _, wait, own in outcomes if wait < inf]
    return Figures(
        _helped(waits),
        _helped(urgent),
        _helped(rare),
        quantile(waits, 0.5),
        quantile(waits, 0.9),
        quantile(urgent, 0.5),
        quantile(urgent, 0.9),
        offers / len(own) if own else inf,
        paused,
        fmean(own) if own else nan,
    )


def mean(months: list[Figures]) -> Figures:
    """Return the means of several months; of times, of those months that have one."""
    return Figures(*(_mean([getattr(month, each.name) for month in months]) for each in fields(Figures)))


def quantile(waits: list[float], share: float) -> float:
    """Return how long the given share of the waits took at most; without end when fewer were helped."""
    return sorted(waits)[min(len(waits) - 1, int(share * len(waits)))] if waits else inf


def _helped(waits: list[float]) -> float:
    return fmean(wait < inf for wait in waits) if waits else nan


def _mean(values: list[float]) -> float:
    finite = [value for value in values if value < inf]
    return fmean(finite) if finite else inf
