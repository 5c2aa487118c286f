"""Months played with different ways of asking, in the same made-up community with the same requests."""

from dataclasses import dataclass
from random import Random
from typing import Final

from bot.domain.simulation import arrivals, figures, gaps, town
from bot.domain.simulation.assumptions import ASSUMED, Assumptions
from bot.domain.simulation.figures import Figures
from bot.domain.simulation.month import Log, Month, Way
from bot.domain.simulation.ours import MATCHER
from bot.domain.simulation.past import Past, fitted
from bot.domain.simulation.people import Call
from bot.domain.simulation.town import Town
from bot.domain.simulation.ways import BROADCAST, GREEDY, ROTA

WAYS: Final[dict[str, Way]] = {way.name: way for way in (BROADCAST, ROTA, GREEDY, MATCHER)}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a made-up month begins with; `a_day`: requests a day, in place of those assumed for so many helpers."""

    seed: int
    helpers: int = 600
    days: int = 30
    a_day: float = 0.0
    assumed: Assumptions = ASSUMED

    def town(self) -> Town:
        """Return the community."""
        return town.built(Random(self.seed), round(self.helpers * self.assumed.people), self.helpers)

    def calls(self, made: Town) -> list[Call]:
        """Return the requests, for one playing: they keep what becomes of them."""
        a_day = self.a_day or self.assumed.asked_a_day * self.helpers
        return arrivals.drawn(made, Random(self.seed + 1), self.days, self.assumed, a_day)


def month(way: Way, setting: Setting) -> tuple[Figures, Log]:
    """Play a made-up month."""
    made = setting.town()
    log = Month(made, setting.calls(made), way, setting.seed, setting.assumed).run(setting.days)
    return figures.of(log, made), log


def month_with_more(setting: Setting, before: Log, count: int) -> tuple[Figures, Log]:
    """Play it in our way once more, with helpers who come to where people waited before."""
    made = setting.town()
    grown = gaps.joined(made, before.calls, count, Random(setting.seed + 2))
    calls = [arrivals.call(grown, call.waiting, call.at) for call in setting.calls(made)]
    log = Month(grown, calls, MATCHER, setting.seed, setting.assumed).run(setting.days)
    return figures.of(log, grown), log


def month_again(way: Way, past: Past, days: int, seed: int) -> Figures:
    """Play a month that was, with the requests as they came and people who answer as they did."""
    made, learned = past.town(), fitted(past)
    again = Month(made, past.calls(made), way, seed, learned.assumptions, learned.willing)
    for helper, until in past.busy():
        again.is_helping(helper, until)
    return figures.of(again.run(days), made)
