"""Messages like those of swindlers and harmless ones beside them, and how well they are told apart.

Written for these tests, in batches. Batch a was written before the rules, with which it was read until all of it was
found. Every later batch was measured before anything was learned from it: recall and false alarms at first sight were
b .30 .03, c .26 .05 (both look for what is unlike a, and count what the rules do not know), d .87 .02. Batches d and x
were written together, of what swindlers write again and again, and dealt out by turns: a third, d, to learn from, and
two thirds, x, to be kept apart. Nobody has looked at single lines of x since; its totals were printed four times
while rules were written from the others: .82 .02 at first sight, then .86 .01, .90 .01 and .90 .01.

More were written later, by one author who had read rules and words: e and y together, whose halves the hash of a line
chose, before any of the rules that came with them: e .58 .02 at first sight, y .69 .01. Then f and z, of the hash too,
that seek the unusual: f .42, z .38 at first sight. Then w, plain wording of the same schemes, all of it kept apart: .94
at first sight. Rules were written from a to f alone; the totals of x, y and z were printed some ten times meanwhile,
and who wrote the rules had written the lines, so they are no measure of another author.

others.csv is by two others. One, who never saw rules nor corpus, wrote l (to learn from) and k (kept apart: other
schemes, other wording; who taught the weights has seen no line of k). Its harmless lines nearly look like swindles.
The rules alone found .67 .02 of l and .41 .01 of k. Then m was written, by who had read l but not k, of more schemes,
and not measured. The weights (learn.py) are learned from l, m, the batches of corpus.csv that are not kept apart, and
harmless messages of tests/domain/distress and tests/domain/identifiers; their thresholds were chosen across fifths of
l and m, of which they found .65 .02. At first sight of the weights k was .53 .01; then what a rule takes back was no
longer found by weight, for the sake of a line that stood in a test before, and k was .52 .01. Nothing was changed after
that.
"""

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from bot.domain import scam
from tests.domain.distress.corpus import LANGUAGES, Figures

__all__ = ["APART", "LANGUAGES", "OTHERS_APART", "Figures", "Line", "figures", "lines", "others"]

OTHERS_APART: Final = "k"
APART: Final = {"x": "of old", "y": "by the hash", "w": "plain wording", "z": "unusual wording"}


class Line(NamedTuple):
    """A message; `kind` is empty where it is harmless."""

    language: str
    kind: str
    batch: str
    text: str


@cache
def others() -> tuple[Line, ...]:
    """Return what was written by others than the author of the rules; the kind of a swindle is "any"."""
    return _lines("others")


@cache
def lines() -> tuple[Line, ...]:
    """Return what the author of the rules wrote."""
    return _lines("corpus")


def _lines(name: str) -> tuple[Line, ...]:
    with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Line(**row) for row in csv.DictReader(file))


def figures(chosen: Iterable[Line]) -> Figures:
    """Count what is found, and what is found where nothing is."""
    found = [(bool(line.kind), bool(scam.find(line.text))) for line in chosen]
    swindles = [held for is_one, held in found if is_one]
    harmless = [held for is_one, held in found if not is_one]
    return Figures(sum(swindles), len(swindles), sum(harmless), len(harmless))
