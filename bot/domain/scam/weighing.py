"""How much a message is like those of swindlers: many weak signs weighed together (data/scam_weights.csv).

A feature is a text that says what it is: `w` a word, `c` a part of one (`<` and `>` are its ends, `#` any number), `b`
two words in a row, `f` how a sentence begins, `q` that something is asked, `n` a concept, `p` two of them near each
other (`-`: denied), `r` a kind of pattern that the rules found, `s` one that was taken back. The weights are learned
from messages (tests/domain/scam/learn.py writes the file); reading them is a sum. A feature counts once, but a part
of a word in each different word, so that a word is weighed once for all messages.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from bot.domain.data import rows_of
from bot.domain.distress.remembering import remembered
from bot.domain.distress.rules import Rule
from bot.domain.distress.words import Word

BIAS: Final = "bias"
PARTS: Final = (3, 4)  # letters
NEAR: Final = 6  # words from one concept to the other
_NUMBER: Final = "#"


def told(rule: Rule, silent: bool) -> str:
    """Return the feature of what a rule says."""
    return f"{'s' if silent else 'r'}:{rule.kind}"


def likeness(words: Sequence[Word], rules: Iterable[str]) -> float:
    """Return the sum of the weights of a message; 0 is as much a swindle as not, each further 1 is 2.7 times as likely.

    `rules`: what the rules say about it, features that begin with `r:` or `s:`.
    """
    known = weights()
    found = [known[name] for name in {*beside(words), *rules} if name in known]
    each = [_weight_of_word(spelling) for spelling in spellings(words)]
    count = len(found) + sum(times for _weight, times in each)
    whole = math.fsum(found) + math.fsum(weight for weight, _times in each)
    return known.get(BIAS, 0.0) + whole / math.sqrt(count or 1)


def spellings(words: Sequence[Word]) -> list[str]:
    """Return the different words of a message; all numbers are one."""
    return list(dict.fromkeys(_spelling(word) for word in words))


def of_word(spelling: str) -> list[str]:
    """Return the features of a word by itself."""
    if spelling == _NUMBER:
        return [f"w:{spelling}"]
    whole = f"<{spelling}>"
    parts = [
        f"c:{whole[start : start + length]}" for length in PARTS for start in range(len(whole) - length + 1)
    ]
    return [f"w:{spelling}", *parts]


def beside(words: Sequence[Word]) -> Iterator[str]:
    """Yield the features of words beside each other and of what they stand for."""
    before, sentence = "^", -1
    for place, word in enumerate(words):
        spelling = _spelling(word)
        yield f"b:{before} {spelling}"
        before = spelling
        if word.sentence != sentence:
            sentence = word.sentence
            yield f"f:{spelling}"
        if word.asked:
            yield "q:"
        if word.names:
            yield from _concepts(words, place)


def _concepts(words: Sequence[Word], place: int) -> Iterator[str]:
    here = _flagged(words[place])
    yield from (f"n:{name}" for name in here)
    for other in words[place + 1 : place + NEAR + 1]:
        if other.sentence != words[place].sentence:
            return
        if other.names:
            for two in _flagged(other):
                yield from (f"p:{one}&{two}" if one < two else f"p:{two}&{one}" for one in here)


def _flagged(word: Word) -> list[str]:
    return [f"-{name}" if word.denies(name) else name for name in word.names]


def _spelling(word: Word) -> str:
    return _NUMBER if word.fold[:1].isdigit() else word.fold


@remembered(8192)
def _weight_of_word(spelling: str) -> tuple[float, int]:
    known = weights()
    found = [known[name] for name in of_word(spelling) if name in known]
    return math.fsum(found), len(found)


@cache
def weights() -> Mapping[str, float]:
    """Read the weights once; equal numbers are one, since there are many of them and few differ."""
    one = cache(float)
    return {row["feature"]: one(row["weight"]) for row in rows_of("scam_weights")}
