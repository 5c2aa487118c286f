"""What leaves the chat holds ranges and small numbers only as such, and no formula."""

import csv
import io
import json

import pytest

from bot.domain.obstacles import export
from bot.domain.obstacles.export import Row, defused, people
from bot.domain.obstacles.sums import sum_range

ROW = Row(
    7, "UA", "UA-65", "court", "document", "money", ("500-999 UAH",), "2026-11", "new", "<3", ("=1+1", "Так.")
)
HEADER = {name: name.upper() for name in Row.__dataclass_fields__}


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "=cmd|' /C calc'!A0"]
)
def test_formulas_are_defused(cell: str) -> None:
    assert defused(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "500-999 UAH", "<3", "a=b", "Суд", "1-2"])
def test_other_cells_stay(cell: str) -> None:
    assert defused(cell) == cell


def test_csv_is_read_back_by_a_spreadsheet() -> None:
    body = export.as_csv([ROW], HEADER, lambda field, code: f"{field}: {code}" if field == "office" else code)
    assert body.startswith(b"\xef\xbb\xbf")
    header, row = csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""))
    assert header == list(HEADER.values())
    assert row[0] == "7"
    assert row[3] == "office: court"
    assert row[-1] == "'=1+1; Так."


def test_json_keeps_codes() -> None:
    (row,) = json.loads(export.as_json([ROW]))
    assert (row["number"], row["region"], row["people"]) == (7, "UA-65", "<3")
    assert row.keys() == HEADER.keys()


@pytest.mark.parametrize("count, told", [(0, "<3"), (2, "<3"), (3, "3"), (40, "40")])
def test_small_numbers_are_told_as_small(count: int, told: str) -> None:
    assert people(count) == told


@pytest.mark.parametrize(
    "words, told",
    [
        ("800 hryvnias", "500-999 UAH"),
        ("просили 1 500 грн", "1000-1999 UAH"),
        ("1,500 €", "1000-1999 EUR"),
        ("сто", ""),
        ("", ""),
        ("0", ""),
        ("50 $", "1-499 USD"),
        ("70000 руб", "50000+ RUB"),
        ("200", "1-499"),
    ],
)
def test_a_sum_becomes_a_range(words: str, told: str) -> None:
    assert sum_range(words) == told
