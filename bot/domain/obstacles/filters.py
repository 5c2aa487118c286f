"""What a moderator looks for among obstacles: states, places, offices, months in any language; else likeness."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.domain import places
from bot.domain.obstacles.facts import Facts
from bot.domain.obstacles.filter_names import (
    COUNTRY,
    INSTEAD,
    MONTH,
    OF_YEAR,
    OFFICE,
    REGION,
    SHORTEST,
    STATUS,
    YEAR,
    Values,
    is_known,
    meant,
)
from bot.domain.typed import folded

LONGEST: Final = 4  # words of a name
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
        return "+".join("|".join(f"{field}.{value}" for field, value in sorted(test)) for test in self.tests)

    def fits(self, facts: Facts, status: str, since: datetime) -> bool:
        """Say whether an obstacle with these facts and in this state, told of then, is looked for."""
        is_so = _fields(facts, status, since)
        return all(any(is_so[field] == value for field, value in test) for test in self.tests)


def read(words: str) -> Filter:
    """Return what the words ask for."""
    tests, unknown = list[tuple[str, Values]](), list[str]()
    said = folded(words).split()
    while said:
        for length in range(min(LONGEST, len(said)), 0, -1):
            phrase = " ".join(said[:length])
            if found := meant(phrase):
                tests.append((phrase, found))
                break
        else:
            unknown.extend(said[:1] if len(said[0]) >= SHORTEST else ())
        said = said[length:]
    if not unknown:
        return Filter(tuple(test for _phrase, test in tests))
    sure = tuple(test for _phrase, test in tests if {field for field, _value in test} <= _SURE)
    likened = {word for phrase, test in tests if test not in sure for word in phrase.split()} | set(unknown)
    return Filter(sure, " ".join(word for word in folded(words).split() if word in likened))


def decoded(code: str) -> Filter:
    """Return the filter of a button; KeyError when it names what there is not."""
    tests = []
    for part in code.split("+") if code else ():
        field_values = frozenset((one[:1], one[2:]) for one in part.split("|"))
        if not all(map(is_known, field_values)):
            raise KeyError(part)
        tests.append(field_values)
    return Filter(tuple(tests))


def _fields(facts: Facts, status: str, since: datetime) -> dict[str, str]:
    return {
        STATUS: status,
        OFFICE: facts.office,
        INSTEAD: facts.happened,
        REGION: facts.region,
        COUNTRY: places.country(facts.region),
        MONTH: f"{since:%Y-%m}",
        YEAR: f"{since:%Y}",
        OF_YEAR: f"{since:%m}",
    }
