"""Where people meet which obstacles: counts by region or month on one side, by kind on the other."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.domain.obstacles.facts import Facts

BY_REGION, BY_MONTH = "r", "m"
BY_HAPPENED, BY_OFFICE = "h", "o"
NOT_SAID, REST = "", "rest"
ROWS, COLUMNS = 14, 7  # named ones; all others together are one more


@dataclass(frozen=True, slots=True)
class Heat:
    """How many people met it, by row and column; keys are codes, months ("2026-11"), NOT_SAID or REST."""

    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    cells: Counter[tuple[str, str]] = field(default_factory=Counter)

    def row(self, key: str) -> int:
        """Return how many there are in a row."""
        return sum(self.cells[key, column] for column in self.columns)

    @property
    def most(self) -> int:
        """The largest number of a cell, 0 when there is none."""
        return max(self.cells.values(), default=0)


def heat(met: Iterable[tuple[Facts, datetime]], by: str, kind: str) -> Heat:
    """Count who met what; `by`: BY_REGION or BY_MONTH, `kind`: BY_HAPPENED or BY_OFFICE.

    Regions and kinds come with the most first, months in their order; what is beyond ROWS and COLUMNS is REST.
    """
    pairs = [
        (_row(facts, at, by), facts.happened if kind == BY_HAPPENED else facts.office) for facts, at in met
    ]
    rows, columns = (
        _named((row for row, _c in pairs), ROWS),
        _named((column for _r, column in pairs), COLUMNS),
    )
    if by == BY_MONTH:
        rows = sorted({row for row, _column in pairs})[-ROWS:]
    placed = Counter((_in(rows, row), _in(columns, column)) for row, column in pairs)
    return Heat(_keys(rows, {row for row, _c in placed}), _keys(columns, {c for _r, c in placed}), placed)


def _row(facts: Facts, at: datetime, by: str) -> str:
    return f"{at:%Y-%m}" if by == BY_MONTH else facts.region


def _named(keys: Iterable[str], most: int) -> list[str]:
    """The keys with the most, what was not said last."""
    counted = Counter(keys)
    return [key for key, _n in counted.most_common() if key != NOT_SAID][:most]


def _in(keys: list[str], key: str) -> str:
    return key if key in keys or key == NOT_SAID else REST


def _keys(named: list[str], there: set[str]) -> tuple[str, ...]:
    return (*named, *(key for key in (REST, NOT_SAID) if key in there))


# Shades from few to many: the least number of each.
STEPS: Final = (1, 3, 6, 11, 21, 51)


def shade(count: int) -> int:
    """Return which shade a number has: 0 for none, then by STEPS."""
    return sum(count >= least for least in STEPS)
