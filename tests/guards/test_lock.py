"""The lock files pin and hash everything that is installed, and say nothing about where it came from."""

import re
import tomllib

import pytest

from tests.guards.sources import ROOT

RUNTIME, TOOLS = "requirements.lock", "requirements-dev.lock"
both = pytest.mark.parametrize("lock", [RUNTIME, TOOLS])


def requirements(lock: str) -> dict[str, str]:
    """Return what a lock pins: the name of a package to all that follows it."""
    text = (ROOT / lock).read_text().replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {re.split(r"[=\[ ]", line)[0]: line for line in lines}


def declared(part: str | None) -> set[str]:
    """Return the names that pyproject.toml asks for, for running (None) or in one of its extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = project["optional-dependencies"][part] if part else project["dependencies"]
    return {re.split(r"[^\w-]", each)[0].lower() for each in asked}


@both
def test_every_requirement_is_pinned_and_hashed(lock: str) -> None:
    loose = [
        line
        for line in requirements(lock).values()
        if not re.match(r"[a-z0-9-]+==\S+( ;.*?)?(\s+--hash=sha256:[0-9a-f]{64})+$", line)
    ]
    assert not loose, "run `make lock`"


@both
def test_no_lock_names_a_host_or_a_folder(lock: str) -> None:
    assert not re.findall(r".*(?://|file:|@|--index|--find-links|\.\w+/).*", (ROOT / lock).read_text())


def test_everything_that_is_asked_for_is_locked() -> None:
    assert declared(None) | declared("build") | declared("encoder") <= requirements(RUNTIME).keys(), (
        "run `make lock`"
    )
    assert declared("dev") <= requirements(TOOLS).keys(), "run `make lock`"


def test_tests_run_with_what_the_bot_runs_with() -> None:
    assert requirements(RUNTIME).items() <= requirements(TOOLS).items(), "run `make lock`"
