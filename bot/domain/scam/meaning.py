"""What the words of a message stand for, and what takes a pattern back: a story, a warning, a question, an office."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from bot.domain.distress import denial
from bot.domain.distress.folding import fold
from bot.domain.distress.lexicon import concepts, phrases_at, read
from bot.domain.distress.rules import Rule
from bot.domain.distress.words import Word, words_of
from bot.domain.identifiers.reading import Reading

WORDS: Final = "scam_words"
ANYWHERE: Final = "+"  # after what takes a pattern back: wherever it stands, not only in the same sentence
_FOR: Final = frozenset({"за", "for"})
_ROUND: Final = 50  # what is asked for is a round sum
_LEAST: Final = 20  # less is no sum
_YEARS: Final = frozenset(range(1930, 2036)) - {1950, 2000}  # but these are sums as well
_PART: Final = 4  # letters, at least, of a word among others that were written letter by letter
_LONGEST: Final = 16  # and at most
_TO_LATIN: Final = str.maketrans("авеѕіјкмнорстухг", "abesijkmhopctyxr")
_LATIN, _CYRILLIC = re.compile("[a-z]"), re.compile("[а-яґєёії]")


def understand(reading: Reading) -> list[Word]:
    """Return the words of a text, each with its concepts, and whether a denial covers it."""
    words: list[Word] = []
    for word in words_of(reading, WORDS):
        written = reading.plain[word.start : word.end].lower()
        apart = reading.places[word.end - 1] - reading.places[word.start] >= len(written)
        word.names = frozenset(_names(word.fold, written, apart))
        if word.fold[:1].isdigit() and words and words[-1].fold in _FOR:
            word.names |= {"price"}
        words += [word, replace(word)] if apart and len(word.names) > 1 else [word]
    _join_phrases(words)
    denial.mark(words)
    return words


def _names(spelling: str, written: str, apart: bool) -> Iterator[str]:
    """Yield what a word stands for; `apart`: it was written letter by letter, perhaps several words in one."""
    if spelling[:1].isdigit():
        value = float(spelling.replace(",", "."))
        if value >= _LEAST and value not in _YEARS:
            yield "number"
            if value % _ROUND == 0:
                yield "round"
        return
    names = concepts(spelling, WORDS)
    yield from names
    if not names and _LATIN.search(written) and _CYRILLIC.search(written):
        yield from concepts(fold(written.translate(_TO_LATIN)), WORDS)
    elif not names and apart:
        yield from _inside(spelling)


def _inside(spelling: str) -> Iterator[str]:
    """Yield what the words in it stand for: "скиньгрошинакартку"."""
    lexicon = read(WORDS)
    for start in range(len(spelling)):
        for end in range(start + _PART, min(start + _LONGEST, len(spelling)) + 1):
            yield from lexicon.forms.get(spelling[start:end], ())


def _join_phrases(words: Sequence[Word]) -> None:
    spellings = [word.fold for word in words]
    for place in range(len(words)):
        for name, length in phrases_at(spellings, place, WORDS):
            parts = words[place : place + length]
            if parts[-1].sentence == parts[0].sentence:
                for part in parts:
                    part.names |= {name}
                    part.wholes[name] = False


def silenced(rule: Rule, match: Sequence[int], words: Sequence[Word]) -> bool:
    """Say whether anything that the rule names takes the pattern back."""
    sentences = {words[place].sentence for place in match}
    for reason in rule.unless:
        name = reason.removesuffix(ANYWHERE)
        for place, word in enumerate(words):
            near = reason.endswith(ANYWHERE) or word.sentence in sentences
            if near and place not in match and name in word.names and not word.denies(name):
                return True
    return False
