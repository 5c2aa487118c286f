"""What is kept of a report: the concepts it stands for, and fingerprints of words that the lexicon does not know."""

from collections.abc import Iterable
from typing import Final
from zlib import crc32

from bot.domain.likeness.lexicon import IMPLIED, concepts_of, named_by, with_implied
from bot.domain.likeness.words import words_of

STEM: Final = 5  # letters of an unknown word: endings go, most slips with them
SHORTEST: Final = 4  # letters: shorter unknown words tell nothing
UNKNOWN: Final = "~"  # in front of a fingerprint, so that it is never taken for a concept

Features = dict[str, float]


def features_of(text: str, facts: Iterable[str] = ()) -> Features:
    """Return what a report tells, each with its weight: concepts and facts 1, what they imply and other words less."""
    words = words_of(text)
    found = concepts_of(words) | with_implied(facts)
    for word in words:
        if len(word) >= SHORTEST and word.isalpha() and not named_by(word):
            found[fingerprint(word)] = IMPLIED
    return found


def fingerprint(word: str) -> str:
    """Return a mark by which a word is known again, but not read back: many words share each mark."""
    return f"{UNKNOWN}{crc32(word[:STEM].encode()) & 0xFFFF:04x}"
