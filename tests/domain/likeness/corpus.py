"""Barriers in the words of many people, written for these tests, and reports of barriers that none of them tells of.

Each part was written before anything was tried on it, and measured once at first sight. Since then all but `sealed`
have been used to better the lexicon and to learn the weights: only the first sight tells what to expect of others.
`sealed` came last, and is left alone: when words or weights change, it is what is looked at.
Recall@3 among the barriers of all parts, for `later` by the first lexicon: all .76, within .41, across .78; for `last`,
by the second: .81, .53, .80, and with the encoder .94, .69, .94.
"""

import csv
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

LANGUAGES: Final = ("uk", "ru", "en")
LEARNED: Final = ("tuned", "held", "later", "last")
FRESH: Final = "sealed"
NEW: Final = "new"


class Line(NamedTuple):
    """A report; `barrier` is empty where it tells of something that no other report tells of."""

    part: str
    barrier: str
    language: str
    text: str


@cache
def lines(path: Path | None = None) -> tuple[Line, ...]:
    """Return all reports of a file of this shape, or of ours."""
    with (path or Path(__file__).with_name("barriers.csv")).open(encoding="utf-8", newline="") as file:
        return tuple(Line(**row) for row in csv.DictReader(file))


def known(path: Path | None = None) -> list[Line]:
    """Return the reports whose barrier others tell of, too."""
    return [line for line in lines(path) if line.barrier]


def new(path: Path | None = None) -> list[Line]:
    """Return the reports of barriers that nobody else told of."""
    return [line for line in lines(path) if not line.barrier]
