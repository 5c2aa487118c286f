"""Reads a text as a person would: tricks with digits, spaces and look-alike letters undone, places kept."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.domain.identifiers.controls import INVISIBLE

# Zero-width joiners, variation selectors and the keycap that makes a digit an emoji.
_UNSEEN = re.compile(f"[{INVISIBLE}\u200d\ufe00-\ufe0f\u20e3]")
_LOOK_ALIKES: Final = str.maketrans(
    "авеѕіїјкмнорстухгԁԛԝАВЕЅІЈКМНОРСТУХαοινρ", "abesiijkmhopctyxrdqwABESIJKMHOPCTYXaoivp"
)
_WORD = re.compile(r"\w+")
_LATIN = re.compile(r"[a-zA-Z]")
_CYRILLIC = re.compile("[а-яґєёії]", re.IGNORECASE)
_TO_CYRILLIC: Final = str.maketrans("aeiopcyxkmhtbABEIKMHOPCTYX", "аеіорсухкмнтвАВЕІКМНОРСТУХ")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text without tricks.

    `plain` has ordinary digits, spaces, dashes and apostrophes; in `latin` words that mix alphabets are
    Latin. Both are equally long; `places[i]` is where their character i stands in the original.
    """

    plain: str
    latin: str
    places: tuple[int, ...]


def read(text: str) -> Reading:
    """Return the reading of a text."""
    plain: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        seen = _seen(character)
        plain.append(seen)
        places.extend([place] * len(seen))
    joined = "".join(plain)
    return Reading(joined, _WORD.sub(_to_latin, joined), tuple(places))


def outline(text: str) -> str:
    """Return what a text looks like: letters of different alphabets that look alike are the same."""
    return read(text).plain.casefold().translate(_LOOK_ALIKES)


def in_cyrillic(plain: str) -> str:
    """Return a text where words that mix alphabets are Cyrillic, equally long."""
    return _WORD.sub(
        lambda word: word[0].translate(_TO_CYRILLIC) if _CYRILLIC.search(word[0]) else word[0], plain
    )


def _to_latin(word: re.Match[str]) -> str:
    return word[0].translate(_LOOK_ALIKES) if _LATIN.search(word[0]) else word[0]


@lru_cache(maxsize=4096)
def _seen(character: str) -> str:
    if _UNSEEN.match(character):
        return ""
    if character == "№":
        return character  # its compatible form is "No", which reads as a word
    return "".join(_simple(part) for part in unicodedata.normalize("NFKC", character))


def _simple(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    match unicodedata.category(character):
        case "Pd":
            return "-"
        case "Zs":
            return " "
    return {"\u2212": "-", "’": "'", "ʼ": "'", "`": "'", "\t": " ", "。": "."}.get(character, character)
