"""Files and functions stay small, and their names say something."""

import ast
import re
from pathlib import Path
from statistics import median

from tests.guards.sources import CODE, modules, name

FILE_LINES, FILE_MEDIAN = 300, 80
FUNCTION_LINES, FUNCTION_MEDIAN = 40, 8
EMPTY_NAMES = re.compile(r"(^|_)(utils?|managers?|services?|misc|common)(_|$)")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def lines_of(path: Path) -> int:
    return len(path.read_text().splitlines())


def functions() -> dict[str, Function]:
    return {
        f"{name(path)}:{node.lineno} {node.name}": node
        for path in modules(*CODE)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, Function)
    }


def length(function: Function) -> int:
    """Count the lines from `def` to the end, without the docstring."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def test_no_file_is_longer_than_300_lines() -> None:
    long = {name(path): lines_of(path) for path in modules(*CODE) if lines_of(path) > FILE_LINES}
    assert not long, "make it a folder of the same name"


def test_no_function_is_longer_than_40_lines() -> None:
    long = {where: length(node) for where, node in functions().items() if length(node) > FUNCTION_LINES}
    assert not long, "say in two functions what one cannot say shortly"


def test_half_of_all_files_and_functions_are_short() -> None:
    files = [lines_of(path) for path in modules(*CODE) if path.name != "__init__.py"]
    lengths = [length(node) for node in functions().values()]
    print(
        f"{len(files)} files, median {median(files)} lines; {len(lengths)} functions, {median(lengths)} lines"
    )
    assert median(files) <= FILE_MEDIAN
    assert median(lengths) <= FUNCTION_MEDIAN


def test_every_module_says_what_it_is_for() -> None:
    texts = {name(path): path.read_text() for path in modules(*CODE, "tests")}
    assert not [where for where, text in texts.items() if text and not ast.get_docstring(ast.parse(text))]


def test_nothing_hides_behind_an_empty_name() -> None:
    assert not [word for path in modules(*CODE, "tests") for word in names(path) if EMPTY_NAMES.search(word)]


def names(path: Path) -> list[str]:
    """Return the names of a module and its classes, in small letters: `room_board` for RoomBoard."""
    tree = ast.parse(path.read_text())
    classes = [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    return [path.stem, *(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", each).lower() for each in classes)]
