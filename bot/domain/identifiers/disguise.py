"""Undoes what hides a word from a reader: letters set apart, marks between them, digits that look like letters."""

import re
from collections.abc import Iterator
from typing import Final

from bot.domain.identifiers.reading import Reading

_APART: Final = re.compile(
    r"(?<![^\W_])(?:(?:[^\W\d_][ .*_|·~-]){2,}[^\W\d_]|(?:[^\W\d_]{1,2} ){4,}[^\W\d_]{1,2})(?![^\W_])"
)
_BETWEEN: Final = re.compile(r"(?<=[^\W\d_])[*_|·~](?=[^\W\d_])")
_FIGURE: Final = re.compile(r"(?<=[^\W\d_])[0134$@6](?=[^\W\d_])")
_AS_CYRILLIC: Final = {"0": "о", "1": "і", "3": "з", "4": "ч", "6": "б", "@": "а", "$": "с"}
_AS_LATIN: Final = {"0": "o", "1": "i", "3": "e", "4": "a", "6": "b", "@": "a", "$": "s"}
_SIGNS: Final = {"$": " usd ", "€": " eur ", "₴": " грн ", "%": " percent "}
_GONE: Final = re.compile(r"[ .*_|·~-]")
_LATIN: Final = re.compile(r"[a-zA-Z]")


def undisguised(reading: Reading) -> Reading:
    """Return the reading with words as they are meant; its places still lead into the original."""
    signs = list(zip(reading.plain, reading.places, strict=True))
    for text in (_APART, _BETWEEN):
        signs = _without(signs, text)
    signs = list(_as_letters(signs))
    plain = "".join(sign for sign, _place in signs)
    return Reading(plain, plain, tuple(place for _sign, place in signs))


def _without(signs: list[tuple[str, int]], pattern: re.Pattern[str]) -> list[tuple[str, int]]:
    """Take the marks out of what the pattern finds."""
    plain = "".join(sign for sign, _place in signs)
    gone = {
        place
        for found in pattern.finditer(plain)
        for place in range(found.start(), found.end())
        if _GONE.match(plain[place])
    }
    return [each for place, each in enumerate(signs) if place not in gone]


def _as_letters(signs: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    plain = "".join(sign for sign, _place in signs)
    figures = {found.start() for found in _FIGURE.finditer(plain)}
    for place, (sign, origin) in enumerate(signs):
        if place in figures:
            latin = _LATIN.match(plain[place - 1]) and _LATIN.match(plain[place + 1])
            yield (_AS_LATIN if latin else _AS_CYRILLIC)[sign], origin
        else:
            yield from ((letter, origin) for letter in _SIGNS.get(sign, sign))
