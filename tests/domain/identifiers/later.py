"""What people write of themselves, harmless words beside it, half of both kept apart, and how well they are told apart.

The lines of before were written before any rule for addresses and units was there; the hash of a line decides which
half it is in. Rules came from one half and from knowledge of how people write; nobody looked for misses in the other:
.25 of it were found before, .97 after. Those of after were written when the rules were done, and changed nothing:
46 of 50 were found. Rules and lines have one author; expect less of others.
"""

import csv
import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bot.domain.identifiers import find
from tests.domain.distress.corpus import LANGUAGES, Figures

__all__ = ["LANGUAGES", "Line", "figures", "lines"]


class Line(NamedTuple):
    """A message; `kind` is empty where it tells nothing of anybody."""

    language: str
    kind: str
    batch: str
    text: str

    @property
    def apart(self) -> bool:
        """Whether nothing was learned from it."""
        return self.batch == "after" or _half(self.text) == 0


def _half(text: str) -> int:
    """Return 0 or 1 by the hash: neither who writes a line nor what is found in it decides."""
    return int(hashlib.sha256(text.encode()).hexdigest()[0], 16) % 2


@cache
def lines() -> tuple[Line, ...]:
    """Return them all."""
    with (Path(__file__).parent / "later.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Line(**row) for row in csv.DictReader(file))


def figures(chosen: Iterable[Line]) -> Figures:
    """Count what is found, and what is found where nothing is."""
    found = [(bool(line.kind), bool(find(line.text))) for line in chosen]
    telling = [held for is_one, held in found if is_one]
    harmless = [held for is_one, held in found if not is_one]
    return Figures(sum(telling), len(telling), sum(harmless), len(harmless))
