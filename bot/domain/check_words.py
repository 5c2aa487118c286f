"""Check words: by them a person sees that this is Kolo, and a copy of the bot cannot know them.

Each is drawn from plain things by a keyed hash, so that nothing has to be stored but the two keys.
"""

import hmac
from datetime import date
from typing import Final, NamedTuple

from bot.domain.data import label, table
from bot.i18n import Label

WORDS: Final = tuple(map(label, table("check_words")))
PLACES: Final = 9  # words of a day on the paper, of which the reader chooses one
DIGITS: Final = 6  # of the number that a caller is given: a swindler's own chat shows another one
_FIRST: Final = 100_000


class Call(NamedTuple):
    """What two say to each other on the phone."""

    number: int  # the person names it first
    they_say: Label
    you_say: Label


def own(key: bytes, person_id: int) -> tuple[Label, Label]:
    """Return the two words that the bot shows to this person and to nobody else; a copy's account has others."""
    first, second = (_word(key, "own", person_id, place) for place in (1, 2))
    return first, second


def number_of(key: bytes, person_id: int, day: date) -> int:
    """Return the number that the person gives to a caller on a day."""
    return _FIRST + _draw(key, "number", person_id, day) % (9 * _FIRST)


def call(key: bytes, number: int, day: date) -> Call:
    """Return what is said after a number on a day; whose number it is cannot be seen in it."""
    return Call(number, _word(key, "they", number, day), _word(key, "you", number, day))


def on_paper(key: bytes, day: date) -> tuple[Label, ...]:
    """Return the words of a day, by their places on the paper, from 1."""
    drawn = list[Label]()
    tries = 0
    while len(drawn) < PLACES:  # each word once, so that the place matters
        word = _word(key, "paper", day, tries)
        tries += 1
        if word not in drawn:
            drawn.append(word)
    return tuple(drawn)


def _word(key: bytes, *what: object) -> Label:
    return WORDS[_draw(key, *what) % len(WORDS)]


def _draw(key: bytes, *what: object) -> int:
    said = "\x1f".join(map(str, what))
    drawn: bytes = hmac.digest(key, said.encode(), "sha256")
    return int.from_bytes(drawn[:8], "big")
