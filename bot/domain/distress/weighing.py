"""How likely a message is a sign of each kind: many weak features weighed together (data/distress_weights.csv).

The weights are learned from messages (tests/domain/distress/learn.py writes the file); reading them is a sum. So every
answer can be taken apart: each feature, and each word that carries it, has its share.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import Final, NamedTuple

from bot.domain.data import rows_of
from bot.domain.distress.features import FOUND, NOTHING, of_meaning, of_spelling
from bot.domain.distress.findings import Finding
from bot.domain.distress.remembering import remembered
from bot.domain.distress.rules import KINDS, Kind
from bot.domain.distress.words import Word

BIAS: Final = "bias"
_NO_WEIGHTS: Final = (0.0,) * len(KINDS)

Shares = tuple[float, ...]  # one for each of KINDS
Seen = Sequence[Mapping[str, Shares]]  # the known features that begin at each word, with their weights


class Weighed(NamedTuple):
    """A part of a message: where it starts and ends, how likely it is a sign of each kind (below 1 together)."""

    start: int
    end: int
    likely: Mapping[Kind, float]

    @property
    def alarm(self) -> float:
        """How likely it is a sign of any kind, from 0 to 1."""
        return sum(self.likely.values())


def see(words: Sequence[Word], found: Sequence[Finding]) -> Seen:
    """Return the features of a message that have weights, by the word where they begin."""
    known = weights()
    seen = [dict(_of_spelling(word.fold)) for word in words]
    for name, place in of_meaning(words, found):
        if (row := known.get(name)) is not None:
            seen[place][name] = row
    return seen


@remembered(8192)
def _of_spelling(word: str) -> Mapping[str, Shares]:
    """Return those features of a folded word that have weights: some of many, so that only these are remembered."""
    return {name: weights()[name] for name in of_spelling(word) if name in weights()}


def weigh(seen: Seen, start: int, end: int) -> Weighed:
    """Weigh the words from `start` to `end`."""
    rows: dict[str, Shares] = {}
    for here in seen[start:end]:
        rows.update(here)
    if FOUND.isdisjoint(rows) and NOTHING in weights():
        rows[NOTHING] = weights()[NOTHING]
    scale = 1 / math.sqrt(len(rows) or 1)
    bias = weights().get(BIAS, _NO_WEIGHTS)
    columns = zip(*rows.values(), strict=True)
    sums = [each + scale * math.fsum(column) for each, column in zip(bias, columns, strict=False)]
    return Weighed(start, end, dict(zip(KINDS, likelihoods(sums or bias), strict=True)))


def likelihoods(sums: Sequence[float]) -> list[float]:
    """Return how likely each kind is, from its sum, beside "no sign", whose sum is always 0."""
    highest = max(0.0, *sums)
    powers = [math.exp(each - highest) for each in sums]
    whole = sum(powers) + math.exp(-highest)
    return [power / whole for power in powers]


def shares_of(names: Iterable[str]) -> Mapping[str, Shares]:
    """Return what each known feature adds for each kind; the more features, the less each of them."""
    known = {name: weights()[name] for name in names if name in weights()}
    scale = 1 / math.sqrt(len(known) or 1)
    return {BIAS: weights().get(BIAS, _NO_WEIGHTS)} | {
        name: tuple(each * scale for each in weight) for name, weight in known.items()
    }


def heaviest(seen: Seen, weighed: Weighed, kind: Kind) -> tuple[int, int]:
    """Return the first and last place of the run of words that speaks most for a kind."""
    here = KINDS.index(kind)
    told = set[str]()
    sums = [0.0]
    for rows in seen[weighed.start : weighed.end]:
        sums.append(sums[-1] + math.fsum(row[here] for name, row in rows.items() if name not in told))
        told |= rows.keys()
    first, end = max(
        combinations(range(len(sums)), 2),
        key=lambda run: sums[run[1]] - sums[run[0]],
    )
    return weighed.start + first, weighed.start + end - 1


@cache
def weights() -> Mapping[str, Shares]:
    """Read the weights once; equal numbers are one, since there are 180,000 of them and few differ."""
    one = cache(float)
    return {row["feature"]: tuple(one(row[kind]) for kind in KINDS) for row in rows_of("distress_weights")}
