"""The words that a list understands: names in any language, in any order, with any ending."""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Final, NamedTuple, TypeAlias

from bot.domain.typed import folded
from bot.i18n import Text, everywhere

LONGEST: Final = 4  # words of a name
SHORTEST: Final = 3  # letters by which a name is recognised
CROWD: Final = 3  # a word that more values of a field begin with tells nothing ("oblast")
# Letters that may be others at the end of a word ("Odesa" for "Odeska"), and how many must be left then.
ENDINGS: Final = ((0, SHORTEST), (1, 4), (2, 4), (3, 5))
NEAR: Final = 0.6  # how like a name has to be to be proposed (difflib.SequenceMatcher.ratio)

Value: TypeAlias = tuple[str, str]  # (field of one letter, value)
Values: TypeAlias = frozenset[Value]  # any of which fits


class Name(NamedTuple):
    """One way to say a value, in small letters."""

    value: Value
    says: str


def names(value: Value, *said: Text) -> list[Name]:
    """Return the names of a value: each text in all languages, several in one text divided by "|"."""
    texts = (one for text in said for translated in everywhere(text) for one in translated.split("|"))
    return [Name(value, folded(one)) for one in texts]


class Vocabulary:
    """What can be said of a list, and how each value is called when it is shown."""

    def __init__(self, known: Iterable[Name], called: Mapping[Value, Text]) -> None:
        self._names = tuple(dict.fromkeys(known))
        self.called = called

    def meant(self, phrase: str) -> Values:
        """Return what a phrase of small letters may mean; nothing when it names nothing."""
        exactly = frozenset(name.value for name in self._names if name.says == phrase)
        if exactly or len(phrase) < SHORTEST:
            return exactly
        found, last = dict[str, Values](), phrase.rpartition(" ")[2]
        for cut, left in ENDINGS:  # the fewer letters are cut off, the better; never a whole word
            stem = phrase[: len(phrase) - cut]
            for field, values in self._begun(stem).items() if not cut or len(last) - cut >= left else ():
                found.setdefault(field, values)
        return frozenset().union(*found.values())

    def _begun(self, stem: str) -> dict[str, Values]:
        begun = {name.value for name in self._names if f" {stem}" in f" {name.says}"}
        by_field = {field: frozenset(one for one in begun if one[0] == field) for field, _value in begun}
        return {field: values for field, values in by_field.items() if len(values) <= CROWD}

    def knows(self, value: Value) -> bool:
        """Say whether there is such a value."""
        return any(name.value == value for name in self._names)

    def nearest(self, word: str, most: int = 3) -> list[Value]:
        """Return what a word that names nothing may have been meant as, the likest first."""
        spoken = {part: name.value for name in self._names for part in (name.says, *name.says.split())}
        near = get_close_matches(folded(word), spoken, most * 2, NEAR)
        return list(dict.fromkeys(spoken[one] for one in near))[:most]


def phrases(words: str, meant: Callable[[str], Values]) -> list[tuple[str, Values]]:
    """Return the words as phrases, the longest that mean something; a word without a meaning stands alone."""
    found, said = list[tuple[str, Values]](), folded(words).split()
    while said:
        length, values = min(LONGEST, len(said)), Values()
        while not (values := meant(" ".join(said[:length]))) and length > 1:
            length -= 1
        found.append((" ".join(said[:length]), values))
        said = said[length:]
    return found
