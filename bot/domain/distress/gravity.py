"""Whether anything in a text is grave at all: without it, weak signs must weigh far more, or a greeting would alarm.

A concept is grave (data/distress_grave.csv) when it stands in signs at least six times as often as in ordinary talk,
and is sometimes the only such word of a sign.
"""

from collections.abc import Sequence
from functools import cache

from bot.domain.data import table
from bot.domain.distress.words import Word


def is_grave(words: Sequence[Word]) -> bool:
    """Say whether any of the words stands for a grave concept, denied or not."""
    return any(not word.names.isdisjoint(_concepts()) for word in words)


@cache
def _concepts() -> frozenset[str]:
    return frozenset(row["concept"] for row in table("distress_grave"))
