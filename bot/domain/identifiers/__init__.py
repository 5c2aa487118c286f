"""Finds in a text what could tell who somebody is, or ask for money; nothing is decided here.

Relayed words are held back with a question to their sender when something is found (see the relay).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.domain.identifiers.controls import strip_controls, untappable
from bot.domain.identifiers.disguise import undisguised
from bot.domain.identifiers.homes import find_homes
from bot.domain.identifiers.links import find_addresses
from bot.domain.identifiers.numbers import find_numbers
from bot.domain.identifiers.phones import find_phones
from bot.domain.identifiers.reading import Reading, in_cyrillic, in_latin, read
from bot.domain.identifiers.units import find_units

__all__ = ["Found", "Kind", "find", "strip_controls", "untappable"]

Kind: TypeAlias = Literal[
    "phone", "link", "name", "email", "card", "iban", "wallet", "document", "address", "unit"
]

# Where two overlap, the earlier in this list is what it is: an account holds digits of a "phone".
_STRONGEST: tuple[Kind, ...] = (
    "iban",
    "card",
    "wallet",
    "email",
    "link",
    "document",
    "phone",
    "name",
    "address",
    "unit",
)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, at `text[start:end]`."""

    kind: Kind
    start: int
    end: int


def find(text: str) -> tuple[Found, ...]:
    """Return all identifiers in the order of the text, none overlapping another."""
    reading = read(text)
    kept: list[Found] = []
    for found in sorted(_all(reading), key=_strength):
        if all(found.end <= other.start or other.end <= found.start for other in kept):
            kept.append(found)
    return tuple(sorted(kept, key=lambda found: found.start))


def _all(reading: Reading) -> Iterator[Found]:
    for kind, start, end in _raw(reading):
        yield Found(kind, reading.places[start], reading.places[end - 1] + 1)
    words = undisguised(reading)
    for kind, start, end in _in_words(in_cyrillic(words.plain)):
        yield Found(kind, words.places[start], words.places[end - 1] + 1)


def _raw(reading: Reading) -> Iterator[tuple[Kind, int, int]]:
    latin = in_latin(reading.plain)
    yield from find_numbers(latin)
    yield from find_addresses(latin)
    yield from (("phone", start, end) for start, end in find_phones(reading.plain))


def _in_words(text: str) -> Iterator[tuple[Kind, int, int]]:
    yield from (("address", start, end) for start, end in find_homes(text))
    yield from (("unit", start, end) for start, end in find_units(text))


def _strength(found: Found) -> tuple[int, int]:
    return _STRONGEST.index(found.kind), found.start - found.end
