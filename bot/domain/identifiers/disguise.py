"""Undoes what hides a word from a reader: letters set apart, marks between them, digits that look like letters."""

import re
from collections.abc import Iterator
from typing import Final

from bot.domain.identifiers.reading import Reading

_APART: Final = re.compile(
    r"(?<![^\W_])(?:(?:[^\W\d_][ .*_|·~-]){2,}[^\W\d_]|(?:[^\W\d_]{1,2} ){4,}[^\W\d_]{1,2})(?![^\W_])"
)
_BETWEEN: Final = re.compile(r"(?<=[^\W\d_])[*_|·~](?=[^\W\d_])")
_AS_CYRILLIC: Final = {"0": "о", "1": "і", "3": "з", "4": "ч", "6": "б", "@": "а", "$": "с"}
_AS_LATIN: Final = {"0": "o", "1": "i", "3": "e", "4": "a", "6": "b", "@": "a", "$": "s"}
_SIGNS: Final = {"$": " usd ", "€": " eur ", "₴": " грн ", "%": " percent "}
_FIGURE_OR_SIGN: Final = re.compile(r"(?<=[^\W\d_])[0134$@6](?=[^\W\d_])|(?P<sign>[$€₴%])")
_GONE: Final = re.compile(r"[ .*_|·~-]")
_LATIN: Final = re.compile(r"[a-zA-Z]")


def undisguised(reading: Reading) -> Reading:
    """Return the reading with words as they are meant; its places still lead into the original."""
    for pattern in (_APART, _BETWEEN):
        reading = reading.rewritten((place, "") for place in _marks(reading.plain, pattern))
    return reading.rewritten(_as_letters(reading.plain))


def _marks(plain: str, pattern: re.Pattern[str]) -> Iterator[int]:
    """Yield where the marks stand in what the pattern finds."""
    for found in pattern.finditer(plain):
        for mark in _GONE.finditer(plain, found.start(), found.end()):
            yield mark.start()


def _as_letters(plain: str) -> Iterator[tuple[int, str]]:
    for found in _FIGURE_OR_SIGN.finditer(plain):
        place, sign = found.start(), found[0]
        if found.lastgroup == "sign":
            yield place, _SIGNS[sign]
        else:
            latin = _LATIN.match(plain[place - 1]) and _LATIN.match(plain[place + 1])
            yield place, (_AS_LATIN if latin else _AS_CYRILLIC)[sign]
