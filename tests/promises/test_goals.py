"""docs/goals.md names a test for every goal, or says why there is none; what it names is there and runs as it says."""

import ast
import re
from functools import cache

import pytest

from tests.guards.sources import ROOT, kept_files

GOALS = (ROOT / "docs" / "goals.md").read_text()
ROWS = [row for row in GOALS.splitlines() if re.match(r"\| [A-Z]\d", row)]
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
FILES = sorted(file for file in kept_files() if re.fullmatch(r"tests/promises/test_(?!goals\b)\w+\.py", file))


@cache
def named_in(file: str) -> dict[str, ast.FunctionDef | ast.AsyncFunctionDef]:
    """The tests of a file by their names, those in classes too; empty when there is no such file."""
    tree = ast.parse((ROOT / file).read_text() if (ROOT / file).is_file() else "")
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return {one.name: one for one in functions if one.name.startswith("test_")}


def needs_minutes(file: str) -> bool:
    """Whether any size of any test in a file is left to `make promises`."""
    return "mark.minutes" in (ROOT / file).read_text()


def only_minutes(file: str) -> bool:
    """Whether `make test` runs nothing of a file."""
    marked = [
        ["pytest.mark.minutes" in map(ast.unparse, one.decorator_list)] for one in named_in(file).values()
    ]
    return bool(marked) and all(map(all, marked))


def test_there_are_goals_and_promises() -> None:
    assert len(ROWS) >= 20
    assert len(FILES) >= 30


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[:40])
def test_every_goal_has_its_test_or_the_reason_why_not(row: str) -> None:
    _id, goal, shown = [cell.strip() for cell in row.strip("|").split(" | ")]
    assert goal
    assert TEST.search(shown) or re.match(r"Not: \S+ \S+", shown)
    missing = [
        (file, test)
        for file, test in TEST.findall(shown)
        if not named_in(file) or (test and test not in named_in(file))
    ]
    assert not missing


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[:40])
def test_make_promises_and_make_test_run_what_a_row_says_of_them(row: str) -> None:
    files = [file for file, _test in TEST.findall(row)]
    assert ("`make promises`" not in row) or any(map(needs_minutes, files))
    assert ("`make test`" not in row) or not all(map(only_minutes, files))
    assert ("`make promises`" in row) or not any(map(only_minutes, files))


@pytest.mark.parametrize("file", FILES)
def test_every_promise_that_is_tested_is_named_in_a_document(file: str) -> None:
    assert f"`{file}" in GOALS + (ROOT / "docs" / "promises.md").read_text()
