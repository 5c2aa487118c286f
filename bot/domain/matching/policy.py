"""How requests are offered: who is asked when, how many at once, how often. All of it in one table, nothing hidden."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from bot.domain.matching.score import REFERENCE, Score
from bot.domain.matching.snapshot import ALL, NEIGHBOURING, NOBODY, NORMAL, NOW, OWN, TODAY


def _by_urgency(normal: float, today: float, now: float) -> Mapping[int, float]:
    return {NORMAL: normal, TODAY: today, NOW: now}


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules of offering; the figures are those that the thirty simulated days favour.

    Two at once for what is needed now, where there are plenty: three at once, or two of the last few, cost messages and
    use up helpers by their "no", and nine of ten urgent requests were not helped any sooner; one at a time leaves more
    of them waiting over an hour, in small communities most of all. Circles that open at once bring the median from
    eight hours to two. Asking first who says yes more often halves the time of nine of ten urgent requests.
    """

    # Hours that an offer waits for its helper.
    offer_h: Mapping[int, float] = field(default_factory=lambda: _by_urgency(8, 3, 1))
    # Helpers asked about one request at the same time; the first yes wins, the others are thanked.
    at_once: Mapping[int, float] = field(default_factory=lambda: _by_urgency(1, 1, 2))
    # But only where so many could be asked for each who is asked already: the last few are asked one by one.
    plenty: int = 6
    # Offers to one helper within seven days, at most: about what is needed now, and about all else.
    week_most: int = 5
    week_most_now: int = 7
    # Hours of waiting after which the neighbouring groups, then all groups, may be asked.
    open_neighbours_h: Mapping[int, float] = field(default_factory=lambda: _by_urgency(24, 6, 1))
    open_all_h: Mapping[int, float] = field(default_factory=lambda: _by_urgency(72, 24, 3))
    # The next circle opens before its time when nobody nearer can be asked.
    open_when_nobody: bool = True
    # After silence the pair rests for so many hours; "no" bars it for good.
    silence_h: float = 24
    # Who says yes more often is asked first (three times the reference's points), and who was asked least this week.
    score: Score = field(default_factory=lambda: replace(REFERENCE, acceptance=120, week=16))

    def circle(self, wait_h: float, urgency: int) -> int:
        """Return the widest circle of groups that the clock has opened after so many hours of waiting."""
        if wait_h >= self.open_all_h[urgency]:
            return ALL
        return NEIGHBOURING if wait_h >= self.open_neighbours_h[urgency] else OWN

    def asked_from(self, open_offers: int, week: int) -> int:
        """Return the least urgency about which a helper may be asked: one question at a time, few in a week."""
        if week >= self.week_most_now:
            return NOBODY
        return NOW if open_offers or week >= self.week_most else NORMAL


OURS: Final = Policy()
