"""The saved answers that come with the program, and what may stand in any of them."""

import re
from collections.abc import Mapping
from typing import Final

from bot.domain import identifiers
from bot.domain.correspondence import LONGEST, PLACEHOLDERS
from bot.domain.data import read

SHIPPED: Final[Mapping[int, Mapping[str, str]]] = {
    one["number"]: one["text"] for one in read("saved_answers")
}
_BRACES: Final = re.compile(r"\{[^{}]*\}|[{}]")
_KNOWN: Final = frozenset(PLACEHOLDERS.values())
TOO_LONG, UNKNOWN, SHOWS = "too long", "unknown", "shows"
SPARE: Final = 100  # characters that what is filled in may add


def unfit(words: str) -> str:
    """Say why these words cannot be kept: TOO_LONG, UNKNOWN (a placeholder), SHOWS (a number, a link); else ""."""
    if len(words) > LONGEST - SPARE:
        return TOO_LONG
    if not _KNOWN.issuperset(_BRACES.findall(words)):
        return UNKNOWN
    return SHOWS if identifiers.find(words) else ""


def filled(words: str, values: Mapping[str, str]) -> str | None:
    """Return the words with their placeholders filled ("request": "17"); None when a value is missing."""
    for name, sign in PLACEHOLDERS.items():
        if sign in words and name not in values:
            return None
        words = words.replace(sign, values.get(name, ""))
    return words
