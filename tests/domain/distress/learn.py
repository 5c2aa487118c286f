"""Learns the weights of the signs of danger: `python -m tests.domain.distress.learn` writes them, in some minutes.

Softmax regression by AdaGrad over the messages of corpus.csv: each feature counts once, a message has length 1, "no
sign" is where all sums are 0. The rules were bettered on the lettered batches: there they know too much, so what they
say about those is not learned from. The same corpus always gives the same weights. With `--across` nothing is written:
five times the weights are learned without a fifth of the kinds of message, and read that fifth.
"""

import csv
import math
import random
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from bot.domain.distress.features import features, with_silence
from bot.domain.distress.findings import findings
from bot.domain.distress.meaning import understand
from bot.domain.distress.rules import KINDS
from bot.domain.distress.weighing import BIAS, likelihoods
from bot.domain.identifiers.reading import read
from tests.domain.distress import corpus
from tests.domain.distress.corpus import Line

WEIGHTS: Final = Path("bot/domain/data/distress_weights.csv")
LEARNED_FROM: Final = Path(__file__).with_name("learned_from.txt")
PARTS: Final = 5
ROUNDS = 14
RATE = 0.25
PULL = 2e-4  # towards 0
RUNS: Final = 4  # what one run learns by chance, the mean forgets: short messages are of few features
OFTEN = 3  # messages that a feature must be in
SELF_HARM_COUNTS: Final = 1.3
JOINED: Final = 0.4  # of the messages are also learned beside another one
LEAST: Final = 0.1  # lighter weights are left out


class Example(NamedTuple):
    """A message as numbers of its features, and which kind it is (-1: no sign)."""

    known: Sequence[int]
    kind: int


@cache
def names_of(line: Line) -> frozenset[str]:
    """Return the features of a message."""
    words = understand(read(line.text))
    if line.rules_know:
        return frozenset(name for name, _place in features(words, ()))
    return frozenset(with_silence({name for name, _place in features(words, findings(words))}))


def learn(lines: Sequence[Line]) -> dict[str, tuple[float, ...]]:
    """Return the weights of each feature, one for each of KINDS: the mean of several runs, each by other chances."""
    often = Counter(name for line in lines for name in names_of(line))
    names = sorted(name for name, times in often.items() if times >= OFTEN)
    number = {name: place for place, name in enumerate(names)}
    runs = [_fit(_examples(lines, number, run), len(names), run) for run in range(RUNS)]
    rows = {
        name: _mean([[column[place] for column in columns] for columns, _bias in runs])
        for name, place in number.items()
    }
    kept = {name: row for name, row in rows.items() if max(map(abs, row)) >= LEAST}
    return {BIAS: _mean([bias for _columns, bias in runs])} | kept


def _mean(rows: Sequence[Sequence[float]]) -> tuple[float, ...]:
    return tuple(round(sum(each) / len(rows), 2) for each in zip(*rows, strict=True))


def _examples(lines: Sequence[Line], number: Mapping[str, int], run: int) -> list[Example]:
    return [
        Example(sorted(number[name] for name in names_of(line) if name in number), _kind(line))
        for line in [*lines, *joined(lines, run)]
    ]


def joined(lines: Sequence[Line], run: int) -> list[Line]:
    """Return longer messages: a sign beside an ordinary request is a sign, two harmless messages are harmless."""
    chance = random.Random(1000 + run)
    made = list[Line]()
    for language in corpus.LANGUAGES:
        here = [line for line in lines if line.language == language]
        ordinary = [line for line in here if line.note.startswith("ordinary")]
        harmless = [line for line in here if not line.kind and not line.rules_know]
        for line in here:
            others = ordinary if line.kind else harmless
            if others and chance.random() < JOINED:
                both = [line.text, chance.choice(others).text]
                chance.shuffle(both)
                made.append(line._replace(text=". ".join(both)))
    return made


def _kind(line: Line) -> int:
    return KINDS.index(line.kind) if line.kind else -1


def _fit(examples: Sequence[Example], size: int, run: int) -> tuple[list[list[float]], list[float]]:
    columns = [[0.0] * size for _ in KINDS]
    squares = [[1e-6] * size for _ in KINDS]
    bias, bias_squares = [0.0 for _ in KINDS], [1.0 for _ in KINDS]
    order = list(examples)
    chance = random.Random(run)
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for example in order:
            known, scale = example.known, 1 / math.sqrt(len(example.known) or 1)
            sums = [
                bias[kind] + scale * sum([column[place] for place in known])
                for kind, column in enumerate(columns)
            ]
            cost = SELF_HARM_COUNTS if example.kind == 0 else 1.0
            for kind, likely in enumerate(likelihoods(sums)):
                slope = cost * (likely - (kind == example.kind))
                _step(columns[kind], squares[kind], known, slope * scale)
                bias_squares[kind] += slope * slope
                bias[kind] -= RATE * slope / math.sqrt(bias_squares[kind])
    return columns, bias


def _step(column: list[float], squares: list[float], known: Iterable[int], slope: float) -> None:
    if abs(slope) < 1e-4:
        return
    for place in known:
        here = slope + PULL * column[place]
        squares[place] += here * here
        column[place] -= RATE * here / math.sqrt(squares[place])


def across(lines: Sequence[Line]) -> Iterator[tuple[Line, float]]:
    """Yield how likely each message is a sign, by weights learned without its kind of message."""
    for part in range(PARTS):
        weights = learn([line for line in lines if _part(line) != part])
        for line in lines:
            if _part(line) == part and not line.rules_know:
                yield line, alarm(weights, names_of(line))


def _part(line: Line) -> int:
    return zlib.crc32(f"{line.batch} {line.note}".encode()) % PARTS


def alarm(weights: Mapping[str, Sequence[float]], names: Iterable[str]) -> float:
    """Return how likely a message with these features is a sign of any kind."""
    known = [weights[name] for name in names if name in weights]
    scale = 1 / math.sqrt(len(known) or 1)
    return sum(
        likelihoods(
            [bias + scale * sum(row[kind] for row in known) for kind, bias in enumerate(weights[BIAS])]
        )
    )


def show_across(lines: Sequence[Line]) -> None:
    """Print recall and false alarms of kinds of message that were not learned from, at several thresholds."""
    read_so = list(across(lines))
    for language, name in corpus.LANGUAGES.items():
        here = [(line, likely) for line, likely in read_so if line.language == language]
        signs = [likely for line, likely in here if line.kind]
        harmless = [likely for line, likely in here if not line.kind]
        for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
            recall = sum(likely >= least for likely in signs) / len(signs)
            false = sum(likely >= least for likely in harmless) / len(harmless)
            print(f"{name:10} from {least}: recall {recall:.3f}, false alarms {false:.3f}")


def main() -> None:
    """Write the weights, and what they were learned from."""
    lines = [line for line in corpus.lines() if not line.kept_apart]
    if "--across" in sys.argv:
        show_across(lines)
        return
    weights = learn(lines)
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["feature", *KINDS])
        writer.writerows([name, *row] for name, row in sorted(weights.items()))
    LEARNED_FROM.write_text(corpus.learned_from() + "\n", encoding="utf-8")
    print(f"{len(weights)} weights")


if __name__ == "__main__":
    main()
