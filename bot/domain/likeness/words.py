"""The words of a report in one spelling, whatever the language, the keyboard and the hurry."""

import re
from functools import cache
from typing import Final

from bot.domain.data import table
from bot.domain.distress.folding import fold

MOST: Final = 400  # words: what a report says, it says in fewer; the rest of a pasted letter is left aside
EMPTY: Final = "empty"  # the row of data/obstacle_words.csv with words that tell nothing about a barrier
_WORD: Final = re.compile(r"[^\W_]+(?:['’ʼ`´-][^\W_]+)*\+?")


def words_of(text: str) -> list[str]:
    """Return the telling words of a text in their order, each in its one spelling."""
    return [word for word in map(_spelled, _WORD.findall(text)[:MOST]) if word and word not in _empty()]


def _spelled(word: str) -> str:
    """A number keeps its digits: 800 is not 80."""
    return word.lower() if word[0].isdigit() else fold(word)


@cache
def _empty() -> frozenset[str]:
    return frozenset(
        _spelled(word)
        for row in table("obstacle_words")
        if row["kind"] == EMPTY
        for word in row["words"].split()
    )
