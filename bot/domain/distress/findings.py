"""What the rules find in a text: each match, and whether something takes its meaning back."""

from collections.abc import Sequence
from itertools import islice
from typing import Final, NamedTuple

from bot.domain.distress.rules import Rule, places_of, that_may_match
from bot.domain.distress.silence import silenced
from bot.domain.distress.words import Word

MOST: Final = 40  # matches of one rule that are looked at: what is repeated more often says nothing new


class Finding(NamedTuple):
    """A rule, the places of the words that it speaks of, and whether they are denied, past, told or a figure."""

    rule: Rule
    first: int
    last: int
    silent: bool

    def within(self, start: int, end: int) -> bool:
        """Say whether the words stand between two places."""
        return start <= self.first and self.last < end


def findings(words: Sequence[Word]) -> list[Finding]:
    """Return the matches of every rule, in the order of the rules."""
    places = places_of(words)
    return [
        Finding(rule, min(match), max(match), silenced(rule, match, words))
        for rule in that_may_match(places)
        for match in islice(rule.matches(words, places), MOST)
    ]
