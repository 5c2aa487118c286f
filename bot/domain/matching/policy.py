"""How requests are offered: who is asked when, how many at once, how often. All of it in one table, nothing hidden."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from bot.domain.matching.score import REFERENCE, Score
from bot.domain.matching.snapshot import ALL, NEIGHBOURING, NORMAL, NOW, OWN, TODAY


def _by_urgency(normal: float, today: float, now: float) -> Mapping[int, float]:
    return {NORMAL: normal, TODAY: today, NOW: now}


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules of offering; the figures are those that the thirty simulated days favour (reference: budget 5)."""

    # Hours that an offer waits for its helper.
    offer_h: Mapping[int, float] = field(default_factory=lambda: _by_urgency(8, 3, 1))
    # Helpers asked about one request at the same time; the first yes wins, the others are thanked.
    at_once: Mapping[int, float] = field(default_factory=lambda: _by_urgency(1, 1, 3))
    # Offers to one helper within seven days, at most: about what is needed now, and about all else.
    week_most: int = 5
    week_most_now: int = 7
    # Hours of waiting after which the neighbouring groups, then all groups, may be asked.
    open_neighbours_h: Mapping[int, float] = field(default_factory=lambda: _by_urgency(24, 6, 1))
    open_all_h: Mapping[int, float] = field(default_factory=lambda: _by_urgency(72, 24, 3))
    # The next circle opens before its time when nobody nearer can be asked.
    open_when_nobody: bool = True
    spare: int = 0
    morning: int = 0
    rare: int = 30
    kept_h: float = 0
    kept_all: bool = False
    kept_least: int = 1
    morning_own: bool = False
    # After silence the pair rests for so many hours; "no" bars it for good.
    silence_h: float = 24
    score: Score = field(default_factory=lambda: replace(REFERENCE, week=4))

    def circle(self, wait_h: float, urgency: int) -> int:
        """Return the widest circle of groups that the clock has opened after so many hours of waiting."""
        if wait_h >= self.open_all_h[urgency]:
            return ALL
        return NEIGHBOURING if wait_h >= self.open_neighbours_h[urgency] else OWN


OURS: Final = Policy()
