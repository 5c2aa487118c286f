"""What each word of a text means: its concepts, whether it is denied, whether it tells of the past and of oneself."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from bot.domain.distress import denial, verbs
from bot.domain.distress.lexicon import DISTRESS, concepts, phrases_at
from bot.domain.distress.words import Word, words_of
from bot.domain.identifiers.reading import Reading

_ALONE: Final = {"suicide": "suicide_alone", "rape": "rape_alone"}
_LONELY: Final = 3  # words of a sentence, at most
# What a number may be: degrees, millimetres of mercury, millimoles or milligrams of sugar, a year; from and below.
_NUMBERS: Final = (
    ("n38", 38, 43),
    ("n40", 39, 43),
    ("n200", 180, 300),
    ("ago", 1800, 2101),
    ("veryhigh", 17, 60),
    ("veryhigh", 300, 900),
    ("verylow", 0, 3.2),
)


def understand(reading: Reading) -> list[Word]:
    """Return the words of a text, each with its meaning."""
    words = words_of(reading)
    for word in words:
        word.names = _number(word.fold) if word.fold[:1].isdigit() else concepts(word.fold, DISTRESS)
    verbs.mark(words)
    phrases = _join_phrases(words)
    _name_by_place(words)
    denial.mark(words)
    for name, parts in phrases:
        denied = any(part.denied for part in parts) and not any(part.fold in denial.DENIALS for part in parts)
        for part in parts:
            part.wholes[name] = denied
    return words


def _number(digits: str) -> frozenset[str]:
    number = float(digits.replace(",", "."))
    return frozenset({"number", *(name for name, least, end in _NUMBERS if least <= number < end)})


def _join_phrases(words: Sequence[Word]) -> list[tuple[str, Sequence[Word]]]:
    found = []
    spellings = [word.fold for word in words]
    for place, word in enumerate(words):
        for name, length in phrases_at(spellings, place):
            parts = words[place : place + length]
            if parts[-1].sentence == word.sentence:
                found.append((name, parts))
                for part in parts:
                    part.names |= {name}
    return found


def _name_by_place(words: Sequence[Word]) -> None:
    """Name what a word means only where it stands.

    A noun that is nearly all of a sentence says by itself what it is about ("суїцид"); "to be" at the end of a clause
    is to be alive ("не хочу бути").
    """
    lengths = Counter(word.sentence for word in words)
    for word in words:
        if lengths[word.sentence] <= _LONELY:
            word.names |= {_ALONE[name] for name in word.names & _ALONE.keys()}
    for word in {word.clause: word for word in words}.values():
        if word.fold in ("бути", "бут"):
            word.names |= {"behere"}
