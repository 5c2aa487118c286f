"""What is assumed of a month: how many ask, who says yes, how soon, how messages tire. Assumptions, not facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from bot.domain.matching.snapshot import NORMAL, NOW, TODAY


@dataclass(frozen=True, slots=True)
class Assumptions:
    """How people behave; times in hours.

    Set once, so that the plain ways of asking land where other simulations of such communities have them (two
    messages for a match when one helper is asked at a time; a broadcast uses people up), and not touched when a way
    of asking is tuned. They compare ways of asking; they predict nothing.
    """

    # People in the groups, for each helper.
    people: float = 1.8
    # Requests a day for each helper; on exchange days so many times more.
    asked_a_day: float = 0.12
    exchange_days: tuple[int, ...] = (8, 20)
    exchange_times: float = 4.0
    # Weights of the hours of day, in Kyiv's time, in which people ask for help: night, morning, day, evening.
    hours: tuple[float, ...] = (0.3, 1.1, 1.5, 1.1)

    # A helper's own chance of a yes is drawn from a beta distribution with these two numbers.
    willing: tuple[float, float] = (6.4, 1.6)
    # Of the offers so many are never answered.
    silent: float = 0.15
    # Half of the answers come within so many hours; the spread is that of the logarithm.
    answer_h: Mapping[int, float] = field(default_factory=lambda: {NORMAL: 1.0, TODAY: 0.6, NOW: 0.25})
    answer_spread: float = 1.2
    # Each further offer of the week beyond so many takes a share of the chance of a yes.
    tired_beyond: int = 3
    tired: float = 0.13
    # Asked beside others, people leave it to them: the chance is divided by 1 + this for each of the others.
    bystander: float = 0.14
    # After a message a helper pauses with this chance for each of the week's beyond so many, at most `pause_most`.
    pause_beyond: int = 4
    pause: float = 0.01
    pause_most: float = 0.05
    pause_h: float = 7 * 24.0  # on average
    # Two people stay together for so many hours, on average.
    together_h: float = 7 * 24.0


ASSUMED: Final = Assumptions()
# As kind to broadcasting as can be: nobody leaves it to others, and messages tire a fifth as much.
KIND: Final = replace(ASSUMED, bystander=0.0, tired=ASSUMED.tired / 5, pause=ASSUMED.pause / 5)
