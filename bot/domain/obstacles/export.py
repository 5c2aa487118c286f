"""What leaves the moderators' chat about obstacles: facts and ranges, and no row that tells of a person."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

SMALL: Final = 3  # a smaller number of people is told as "<3"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Row:
    """One obstacle; codes as in facts.py and places.py, `month` as "2026-11", sentences only of published ones."""

    number: int
    country: str
    region: str
    office: str
    promised: str
    happened: str
    sums: tuple[str, ...]
    month: str
    status: str
    people: str
    sentences: tuple[str, ...]


def people(count: int) -> str:
    """Return how many met it, as it may be told outside."""
    return f"<{SMALL}" if count < SMALL else str(count)


def as_json(rows: Sequence[Row]) -> bytes:
    """Return the rows as a JSON list of objects, by the names of the fields of Row."""
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1).encode()


def as_csv(rows: Sequence[Row], header: Mapping[str, str], says: Callable[[str, str], str]) -> bytes:
    """Return the rows as CSV that spreadsheets read (UTF-8 with a mark); `says` names a code of a field."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(header[name] for name in Row.__dataclass_fields__)
    for row in rows:
        table.writerow(defused(_cell(value, name, says)) for name, value in asdict(row).items())
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def _cell(value: int | str | tuple[str, ...], name: str, says: Callable[[str, str], str]) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    return says(name, value) if isinstance(value, str) else str(value)


def defused(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
