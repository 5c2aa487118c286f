"""Rules that a volunteer can read: which concepts, near each other, are a sign, and of what kind.

A table `kind,rule,near,pattern,unless` in data/ holds them: this room's, and that of bot/domain/scam.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final, Literal, NamedTuple, TypeAlias

from bot.domain.data import table
from bot.domain.distress.words import Word

Kind: TypeAlias = Literal["self_harm", "danger", "medical"]
Places: TypeAlias = Mapping[str, Sequence[int]]
KINDS: Final[tuple[Kind, ...]] = ("self_harm", "danger", "medical")
DISTRESS: Final = "distress_rules"
ANYWHERE: Final = 0  # the distance of a rule whose concepts may stand in different sentences
_DENIED: Final = {"-": True, "~": None}


class Item(NamedTuple):
    """One place of a rule: any of these concepts, each denied (-), not denied, or either (~); `>`: after the first."""

    choices: tuple[tuple[str, bool | None], ...]
    names: frozenset[str]
    after: bool

    def places(self, words: Sequence[Word], found: Places) -> set[int]:
        """Return the places of the words that can stand here."""
        return {
            place
            for name, denied in self.choices
            for place in found.get(name, ())
            if denied is None or denied == words[place].denies(name)
        }


class Rule(NamedTuple):
    """A row of a table of rules.

    `near`: how many words may lie from the first item to each other one; `unless`: what takes the sign back, a
    reason of silence.py or a concept that stands near.
    """

    kind: str
    name: str
    near: int
    items: tuple[Item, ...]
    unless: tuple[str, ...]

    def matches(self, words: Sequence[Word], found: Places) -> Iterator[tuple[int, ...]]:
        """Yield the places of words that the rule speaks of, around each word of its first item."""
        for item in self.items:
            if item.names.isdisjoint(found):
                return
        firsts, *others = [item.places(words, found) for item in self.items]
        for first in sorted(firsts) if all(others) else ():
            match = [first]
            for item, places in zip(self.items[1:], others, strict=True):
                nearest = self._nearest(words, match, places, item.after)
                if nearest is None:
                    break
                match.append(nearest)
            else:
                yield tuple(match)
            if self.near == ANYWHERE:
                return

    def _nearest(self, words: Sequence[Word], match: list[int], places: set[int], after: bool) -> int | None:
        first = match[0]
        if self.near == ANYWHERE:
            return min(places.difference(match), key=lambda place: abs(place - first), default=None)
        for distance in range(1, self.near + 1):
            for place in (first + distance,) if after else (first + distance, first - distance):
                if place in places and place not in match and words[place].sentence == words[first].sentence:
                    return place
        return None


def places_of(words: Sequence[Word]) -> Places:
    """Return where each concept stands."""
    found: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        for name in word.names:
            found.setdefault(name, []).append(place)
    return found


def that_may_match(found: Places, table_name: str = DISTRESS) -> list[Rule]:
    """Return the rules worth trying for a text with these concepts, in the order of the file."""
    index, every = _by_concept(table_name), rules(table_name)
    return [every[number] for number in sorted({number for name in found for number in index.get(name, ())})]


@cache
def _by_concept(table_name: str) -> Mapping[str, Sequence[int]]:
    """Map each concept to the rules that need it: by the item of a rule that has the fewest choices."""
    index: dict[str, list[int]] = {}
    for number, rule in enumerate(rules(table_name)):
        for name in min((item.names for item in rule.items), key=len):
            index.setdefault(name, []).append(number)
    return index


@cache
def rules(table_name: str = DISTRESS) -> tuple[Rule, ...]:
    """Read the rules once, in the order of the file."""
    return tuple(
        Rule(
            row["kind"],
            row["rule"],
            int(row["near"]),
            tuple(map(_item, row["pattern"].split())),
            tuple(row["unless"].split()),
        )
        for row in table(table_name)
    )


def _item(written: str) -> Item:
    choices = [(name.lstrip("-~"), _DENIED.get(name[0], False)) for name in written.lstrip(">").split("|")]
    return Item(tuple(choices), frozenset(name for name, _denied in choices), written.startswith(">"))
