"""What of a message is weighed: its words and their parts, what they stand for beside each other, what the rules say.

A feature is a text that says what it is: `w` a word, `b` two in a row, `c` a part of one (`<` and `>` are its ends),
`n` a concept, `p` two of them near each other, `g` and `h` the same for families of concepts
(data/distress_families.csv), `r` what the rules say, `x` how a sentence begins, whether it asks, tells of the past or
of oneself. Before a concept `-` says that it is denied, `<` that it is past.
"""

from collections.abc import Iterator, Sequence, Set as AbstractSet
from functools import cache
from typing import Final

from bot.domain.data import table
from bot.domain.distress.findings import Finding
from bot.domain.distress.rules import KINDS
from bot.domain.distress.words import Word

PARTS: Final = (3, 4, 5)  # letters
NOTHING: Final = "r:nothing"
FOUND: Final = frozenset(f"r:found {kind}" for kind in KINDS)
_CONCEPTS_NEAR, _FAMILIES_NEAR = 6, 8  # words from one to the other
_EMPTY: Final = "filler"  # words that say nothing beside another


def features(words: Sequence[Word], found: Sequence[Finding]) -> Iterator[tuple[str, int]]:
    """Yield each feature with the place of the word where it begins; the same feature may come several times."""
    for place, word in enumerate(words):
        for name in of_spelling(word.fold):
            yield name, place
    yield from of_meaning(words, found)


def of_spelling(word: str) -> Iterator[str]:
    """Yield the features of a folded word that are the same wherever it stands: itself and its parts."""
    yield f"w:{word}"
    whole = f"<{word}>"
    for length in PARTS:
        for start in range(len(whole) - length + 1):
            yield f"c:{whole[start : start + length]}"


def of_meaning(words: Sequence[Word], found: Sequence[Finding]) -> Iterator[tuple[str, int]]:
    """Yield the other features, each with the place of the word where it begins."""
    before = "^"
    for place, word in enumerate(words):
        yield f"b:{before} {word.fold}", place
        before = word.fold
    yield from _meanings(words)
    yield from _spoken(found)
    yield from _form(words)


def _meanings(words: Sequence[Word]) -> Iterator[tuple[str, int]]:
    names = [[f"{_flag(word, name)}{name}" for name in word.names] for word in words]
    kin = [
        {f"{_flag(word, name)}{family}" for name in word.names for family in _families(name)}
        for word in words
    ]
    telling = [[name for name in each if not name.endswith(_EMPTY)] for each in names]
    for place in range(len(words)):
        for name in names[place]:
            yield f"n:{name}", place
        for family in kin[place]:
            yield f"g:{family}", place
    yield from _pairs("p", words, telling, _CONCEPTS_NEAR)
    yield from _pairs("h", words, kin, _FAMILIES_NEAR)


def _pairs(
    sign: str, words: Sequence[Word], names: Sequence[Sequence[str] | set[str]], near: int
) -> Iterator[tuple[str, int]]:
    named = [place for place in range(len(words)) if names[place]]
    for number, place in enumerate(named, 1):
        for other in named[number : number + near]:
            if other - place > near or words[other].sentence != words[place].sentence:
                break
            for one in names[place]:
                for two in names[other]:
                    if one != two:
                        yield f"{sign}:{one}&{two}" if one < two else f"{sign}:{two}&{one}", place


def _spoken(found: Sequence[Finding]) -> Iterator[tuple[str, int]]:
    for each in found:
        yield f"r:{'silent' if each.silent else 'found'} {each.rule.kind}", each.first


def with_silence(names: AbstractSet[str]) -> AbstractSet[str]:
    """Add to the features of a message or a part of it that no rule found anything, when none did."""
    return names if names & FOUND else {*names, NOTHING}


def _form(words: Sequence[Word]) -> Iterator[tuple[str, int]]:
    if not words:
        return
    for place, word in enumerate(words):
        if not place or words[place - 1].sentence != word.sentence:
            yield f"x:first {word.fold}", place
        if word.asked:
            yield "x:asked", place
        if word.past:
            yield "x:past", place
        if word.mine:
            yield "x:mine", place


def _flag(word: Word, name: str) -> str:
    return ("-" if word.denies(name) else "") + ("<" if word.past else "")


@cache
def _index() -> dict[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    for row in table("distress_families"):
        for name in row["concepts"].split():
            index[name] = (*index.get(name, ()), row["family"])
    return index


def _families(name: str) -> tuple[str, ...]:
    return _index().get(name, ())
