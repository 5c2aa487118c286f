"""Messages with and without signs of danger, written for these tests, and how well the rules read them.

Each batch was written before the rules were tried on it, measured once, and only then used to better the rules. So the
figures of the whole corpus are those of texts that the rules know. At first sight, recall and false alarms were: b .53
.14, c .61 .12, d .41 .14, e .61 .08, f .59 .13, g .79 (signs only), h .61 .06, i .69 .05, j .61 .07, k .75 .03,
l .72 .00, m .75 .00, n .66 .04, o .54 .08, p .56 .05, q .61 .22, r .76 .00, s .41 .39,
t .17 (false alarms only), u .54 (signs only).
"""

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bot.domain.distress import signs

LANGUAGES = {"uk": "Ukrainian", "ru": "Russian", "en": "English", "mix": "mixtures"}


class Line(NamedTuple):
    """A message; `kind` is empty where there is no sign, and `note` says then what it only looks like."""

    language: str
    kind: str
    text: str
    note: str
    batch: str


class Figures(NamedTuple):
    """How many messages with a sign were found, of how many, and how many without one raised an alarm, of how many."""

    found: int
    signs: int
    alarms: int
    harmless: int

    @property
    def recall(self) -> float:
        """The share of signs that were found."""
        return self.found / self.signs if self.signs else 1.0

    @property
    def false_alarms(self) -> float:
        """The share of harmless messages that raised an alarm."""
        return self.alarms / self.harmless if self.harmless else 0.0


@cache
def lines() -> tuple[Line, ...]:
    """Return the whole corpus."""
    with (Path(__file__).parent / "corpus.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Line(**row) for row in csv.DictReader(file))


@cache
def kinds(text: str) -> frozenset[str]:
    """Return the kinds of signs in a text."""
    return frozenset(sign.kind for sign in signs(text))


def missed(chosen: Iterable[Line], kind: str = "") -> list[str]:
    """Return the messages whose sign was not found (of one kind: as this kind)."""
    return [
        line.text
        for line in chosen
        if line.kind and not (kind in kinds(line.text) if kind else kinds(line.text))
    ]


def alarmed(chosen: Iterable[Line]) -> list[str]:
    """Return the harmless messages that raised an alarm."""
    return [line.text for line in chosen if not line.kind and kinds(line.text)]


def figures(chosen: Iterable[Line], kind: str = "") -> Figures:
    """Measure the rules on some messages; with a kind, only its signs count, and only as this kind."""
    chosen = [line for line in chosen if kind in ("", line.kind) or not line.kind]
    with_sign = sum(bool(line.kind) for line in chosen)
    return Figures(
        with_sign - len(missed(chosen, kind)), with_sign, len(alarmed(chosen)), len(chosen) - with_sign
    )
