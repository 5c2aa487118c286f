"""Which concepts the words of a report stand for, in three languages: an office, a paper, what happened."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from bot.domain.data import table
from bot.domain.distress.folding import as_heard, close
from bot.domain.likeness.words import EMPTY, words_of

IMPLIED: Final = 0.5  # what a concept tells by the way: who says "PESEL" is in Poland
SLIP_FROM: Final = 5  # letters of a stem: in shorter ones one slip makes another word
GAP: Final = 1  # words that may stand between two of a phrase


class Concept(NamedTuple):
    """What reports speak of: an `office`, a `paper`, an `outcome` and so on (`kind`), and what it tells by the way."""

    kind: str
    also: tuple[str, ...]


class Phrase(NamedTuple):
    """Words in a row that stand for a concept together; each a whole form, or a stem that ends in `*`."""

    concept: str
    words: tuple[str, ...]


class Lexicon(NamedTuple):
    """What is in data/obstacle_words.csv: single words by spelling, phrases by their first word, slips by spelling."""

    concepts: dict[str, Concept]
    forms: dict[str, frozenset[str]]
    stems: dict[str, frozenset[str]]
    phrases: dict[str, tuple[Phrase, ...]]
    slips: dict[str, tuple[str, ...]]


def concepts_of(words: list[str]) -> dict[str, float]:
    """Return the concepts that the words of a report stand for, each with its weight: 1 if said, less if implied."""
    said = {name for word in words for name in named_by(word)}
    said.update(name for place in range(len(words)) for name in _phrases_at(words, place))
    return with_implied(said)


def with_implied(said: Iterable[str]) -> dict[str, float]:
    """Return concepts, and other names, with weight 1, and with a smaller weight what the concepts imply."""
    found = dict.fromkeys(said, 1.0)
    for name in tuple(found):
        concept = read().concepts.get(name)
        for other in concept.also if concept else ():
            found.setdefault(other, IMPLIED)
    return found


@lru_cache(maxsize=32768)
def named_by(word: str) -> frozenset[str]:
    """Return the concepts of a folded word, none for most words: by its whole form, its longest stem, or one slip."""
    found = _by_spelling(word)
    if not found and word.isascii() and word.isalpha():
        found = _by_spelling(as_heard(word))
    return found or _with_a_slip(word)


def _by_spelling(word: str) -> frozenset[str]:
    lexicon = read()
    if found := lexicon.forms.get(word):
        return found
    for length in range(len(word), 1, -1):
        if found := lexicon.stems.get(word[:length]):
            return found
    return frozenset()


def _with_a_slip(word: str) -> frozenset[str]:
    lexicon = read()
    for length in range(len(word), SLIP_FROM - 2, -1):
        part = word[:length]
        for key in (part, *_shorter(part)):
            for stem in lexicon.slips.get(key, ()):
                if part[0] == stem[0] and close(part, stem):
                    return lexicon.stems[stem]
    return frozenset()


def _phrases_at(words: list[str], place: int) -> Iterator[str]:
    first = words[place]
    for key in (first, *(f"{first[:length]}*" for length in range(1, len(first) + 1))):
        for phrase in read().phrases.get(key, ()):
            if _follow(phrase.words[1:], words, place + 1):
                yield phrase.concept


def _follow(patterns: tuple[str, ...], words: list[str], start: int) -> bool:
    for pattern in patterns:
        reach = range(start, min(start + GAP + 1, len(words)))
        place = next((place for place in reach if _fits(pattern, words[place])), None)
        if place is None:
            return False
        start = place + 1
    return True


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


def _shorter(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


@cache
def read() -> Lexicon:
    """Read the lexicon once."""
    rows = [row for row in table("obstacle_words") if row["kind"] != EMPTY]
    forms: dict[str, set[str]] = {}
    stems: dict[str, set[str]] = {}
    phrases: dict[str, list[Phrase]] = {}
    for row in rows:
        for entry in row["words"].split():
            first, *rest = patterns_of(entry)
            if rest:
                phrases.setdefault(first, []).append(Phrase(row["concept"], (first, *rest)))
            else:
                stem = first.rstrip("*")
                (stems if stem != first else forms).setdefault(stem, set()).add(row["concept"])
    return Lexicon(
        {row["concept"]: Concept(row["kind"], tuple(row["also"].split())) for row in rows},
        {word: frozenset(names) for word, names in forms.items()},
        {stem: frozenset(names) for stem, names in stems.items()},
        {word: tuple(entries) for word, entries in phrases.items()},
        _slips(stems),
    )


def patterns_of(entry: str) -> tuple[str, ...]:
    """Return the words of an entry as reports have them: without those that tell nothing, a stem with its mark."""
    parts = [part for part in entry.split("_") if part]
    return tuple(word + "*" * part.endswith("*") for part in parts for word in words_of(part.rstrip("*")))


def _slips(stems: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the stems by what is left of them when any one letter is gone: a slip is looked up, not searched."""
    slips: dict[str, list[str]] = {}
    for stem in stems:
        if len(stem) >= SLIP_FROM:
            for key in (stem, *_shorter(stem)):
                slips.setdefault(key, []).append(stem)
    return {key: tuple(found) for key, found in slips.items()}
