"""A month that was: its requests, offers, answers and matches, without words and names, ready to be replayed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from statistics import fmean, median
from typing import Final

from bot.domain.matching.rarity import rarity
from bot.domain.matching.snapshot import Key, Waiting
from bot.domain.simulation import arrivals
from bot.domain.simulation.assumptions import ASSUMED, Assumptions
from bot.domain.simulation.people import Call
from bot.domain.simulation.town import NEAR_REGIONS, Helper, Town

ENOUGH: Final = 20  # offers, or answers of one urgency, or matches: below that the assumption stands
PRIOR: Final = 8.0  # answered offers that a helper's own rate must outweigh

ACCEPTED, DECLINED, EXPIRED, WITHDRAWN, OPEN = "accepted", "declined", "expired", "withdrawn", "open"


@dataclass(frozen=True, slots=True)
class Asking:
    """A request of the past month; hours count from its beginning."""

    waiting: Waiting
    at: float
    helped_at: float | None = None
    own_group: bool = False


@dataclass(frozen=True, slots=True)
class Offered:
    """An offer of the past month and what became of it."""

    request: Key
    helper: Key
    at: float
    status: str
    answered_at: float | None = None


@dataclass(frozen=True, slots=True)
class Together:
    """A match; it may have begun before the month, and may last."""

    helper: Key
    began: float
    ended: float | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """All of a month; `group_regions` are the regions of the groups."""

    helpers: tuple[Helper, ...] = ()
    group_regions: Mapping[int, str] | None = None
    askings: tuple[Asking, ...] = ()
    offers: tuple[Offered, ...] = ()
    matches: tuple[Together, ...] = ()
    apart: frozenset[tuple[Key, Key]] = frozenset()  # people who are not brought together again, both ways

    def town(self) -> Town:
        """Return the community in which the month is played again."""
        needs = {need for helper in self.helpers for need in helper.needs}
        needs |= {asking.waiting.need for asking in self.askings}
        usable = [helper for helper in self.helpers if helper.usable]
        able = {need: sum(need in helper.needs for helper in usable) for need in sorted(needs)}
        rare = {need: rarity(count, len(usable)) for need, count in able.items()}
        return Town((), near_by_region(self.group_regions or {}), self.helpers, rare)

    def calls(self, town: Town) -> list[Call]:
        """Return the requests as they came."""
        return [self._call(town, asking) for asking in self.askings]

    def busy(self) -> list[tuple[int, float]]:
        """Return who helped somebody when the month began, and until which hour of it."""
        return [
            (int(one.helper), inf if one.ended is None else one.ended)
            for one in self.matches
            if one.began < 0
        ]

    def _call(self, town: Town, asking: Asking) -> Call:
        call, requester = arrivals.call(town, asking.waiting, asking.at), asking.waiting.requester
        call.barred = sum(1 << helper.id for helper in self.helpers if (requester, helper.id) in self.apart)
        return call


def near_by_region(regions: Mapping[int, str]) -> dict[Key, frozenset[Key]]:
    """Return the groups next to each: of the same region, or of one that touches it."""
    return {
        one: frozenset(
            other
            for other, region in regions.items()
            if other != one and (region == mine or region in NEAR_REGIONS.get(mine, ()))
        )
        for one, mine in regions.items()
    }


@dataclass(frozen=True, slots=True)
class Fitted:
    """What the past month teaches: where it is too little, the assumption stands, and `assumed` says so."""

    assumptions: Assumptions
    willing: Mapping[int, float]  # chance of a yes, by helper
    assumed: tuple[str, ...] = ()


def fitted(past: Past) -> Fitted:
    """Return acceptance, silence, answer times and the length of matches as simple smoothed rates of the month."""
    answered = [offer for offer in past.offers if offer.status in (ACCEPTED, DECLINED)]
    ended = [offer for offer in past.offers if offer.status in (ACCEPTED, DECLINED, EXPIRED)]
    missing: list[str] = []
    yes, no = ASSUMED.willing
    chance, silent = yes / (yes + no), ASSUMED.silent
    if len(ended) >= ENOUGH:
        silent = (len(ended) - len(answered) + 1) / (len(ended) + 2)
    else:
        missing.append("silence")
    if len(answered) >= ENOUGH:
        chance = (sum(offer.status == ACCEPTED for offer in answered) + 1) / (len(answered) + 2)
    else:
        missing.append("chance of a yes")
    times, short = _answer_times(past, answered)
    missing += short
    lengths = [one.ended - one.began for one in past.matches if one.ended is not None and one.ended >= 0]
    together = max(1.0, fmean(lengths)) if len(lengths) >= ENOUGH else ASSUMED.together_h
    if len(lengths) < ENOUGH:
        missing.append("how long people stay together")
    missing += ["tiredness", "pauses"]  # which the tables do not tell
    assumptions = replace(ASSUMED, silent=silent, answer_h=times, together_h=together)
    return Fitted(assumptions, _willing(past, answered, chance), tuple(missing))


def _willing(past: Past, answered: Sequence[Offered], chance: float) -> dict[int, float]:
    counts = {helper.id: [0, 0] for helper in past.helpers}
    for offer in answered:
        if offer.helper in counts:
            counts[int(offer.helper)][0] += offer.status == ACCEPTED
            counts[int(offer.helper)][1] += 1
    return {id: (yes + PRIOR * chance) / (all_ + PRIOR) for id, (yes, all_) in counts.items()}


def _answer_times(past: Past, answered: Sequence[Offered]) -> tuple[dict[int, float], list[str]]:
    urgency = {asking.waiting.id: asking.waiting.urgency for asking in past.askings}
    times, missing = dict(ASSUMED.answer_h), []
    for each, name in ((1, "without hurry"), (2, "today"), (3, "now")):
        taken = [
            offer.answered_at - offer.at
            for offer in answered
            if offer.answered_at is not None and urgency.get(offer.request) == each
        ]
        if len(taken) >= ENOUGH:
            times[each] = max(0.05, median(taken))
        else:
            missing.append(f"answer times of what is needed {name}")
    return times, missing
