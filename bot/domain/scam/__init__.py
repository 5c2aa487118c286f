"""Finds in what people write the patterns of swindlers: which rule, which words; nobody is judged by it.

A text is read without its disguises (bot/domain/identifiers/disguise.py); words become concepts
(data/scam_words.csv), concepts near each other a pattern (data/scam_rules.csv, with tokenising, lexicon and rules of
bot/domain/distress); what is told of others, warned of, asked about, or paid to an office takes a pattern back
(meaning.py). All of it is weighed with the words and their parts (weighing.py): weak signs together are a find where
no rule says anything, and what is worded like no swindle keeps a rule silent. What is found only asks the sender once,
and puts a calm warning beside the words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal, TypeAlias, cast

from bot.domain.distress.rules import Rule, places_of, that_may_match
from bot.domain.distress.words import Word
from bot.domain.identifiers.disguise import undisguised
from bot.domain.identifiers.reading import read
from bot.domain.scam.meaning import silenced, understand
from bot.domain.scam.weighing import likeness, spellings, told

__all__ = ["KINDS", "Kind", "Scam", "find"]

Kind: TypeAlias = Literal[
    "list",
    "search",
    "money",
    "card",
    "code",
    "channel",
    "job",
    "papers",
    "crypto",
    "loan",
    "passport",
    "unit",
    "wording",
]
KINDS: Final[tuple[Kind, ...]] = (
    "list", "search", "code", "card", "passport", "unit", "papers", "crypto", "loan", "job", "channel", "money",
    "wording",
)  # fmt: skip
RULES: Final = "scam_rules"
WEIGHED: Final = "weak signs together"  # the rule of a find that no single rule made
# How much the words must be like those of swindlers (weighing.py), where a rule found a pattern and where none did.
BY_A_RULE: Final = -0.5
BY_WEIGHT: Final = 1.25
ENOUGH: Final = 4  # different words: fewer say too little without a rule
MOST: Final = 10  # matches of one rule that are looked at


@dataclass(frozen=True, slots=True)
class Scam:
    """A pattern: its kind, the rule that found it, and the words of the text from its first to its last."""

    kind: Kind
    rule: str
    words: str


def find(text: str) -> tuple[Scam, ...]:
    """Return the patterns in a text, each kind once, the gravest first."""
    reading = undisguised(read(text))
    words = understand(reading)
    said_by_rules = list(matches(words))
    weight = likeness(words, {told(rule, silent) for rule, _match, silent in said_by_rules})
    spoken = [(rule, match) for rule, match, silent in said_by_rules if not silent]
    if spoken and weight >= BY_A_RULE:
        found: dict[Kind, Scam] = {}
        for rule, match in spoken:
            first, last = words[min(match)], words[max(match)]
            said = text[reading.places[first.start] : reading.places[last.end - 1] + 1]
            kind = cast(Kind, rule.kind)
            found.setdefault(kind, Scam(kind, rule.name, said))
        return tuple(sorted(found.values(), key=lambda scam: KINDS.index(scam.kind)))
    meant = [spelling for spelling in spellings(words) if len(spelling) > 1]
    if not said_by_rules and len(meant) >= ENOUGH and weight >= BY_WEIGHT:
        return (Scam("wording", WEIGHED, text.strip()),)
    return ()


def matches(words: Sequence[Word]) -> Iterator[tuple[Rule, Sequence[int], bool]]:
    """Yield what the rules say: each match, and whether something takes it back."""
    places = places_of(words)
    for rule in that_may_match(places, RULES):
        for match in islice(rule.matches(words, places), MOST):
            yield rule, match, silenced(rule, match, words)
