"""The names by which moderators call states, places, offices and months, in any language and with any ending."""

from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple, TypeAlias

from babel.dates import get_month_names

from bot.domain import places
from bot.domain.obstacles.facts import HAPPENED, OFFICES
from bot.domain.obstacles.states import STATES
from bot.domain.places import Place, Region
from bot.domain.typed import folded
from bot.i18n import LANGUAGES, Text, everywhere

# One letter a field, since a button holds 64 bytes.
STATUS, OFFICE, INSTEAD, REGION, COUNTRY, MONTH, YEAR, OF_YEAR = "s", "o", "h", "r", "c", "m", "y", "n"
SHORTEST: Final = 3  # letters by which a name is recognised
CROWD: Final = 3  # a word that more values of a field begin with tells nothing ("oblast")
# Letters that may be others at the end of a word ("Odesa" for "Odeska"), and how many must be left then.
ENDINGS: Final = ((0, SHORTEST), (1, 4), (2, 4), (3, 5))

Values: TypeAlias = frozenset[tuple[str, str]]  # (field, value), any of which fits


class _Name(NamedTuple):
    field: str
    value: str
    says: str


def meant(phrase: str) -> Values:
    """Return what a phrase of small letters may mean; nothing when it names nothing."""
    year, dash, month = phrase.partition("-")
    if year.isascii() and year.isdecimal() and len(year) == 4:
        if not dash:
            return frozenset({(YEAR, year)})
        if month.isascii() and month.isdecimal() and 1 <= int(month) <= 12:
            return frozenset({(MONTH, f"{year}-{int(month):02}")})
    exactly = frozenset((name.field, name.value) for name in _names() if name.says == phrase)
    if exactly or len(phrase) < SHORTEST:
        return exactly
    found = dict[str, Values]()
    for cut, left in ENDINGS:  # the fewer letters are cut off, the better
        stem = phrase[: len(phrase) - cut]
        for field, values in _begun(stem).items() if len(stem) >= left else ():
            found.setdefault(field, values)
    return frozenset().union(*found.values())


def _begun(stem: str) -> dict[str, Values]:
    begun = {(name.field, name.value) for name in _names() if f" {stem}" in f" {name.says}"}
    by_field = {field: frozenset(one for one in begun if one[0] == field) for field, _value in begun}
    return {field: values for field, values in by_field.items() if len(values) <= CROWD}


@cache
def _names() -> tuple[_Name, ...]:
    said: list[tuple[str, Mapping[str, Text]]] = [(STATUS, STATES), (OFFICE, OFFICES), (INSTEAD, HAPPENED)]
    found = [
        _Name(field, code, folded(one))
        for field, codes in said
        for code, says in codes.items()
        for one in (code, *everywhere(says))
        if code != "other"
    ]
    known: tuple[Place, ...] = (*places.REGIONS, *places.COUNTRIES)
    for place in known:
        field = REGION if isinstance(place, Region) else COUNTRY
        called = (place.code, *everywhere(place.name))
        short = everywhere(place.short) if isinstance(place, Region) else ()
        found.extend(_Name(field, place.code, folded(one)) for one in (*called, *short))
    for language in LANGUAGES:
        for form in ("format", "stand-alone"):
            for number, name in get_month_names("wide", form, language).items():
                found.append(_Name(OF_YEAR, f"{number:02}", folded(name)))
    return tuple(found)


def is_known(value: tuple[str, str]) -> bool:
    """Say whether a field can have this value, as far as the fields have names."""
    return value[0] in (MONTH, YEAR) or value in {(name.field, name.value) for name in _names()}
