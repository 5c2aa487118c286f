"""The names that several lists share: places, needs, languages, and words for what only one list knows."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from bot.domain import catalogue, places
from bot.domain.filtering.vocabulary import Name, Value, names
from bot.domain.places import Place, Region
from bot.i18n import LANGUAGE_NAMES, Msg, Text, ctx

# One letter a field, since a button holds 64 bytes.
REGION, COUNTRY, NEED, KIND, LANGUAGE, GROUP = "r", "c", "n", "k", "l", "g"
# Words that ask for nothing.
LITTLE: Final = ctx("filter", "in|of|from|the|and|for|with|who|region")
# It asks for nothing where a list has no word for it.
EVERYTHING: Final = ctx("filter", "all|any state")


@cache
def place_names() -> tuple[Name, ...]:
    """Every region and country, by code and by name."""
    known: tuple[Place, ...] = (*places.REGIONS, *places.COUNTRIES)
    return tuple(
        name
        for place in known
        for name in names(
            (REGION if isinstance(place, Region) else COUNTRY, place.code),
            *(place.code, place.name, *((place.short,) if isinstance(place, Region) else ())),
        )
    )


def place_values(code: str) -> dict[str, tuple[str, ...]]:
    """Return what something at this place is: of its region, and of its country."""
    return {REGION: (code,), COUNTRY: (places.country(code),)}


@cache
def need_names() -> tuple[Name, ...]:
    """Every need, and the kinds of help that it is made of."""
    needs = [name for need in catalogue.NEEDS for name in names((NEED, need.id), need.id, need.label)]
    kinds = [
        name
        for need in catalogue.NEEDS
        for kind in need.subneeds
        for name in names((KIND, kind.id), kind.label, kind.short)
    ]
    return (*needs, *kinds)


@cache
def language_names() -> tuple[Name, ...]:
    """The three languages."""
    return tuple(
        name for code, says in LANGUAGE_NAMES.items() for name in names((LANGUAGE, code), code, says)
    )


def spoken(field: str, words: Mapping[str, Msg]) -> tuple[Name, ...]:
    """The words for the values of a field, several for one value divided by "|"."""
    return tuple(name for value, says in words.items() for name in names((field, value), says))


@cache
def called() -> Mapping[Value, Text]:
    """How places, needs and languages are called where a search is shown."""
    shown: dict[Value, Text] = {(LANGUAGE, code): says for code, says in LANGUAGE_NAMES.items()}
    for place in places.REGIONS:
        shown[REGION, place.code] = place.name
    for country in places.COUNTRIES:
        shown[COUNTRY, country.code] = country.name
    for need in catalogue.NEEDS:
        shown[NEED, need.id] = need.label
        shown.update({(KIND, kind.id): kind.short for kind in need.subneeds})
    return shown
