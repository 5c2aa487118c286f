"""What a month came to: the share that was helped, how soon, at how many messages, how many grew tired."""

from dataclasses import dataclass, fields
from math import inf
from statistics import fmean

from bot.domain.matching.snapshot import NOW
from bot.domain.simulation.month import Log
from bot.domain.simulation.town import Town

RARE = 30  # points of rarity


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
    waits = [inf if call.helped_at is None else call.helped_at - call.at for call in log.calls]
    urgent = [
        wait for wait, call in zip(waits, log.calls, strict=True) if call.waiting.urgency == NOW
    ]
    rare = [
        wait for wait, call in zip(waits, log.calls, strict=True) if town.rarity[call.waiting.need] >= RARE
    ]
    helped = [call for call in log.calls if call.helped_at is not None]
    return Figures(
        _helped(waits),
        _helped(urgent),
        _helped(rare),
        quantile(waits, 0.5),
        quantile(waits, 0.9),
        quantile(urgent, 0.5),
        quantile(urgent, 0.9),
        len(log.offers) / max(1, len(helped)),
        100 * log.pauses / len(town.helpers),
        fmean(call.own_group for call in helped) if helped else 0.0,
    )


def mean(months: list[Figures]) -> Figures:
    """Return the means of several months; of times, of those months that have one."""
    return Figures(
        *(_mean([getattr(month, each.name) for month in months]) for each in fields(Figures))
    )


def quantile(waits: list[float], share: float) -> float:
    """Return how long the given share of the waits took at most; without end when fewer were helped."""
    return sorted(waits)[min(len(waits) - 1, int(share * len(waits)))] if waits else inf


def _helped(waits: list[float]) -> float:
    return fmean(wait < inf for wait in waits) if waits else 0.0


def _mean(values: list[float]) -> float:
    finite = [value for value in values if value < inf]
    return fmean(finite) if finite else inf
