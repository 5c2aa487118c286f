"""Reads a text as a person would: tricks with digits, spaces and look-alike letters undone, places kept."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.domain.identifiers.controls import INVISIBLE

# Zero-width joiners, variation selectors and the keycap that makes a digit an emoji.
_UNSEEN = re.compile(f"[{INVISIBLE}\u200d\ufe00-\ufe0f\u20e3]")
_LOOK_ALIKES: Final = str.maketrans(
    "авеѕіїјкмнорстухгԁԛԝАВЕЅІЈКМНОРСТУХαοινρ", "abesiijkmhopctyxrdqwABESIJKMHOPCTYXaoivp"
)
# What may look like something else; the rest, nearly all of what people write, is left as it is.
_ODD = re.compile("[^\n -_a-~А-ЩЬЮЯа-щьюяЫыЪъЭэЄєІіЇїҐґЁё]")
_WORD = re.compile(r"\w+")
_LATIN = re.compile(r"[a-zA-Z]")
_CYRILLIC = re.compile("[а-яґєёії]", re.IGNORECASE)
_TO_CYRILLIC: Final = str.maketrans("aeiopcyxkmhtbABEIKMHOPCTYX", "аеіорсухкмнтвАВЕІКМНОРСТУХ")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text without tricks.

    `plain` has ordinary digits, spaces, dashes and apostrophes; `places[i]` is where its character i stands in the
    original.
    """

    plain: str
    places: Sequence[int]

    def rewritten(self, changes: Iterable[tuple[int, str]]) -> "Reading":
        """Return the reading with other text for some of its characters, which are named in their order."""
        plain: list[str] = []
        places: list[int] = []
        done = 0
        for place, instead in changes:
            plain += (self.plain[done:place], instead)
            places += self.places[done:place]
            places += [self.places[place]] * len(instead)
            done = place + 1
        if not done:
            return self
        return Reading("".join([*plain, self.plain[done:]]), [*places, *self.places[done:]])


def read(text: str) -> Reading:
    """Return the reading of a text."""
    as_written = Reading(text, range(len(text)))
    return as_written.rewritten((odd.start(), _seen(odd[0])) for odd in _ODD.finditer(text))


def outline(text: str) -> str:
    """Return what a text looks like: letters of different alphabets that look alike are the same."""
    return read(text).plain.casefold().translate(_LOOK_ALIKES)


def in_latin(plain: str) -> str:
    """Return a text where words that mix alphabets are Latin, equally long."""
    return _WORD.sub(_to_latin, plain) if _LATIN.search(plain) and not plain.isascii() else plain


def in_cyrillic(plain: str) -> str:
    """Return a text where words that mix alphabets are Cyrillic, equally long."""
    if not _LATIN.search(plain) or plain.isascii():
        return plain
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
