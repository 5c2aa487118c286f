"""Where people are: the regions of Ukraine and the countries they are in or pass through."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from bot.domain.data import label, read
from bot.i18n import Label

HOME = "UA"
KYIV = "Europe/Kyiv"


@dataclass(frozen=True, slots=True)
class Region:
    """A region of Ukraine; `code` is ISO 3166-2 ("UA-05"), `where` says "in Vinnytsia Oblast"."""

    code: str
    name: Label
    short: Label
    where: Label
    neighbours: tuple[str, ...]
    timezone: str
    occupied: Literal["no", "part", "whole"]


@dataclass(frozen=True, slots=True)
class Country:
    """A country; `code` is ISO 3166-1 ("DE").

    `emergency` is the local emergency number, `emergency_checked` says whether a page confirms it;
    None where nobody looked it up.
    """

    code: str
    name: Label
    where: Label
    timezone: str
    role: str
    eu: bool
    emergency: str | None
    emergency_checked: bool


Place: TypeAlias = Region | Country


def place(code: str) -> Place:
    """Return the region ("UA-05") or country ("DE"); KeyError for any other code."""
    return _PLACES[code]


def is_place(code: str) -> bool:
    """Say whether the code names a region or a country that we know."""
    return code in _PLACES


def name(code: str) -> Label:
    """Return the name of a place: "Vinnytsia Oblast", "Germany"."""
    return place(code).name


def where(code: str) -> Label:
    """Return the place as the answer to "where?": "in Vinnytsia Oblast", "у Німеччині"."""
    return place(code).where


def country(code: str) -> str:
    """Return the country's code of a place: "UA" for "UA-05", "DE" for "DE"."""
    return code.partition("-")[0]


def neighbours(code: str) -> tuple[str, ...]:
    """Return the codes of the regions that border on this one; empty for a country."""
    found = place(code)
    return found.neighbours if isinstance(found, Region) else ()


def timezone(code: str) -> str:
    """Return the IANA time zone that is kept there (of a wide country: in its largest city)."""
    return place(code).timezone


def zone(code: str) -> str:
    """Return the time zone of a place, or Kyiv's where the code names none."""
    return timezone(code) if is_place(code) else KYIV


def is_danger(code: str) -> bool:
    """Say whether the phone there may be searched: Russia, and regions that are occupied as a whole.

    A region that is occupied in part is not counted: most people who name it are in its free part.
    """
    found = place(code)
    return found.occupied == "whole" if isinstance(found, Region) else found.role == "detaining_state"


def _region(raw: Mapping[str, Any]) -> Region:
    return Region(
        code=raw["code"],
        name=label(raw["name"]),
        short=label(raw["short"]),
        where=label(raw["where"]),
        neighbours=tuple(raw["neighbours"]),
        timezone=raw["timezone"],
        occupied=raw["occupied"],
    )


def _country(raw: Mapping[str, Any]) -> Country:
    return Country(
        code=raw["code"],
        name=label(raw["name"]),
        where=label(raw["where"]),
        timezone=raw["timezone"],
        role=raw["role"],
        eu=raw["eu"],
        emergency=raw["emergency"]["number"],
        emergency_checked=raw["emergency"]["basis"] == "page",
    )


# In the order of the Ukrainian alphabet, then Kyiv, Crimea, Sevastopol.
REGIONS: tuple[Region, ...] = tuple(_region(raw) for raw in read("regions")["regions"])

# First those on the way home (Georgia, Moldova), then by how many of our people are there.
COUNTRIES: tuple[Country, ...] = tuple(_country(raw) for raw in read("regions")["countries"])

# What to offer to a person who is abroad and not in danger.
ABROAD: tuple[Country, ...] = tuple(
    country for country in COUNTRIES if country.role not in {"home", "detaining_state"}
)

_ALL: tuple[Place, ...] = (*REGIONS, *COUNTRIES)
_PLACES = {one.code: one for one in _ALL}
