"""`.env.example` is the list of all settings: it names each of them once, and nothing else."""

import re

from bot.settings import Settings
from tests.guards.sources import ROOT

ASSIGNMENT = re.compile(r"^(?:# ?)?([A-Z][A-Z0-9_]*)=(.*)$", re.MULTILINE)


def example() -> list[tuple[str, str]]:
    """Return names and values as the file gives them, also those that are commented out."""
    return ASSIGNMENT.findall((ROOT / ".env.example").read_text())


def test_the_example_names_exactly_the_settings() -> None:
    assert sorted(name for name, _value in example()) == sorted(
        name.upper() for name in Settings.model_fields
    )


def test_the_example_holds_no_secret() -> None:
    assert not [name for name, value in example() if value and re.search(r"TOKEN|SECRET|KEYS?$", name)]
