"""Tests are sentences, run real code, wait for nothing but what they test, and are not left out."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.guards.sources import modules, name

BLINK = 0.05  # seconds; what is longer waits for luck
WORDS = 3  # of a sentence, at least
TESTS = [path for path in modules("tests") if path.parent.name != "bench"]  # measurements rest in between
LEFT_OUT = {"skip", "skipif", "xfail", "importorskip"}


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with what is called, as it is written."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def test_every_test_is_a_sentence() -> None:
    tests = [
        f"{name(path)}: {node.name}"
        for path in TESTS
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    ]
    assert not [test for test in tests if test.split("test_")[-1].count("_") < WORDS - 1]


def test_no_test_sleeps_longer_than_a_blink() -> None:
    sleeps = [
        f"{name(path)}:{call.lineno}"
        for path in TESTS
        for called, call in calls(path)
        if called.endswith("sleep") and isinstance(call.args[0], ast.Constant)
        if float(str(call.args[0].value)) > BLINK
    ]
    assert not sleeps, "wait until it is so, or move the clock"


def test_no_test_is_left_out_but_for_a_program_that_is_not_installed() -> None:
    left_out = [
        f"{name(path)}:{node.lineno}"
        for path in TESTS
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in LEFT_OUT
        if ast.unparse(node) != "pytest.skip"
    ]
    reasons = [
        ast.unparse(call.args[0]) for path in TESTS for called, call in calls(path) if called == "pytest.skip"
    ]
    assert not left_out
    assert not [reason for reason in reasons if "install" not in reason.lower()]


def test_no_test_pretends_to_be_our_code() -> None:
    mocked = [name(path) for path in TESTS if {"mock", "unittest", "pytest_mock"} & set(imported(path))]
    assert not mocked, "use the real thing: a database, the emulated messengers"


def imported(path: Path) -> Iterator[str]:
    """Yield the first word of everything that a module imports."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (each.name.split(".")[0] for each in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]
