"""Learns the weights of swindlers' words: `python -m tests.domain.scam.learn` writes them, in a minute or two.

Logistic regression by AdaGrad: a message has length 1. The rules were written on the batches of corpus.csv: there they
know too much, so what they say about those is not learned from. The same messages always give the same weights. With
`--across` nothing is written: five times the weights are learned without a fifth of what others wrote (schemes that
stand beside each other in the file, in every language, are in the same fifth), and read that fifth.
"""

import csv
import hashlib
import math
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Final, NamedTuple

from bot.domain.identifiers.disguise import undisguised
from bot.domain.identifiers.reading import read
from bot.domain.scam import BY_A_RULE, BY_WEIGHT, matches
from bot.domain.scam.meaning import understand
from bot.domain.scam.weighing import BIAS, beside, of_word, spellings, told
from tests.domain.distress import corpus as distress
from tests.domain.identifiers import later as identifiers
from tests.domain.scam import corpus
from tests.domain.scam.corpus import APART, LANGUAGES, OTHERS_APART, Figures

WEIGHTS: Final = Path("bot/domain/data/scam_weights.csv")
LEARNED_FROM: Final = Path(__file__).with_name("learned_from.txt")
PARTS: Final = 5
ROUNDS: Final = 8
RATE: Final = 0.3
PULL: Final = 1e-4  # towards 0
OFTEN: Final = 2  # messages that a feature must be in
LEAST: Final = 0.1  # lighter weights are left out
TALK, DANGER = (
    2,
    6,
)  # one of so many messages of ordinary talk is learned from, and one of so many like danger


class Example(NamedTuple):
    """A message as its features, whether it is a swindle, whether a rule found it; `part` is -1 if always learned."""

    language: str
    names: Sequence[str]
    swindle: bool
    ruled: bool
    part: int


def example(language: str, text: str, *, swindle: bool, rules_know: bool = False, part: int = -1) -> Example:
    """Read a message."""
    words = understand(undisguised(read(text)))
    said = {told(rule, silent) for rule, _match, silent in matches(words)}
    names = {*beside(words), *(() if rules_know else said)}
    apart = [name for spelling in spellings(words) for name in of_word(spelling)]
    ruled = any(name.startswith("r:") for name in said)
    return Example(language, [*sorted(names), *apart], swindle, ruled, part)


def examples() -> list[Example]:
    """Return all that is learned from."""
    own = [line for line in corpus.lines() if line.batch not in APART]
    return [
        *(example(line.language, line.text, swindle=bool(line.kind), rules_know=True) for line in own),
        *(example(language, text, swindle=False) for language, text in harmless()),
        *by_others(),
    ]


def harmless() -> list[tuple[str, str]]:
    """Return language and text of messages of other readers, none of which is a swindle nor kept apart."""
    open_lines = [line for line in distress.lines() if not line.kept_apart]
    talk = [(line.language, line.text) for line in open_lines if line.ordinary][::TALK]
    danger = [(line.language, line.text) for line in open_lines if not line.ordinary][::DANGER]
    beside_names = [line for line in identifiers.lines() if not line.kind and not line.apart]
    return [*talk, *danger, *((line.language, line.text) for line in beside_names)]


def by_others() -> Iterator[Example]:
    """Yield what others wrote, in parts of schemes that stand beside each other."""
    lines = [line for line in corpus.others() if line.batch != OTHERS_APART]
    groups = Counter((line.batch, line.language, line.kind) for line in lines)
    before = Counter[tuple[str, str, str]]()
    for line in lines:
        group = (line.batch, line.language, line.kind)
        part = before[group] * PARTS // groups[group]
        before[group] += 1
        yield example(line.language, line.text, swindle=bool(line.kind), part=part)


def learn(chosen: Sequence[Example]) -> dict[str, float]:
    """Return the weight of each feature."""
    often = Counter(name for each in chosen for name in set(each.names))
    names = sorted(name for name, times in often.items() if times >= OFTEN)
    number = {name: place for place, name in enumerate(names)}
    known = [([number[name] for name in each.names if name in number], each.swindle) for each in chosen]
    column, bias = _fit(known, len(names))
    rows = {name: round(weight, 2) for name, weight in zip(names, column, strict=True)}
    return {BIAS: round(bias, 2)} | {name: weight for name, weight in rows.items() if abs(weight) >= LEAST}


def _fit(known: Sequence[tuple[list[int], bool]], size: int) -> tuple[list[float], float]:
    column, squares = [0.0] * size, [1e-6] * size
    bias, bias_squares = 0.0, 1.0
    order = list(known)
    chance = random.Random(1)
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for places, swindle in order:
            scale = 1 / math.sqrt(len(places) or 1)
            slope = 1 / (1 + math.exp(-bias - scale * sum([column[place] for place in places]))) - swindle
            if abs(slope) < 1e-3:
                continue
            for place in places:
                step = slope * scale + PULL * column[place]
                squares[place] += step * step
                column[place] -= RATE * step / math.sqrt(squares[place])
            bias_squares += slope * slope
            bias -= RATE * slope / math.sqrt(bias_squares)
    return column, bias


def weight(weights: Mapping[str, float], names: Sequence[str]) -> float:
    """Return the sum of the weights of a message, as bot/domain/scam/weighing.py does."""
    found = [weights[name] for name in names if name in weights]
    return weights[BIAS] + math.fsum(found) / math.sqrt(len(found) or 1)


def across(chosen: Sequence[Example]) -> Iterator[tuple[Example, float]]:
    """Yield the weight of each message by others, learned without its part."""
    for part in range(PARTS):
        weights = learn([each for each in chosen if each.part != part])
        yield from ((each, weight(weights, each.names)) for each in chosen if each.part == part)


def show_across() -> None:
    """Print recall and false alarms of what was not learned from, at several thresholds."""
    read_so = list(across(examples()))
    for by_weight in (-0.5, 0.0, 0.5, BY_WEIGHT, 1.5, 2.0):
        for by_a_rule in (BY_A_RULE - 1, BY_A_RULE, BY_A_RULE + 1):
            held = [(each, found >= (by_a_rule if each.ruled else by_weight)) for each, found in read_so]
            for language in (*LANGUAGES, ""):
                here = [(each, yes) for each, yes in held if language in ("", each.language)]
                right = [yes for each, yes in here if each.swindle]
                wrong = [yes for each, yes in here if not each.swindle]
                print(
                    Figures(sum(right), len(right), sum(wrong), len(wrong)).row(
                        f"{by_weight} {by_a_rule} {language}"
                    )
                )


def learned_from() -> str:
    """Return a short hash of the messages, words and rules that the weights are learned from."""
    tables = (
        files("bot.domain.data").joinpath(f"scam_{name}.csv").read_bytes() for name in ("words", "rules")
    )
    apart = {*APART, OTHERS_APART}
    lines = [repr(line) for line in (*corpus.lines(), *corpus.others()) if line.batch not in apart]
    return hashlib.sha256(
        b"".join(["".join([*lines, *map(repr, harmless())]).encode(), *tables])
    ).hexdigest()[:16]


def main() -> None:
    """Write the weights, and what they were learned from."""
    if "--across" in sys.argv:
        show_across()
        return
    weights = learn(examples())
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["feature", "weight"])
        writer.writerows(sorted(weights.items()))
    LEARNED_FROM.write_text(learned_from() + "\n", encoding="utf-8")
    print(f"{len(weights)} weights")


if __name__ == "__main__":
    main()
