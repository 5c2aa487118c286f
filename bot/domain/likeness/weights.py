"""How much each sign of likeness counts, and how rare each concept is: learned from the barriers of the tests."""

import math
from functools import cache
from typing import Any, Final, NamedTuple

from bot.domain.data import read
from bot.domain.likeness.compare import MEANT, SIGNS

BEFORE: Final = (
    300  # reports: what was learned of a concept's rarity counts like so many reports of the index
)
RAREST: Final = 6.0  # so that one odd word in a hundred thousand reports does not outweigh all else


class Weights(NamedTuple):
    """Log-odds for each of `compare.SIGNS` (then, where reports have meanings, of `MEANT`), and what follows.

    `base`: the log-odds without any sign; `slope` and `shift` turn the evidence for an obstacle into a probability;
    `likely`: the probability above which one in twenty new barriers is wrongly taken for a known one.
    """

    base: float
    signs: tuple[float, ...]
    slope: float
    shift: float
    likely: float


@cache
def learned(with_meaning: bool) -> Weights:
    """Return the weights for the lexicon alone, or for the lexicon with an encoder."""
    found: dict[str, Any] = read("obstacle_weights")["with_meaning" if with_meaning else "words_alone"]
    names = (*SIGNS, *MEANT) if with_meaning else SIGNS
    return Weights(**(found | {"signs": tuple(found["signs"][name] for name in names)}))


@cache
def common() -> dict[str, float]:
    """Return in what part of reports, from 0 to 1, each concept stands."""
    found: dict[str, float] = read("obstacle_weights")["common"]
    return found


def rarity(name: str, often: int, count: int) -> float:
    """Return how telling a feature is that stands in `often` of `count` reports: 0 if in all, at most `RAREST`."""
    share = (often + 1 + BEFORE * common().get(name, 0.0)) / (count + BEFORE)
    return min(RAREST, max(0.0, -math.log(share)))


def evidence(weights: Weights, signs: list[float]) -> float:
    """Return the log-odds that two reports with these signs tell of one barrier."""
    return weights.base + sum(weight * sign for weight, sign in zip(weights.signs, signs, strict=True))


def probability(weights: Weights, found: float) -> float:
    """Return the probability, from 0 to 1, that an obstacle with this evidence is the same barrier."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, weights.slope * found + weights.shift))))
