"""Finds signs of danger in what a person writes, by rules that a volunteer can read and correct.

Words become concepts (data/distress_words.csv: whole forms, stems with `*`, phrases with `_`); concepts near each other
become signs (data/distress_rules.csv); what denies, belongs to a calm past, to a story or to a figure of speech takes
them back (denial.py, silence.py). A sign about somebody near counts, for they need the numbers as well; a question
about people in general does not. Thoughts of death are sought widely, the rest narrowly. What is found only opens the
card with crisis contacts and tells the moderators; it never labels a person.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.distress.meaning import understand
from bot.domain.distress.rules import KINDS, Kind, places_of, that_may_match
from bot.domain.distress.silence import silenced
from bot.domain.identifiers.reading import read

__all__ = ["KINDS", "Kind", "Sign", "signs"]


@dataclass(frozen=True, slots=True)
class Sign:
    """Words that were found, where they stand in the text (`start` to `end`), and the rule that found them."""

    kind: Kind
    rule: str
    words: str
    start: int
    end: int


def signs(text: str) -> tuple[Sign, ...]:
    """Return what was found, thoughts of death first; each rule once."""
    found: dict[tuple[Kind, str], Sign] = {}
    for sign in _signs(text):
        found.setdefault((sign.kind, sign.rule), sign)
    return tuple(sorted(found.values(), key=lambda sign: KINDS.index(sign.kind)))


def _signs(text: str) -> Iterator[Sign]:
    reading = read(text)
    words = understand(reading)
    places = places_of(words)
    for rule in that_may_match(places):
        for match in rule.matches(words, places):
            if not silenced(rule, match, words):
                first, last = words[min(match)], words[max(match)]
                start, end = reading.places[first.start], reading.places[last.end - 1] + 1
                yield Sign(rule.kind, rule.name, text[start:end], start, end)
                break
