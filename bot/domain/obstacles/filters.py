"""What a moderator looks for among obstacles: states, places, offices, months in any language; else likeness."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.domain.filtering import named, wanted
from bot.domain.filtering.vocabulary import SHORTEST, Values, phrases
from bot.domain.filtering.wanted import Wanted
from bot.domain.obstacles.facts import Facts
from bot.domain.obstacles.filter_names import (
    COUNTRY,
    INSTEAD,
    MONTH,
    OF_YEAR,
    OFFICE,
    REGION,
    STATUS,
    YEAR,
    is_known,
    meant,
)
from bot.domain.typed import folded

_SURE: Final = frozenset(
    {STATUS, REGION, COUNTRY, MONTH, YEAR, OF_YEAR}
)  # also beside words that are likened


@dataclass(frozen=True, slots=True)
class Filter:
    """What an obstacle must be (each of `tests`), and the words it should be like."""

    tests: tuple[Values, ...] = ()
    like: str = ""

    @property
    def code(self) -> str:
        """The tests in a form that a button holds, if it is short enough."""
        return Wanted(self.tests).code

    def fits(self, facts: Facts, status: str, since: datetime) -> bool:
        """Say whether an obstacle with these facts and in this state, told of then, is looked for."""
        return Wanted(self.tests).fits(_fields(facts, status, since))


def read(words: str) -> Filter:
    """Return what the words ask for."""
    found = phrases(words, meant)
    tests = [(phrase, values) for phrase, values in found if values]
    unknown = [phrase for phrase, values in found if not values and len(phrase) >= SHORTEST]
    if not unknown:
        return Filter(tuple(test for _phrase, test in tests))
    sure = tuple(test for _phrase, test in tests if {field for field, _value in test} <= _SURE)
    likened = {word for phrase, test in tests if test not in sure for word in phrase.split()} | set(unknown)
    return Filter(sure, " ".join(word for word in folded(words).split() if word in likened))


def decoded(code: str) -> Filter:
    """Return the filter of a button; KeyError when it names what there is not."""
    return Filter(wanted.decoded(code, is_known).tests)


def _fields(facts: Facts, status: str, since: datetime) -> dict[str, tuple[str, ...]]:
    return {
        STATUS: (status,),
        OFFICE: (facts.office,) if facts.office else (),
        INSTEAD: (facts.happened,) if facts.happened else (),
        **(named.place_values(facts.region) if facts.region else {}),
        MONTH: (f"{since:%Y-%m}",),
        YEAR: (f"{since:%Y}",),
        OF_YEAR: (f"{since:%m}",),
    }
