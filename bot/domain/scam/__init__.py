"""Finds in what people write the patterns of swindlers: which rule, which words; nobody is judged by it.

A text is read without its disguises (bot/domain/identifiers/disguise.py); words become concepts
(data/scam_words.csv), concepts near each other a pattern (data/scam_rules.csv, with tokenising, lexicon and rules of
bot/domain/distress); what is told of others, warned of, asked about, or paid to an office takes a pattern back
(meaning.py). What is found only asks the sender once, and puts a calm warning beside the words.
"""

from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal, TypeAlias, cast

from bot.domain.distress.rules import places_of, that_may_match
from bot.domain.identifiers.disguise import undisguised
from bot.domain.identifiers.reading import read
from bot.domain.scam.meaning import silenced, understand

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
]
KINDS: Final[tuple[Kind, ...]] = (
    "list", "search", "code", "card", "passport", "unit", "papers", "crypto", "loan", "job", "channel", "money"
)  # fmt: skip
RULES: Final = "scam_rules"
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
    places = places_of(words)
    found: dict[Kind, Scam] = {}
    for rule in that_may_match(places, RULES):
        for match in islice(rule.matches(words, places), MOST):
            if not silenced(rule, match, words):
                first, last = words[min(match)], words[max(match)]
                said = text[reading.places[first.start] : reading.places[last.end - 1] + 1]
                kind = cast(Kind, rule.kind)
                found.setdefault(kind, Scam(kind, rule.name, said))
    return tuple(sorted(found.values(), key=lambda scam: KINDS.index(scam.kind)))
