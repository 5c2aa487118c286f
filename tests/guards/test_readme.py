"""The README names every command that there is, and no other."""

import re
import subprocess
import sys

from tests.guards.sources import ROOT

README = ROOT / "README.md"


def named(command: str) -> set[str]:
    """Return the words that the README writes after a command: in `code`, or on a line of its own."""
    return set(
        re.findall(rf"(?:`|^\s*(?:\$ )?)(?:\S*/)?{command} ([a-z][\w-]*)", README.read_text(), re.MULTILINE)
    )


def targets() -> set[str]:
    """Return what `make help` lists."""
    return set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))


def commands() -> set[str]:
    """Return what `python -m bot --help` lists."""
    asked = [sys.executable, "-m", "bot", "--help"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True, text=True)
    choices = re.search(r"\{([\w,-]+)\}", told.stdout)
    assert choices, told.stdout
    return set(choices[1].split(","))


def test_every_make_target_is_in_the_readme_and_the_other_way_round() -> None:
    assert named("make") == targets()


def test_every_command_is_in_the_readme_and_the_other_way_round() -> None:
    assert named("python -m bot") == commands()
