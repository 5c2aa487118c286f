"""Finds signs of danger in what a person writes: rules that a volunteer can read, and many weak signs weighed together.

Words become concepts (data/distress_words.csv: whole forms, stems with `*`, phrases with `_`); concepts near each
other become findings (data/distress_rules.csv); what denies, belongs to a calm past, to a story or to a figure of
speech takes them back (denial.py, silence.py). What the rules say is weighed with the words, their parts and the
concepts beside each other (features.py, weighing.py); where no word is grave (gravity.py), more must come together, or
a greeting would alarm. A sign about somebody near counts, for they need the numbers as well; a question about people in
general does not. Thoughts of death are sought widely, the rest narrowly. What is found only opens the card with crisis
contacts and tells the moderators; it never labels a person.
"""

from collections.abc import Iterator, Mapping, Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from bot.domain.distress.findings import findings
from bot.domain.distress.gravity import is_grave
from bot.domain.distress.meaning import understand
from bot.domain.distress.rules import KINDS, Kind
from bot.domain.distress.weighing import Weighed, heaviest, see, weigh
from bot.domain.distress.windows import windows
from bot.domain.identifiers.reading import read

__all__ = ["KINDS", "WEIGHED", "Kind", "Sign", "signs"]

WEIGHED: Final = "weak signs together"  # the rule of a sign that no single rule found
# How likely some sign must be to speak up: less where a rule found one, far more where no word is
# grave. Chosen by the totals of what nothing was learned from (tests/domain/distress/corpus.py, x).
BY_A_RULE: Final = 0.3
BY_A_RULE_IN_A_PART: Final = 0.15  # of a long message, where much that is harmless stands beside it
BY_WEIGHT: Final = 0.45
WITHOUT_A_GRAVE_WORD: Final = (
    0.76  # greetings, offers and errands have none; of signs that no rule finds, some
)
# How likely a further kind must be to be named beside the likeliest.
ALSO: Final[Mapping[Kind, float]] = {"self_harm": 0.1, "danger": 0.25, "medical": 0.25}


@dataclass(frozen=True, slots=True)
class Sign:
    """Words, where they stand (`start` to `end`), the rule that found them, how likely they are a sign (0 to 1)."""

    kind: Kind
    rule: str
    words: str
    start: int
    end: int
    likely: float


def signs(text: str) -> tuple[Sign, ...]:
    """Return what was found, thoughts of death first; each rule once."""
    found: dict[tuple[Kind, str], Sign] = {}
    for sign in _signs(text):
        found.setdefault((sign.kind, sign.rule), sign)
    return tuple(sorted(found.values(), key=lambda sign: KINDS.index(sign.kind)))


def _signs(text: str) -> Iterator[Sign]:
    reading = read(text)
    words = understand(reading)
    found = findings(words)
    seen = see(words, found)
    parts = windows(len(words))
    least = BY_A_RULE if len(parts) == 1 else BY_A_RULE_IN_A_PART
    for start, end in parts:
        weighed = weigh(seen, start, end)
        rules = [each for each in found if not each.silent and each.within(start, end)]
        by_weight = BY_WEIGHT if is_grave(words[start:end]) else WITHOUT_A_GRAVE_WORD
        for kind in _kinds(weighed, {each.rule.kind for each in rules}, least, by_weight):
            by_rule = [(each.rule.name, each.first, each.last) for each in rules if each.rule.kind == kind]
            for rule, first, last in by_rule or [(WEIGHED, *heaviest(seen, weighed, kind))]:
                begin, stop = reading.places[words[first].start], reading.places[words[last].end - 1] + 1
                yield Sign(kind, rule, text[begin:stop], begin, stop, weighed.likely[kind])


def _kinds(weighed: Weighed, by_a_rule: AbstractSet[str], least: float, by_weight: float) -> list[Kind]:
    """Return the kinds to name where anything is likely enough: the likeliest, what rules found, what is likely too."""
    if weighed.alarm < (least if by_a_rule else by_weight):
        return []
    named = {max(KINDS, key=weighed.likely.__getitem__), *by_a_rule}
    return [kind for kind in KINDS if kind in named or weighed.likely[kind] >= ALSO[kind]]
