"""Time zones as people say them: a city, a country, a region, hours from UTC, or the name in the zone database."""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Final
from zoneinfo import available_timezones

from babel import Locale

from bot.domain import places, quiet_hours
from bot.domain.typed import Option, folded, meant
from bot.errors import Refused
from bot.i18n import Label, Text, _

UNKNOWN: Final = _(
    "Kolo does not know this place, so nothing was changed. "
    "A larger city in the same zone works, or hours like UTC+2."
)
SEVERAL: Final = _(
    "Several places begin so, and their clocks differ. Nothing was changed. A larger city of the zone works."
)
NO_SUCH_HOURS: Final = _(
    "Nothing was changed. Hours can be written from UTC-12 to UTC+14, whole ones only. For others, a city of the zone."
)
_HOURS: Final = re.compile(r"(?:utc|gmt)?\s*([+\-−–])\s*(\d{1,2})(?::?(\d{2}))?")
CONTINENTS: Final = frozenset(
    ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
)
_WEST, _EAST = 12, 14  # hours that the zone database knows on either side of UTC
SHORTEST: Final = 3  # letters of a place that is looked for by its beginning
OFFSETS: Final = tuple(f"UTC+{hours}" for hours in range(1, 13))


def find(words: str) -> str:
    """Return the IANA name of the zone that is meant; raise Refused when there is none, or more than one."""
    said = folded(words)
    if said in ("utc", "gmt"):
        return "Etc/GMT"
    if (hours := _HOURS.fullmatch(said)) is not None:
        return _from_utc(hours)
    if said in _names():
        return _names()[said]
    return _cities().get(said) or _of_places(words)


def called(zone: str) -> Text:
    """Return how a zone is called: by its city, or "UTC+4"."""
    if zone.startswith("Etc/GMT"):
        west, hours = zone[7:8] == "+", zone[8:]
        return f"UTC{'-' if west else '+'}{hours}" if hours.strip("0") else "UTC"
    return Label(_city(zone, "uk"), _city(zone, "ru"), _city(zone, "en"))


def exists(zone: str) -> bool:
    """Say whether this is the IANA name of a zone."""
    return zone in available_timezones()


def without_place(zone: str, now: datetime) -> str:
    """Return the zone that is as far from UTC as this one is now, to the full hour, and names no place."""
    ahead = round(quiet_hours.ahead(zone, now, of="Etc/GMT"))
    return f"Etc/GMT{'-' if ahead > 0 else '+'}{abs(ahead)}" if ahead else "Etc/GMT"


def _from_utc(said: re.Match[str]) -> str:
    sign, hours, minutes = said[1], int(said[2]), said[3]
    if hours > (_EAST if sign == "+" else _WEST) or (minutes or "00") != "00":
        raise Refused(NO_SUCH_HOURS)
    # The database counts them the other way round: Etc/GMT-4 is four hours ahead.
    return f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours else "Etc/GMT"


def _of_places(words: str) -> str:
    """The zone of the country or region that begins so."""
    named = meant(_PLACES, words) if len(words.strip()) >= SHORTEST else ()
    zones = {places.timezone(code) for code, _name in named}
    if len(zones) != 1:
        raise Refused(SEVERAL if zones else UNKNOWN)
    return zones.pop()


_PLACES: Final[tuple[Option, ...]] = (
    *((country.code, country.name) for country in places.COUNTRIES),
    *((region.code, region.name) for region in places.REGIONS),
)


@cache
def _names() -> Mapping[str, str]:
    """All names of the zone database that name a place, by how they are typed."""
    return {folded(name): name for name in available_timezones() if "/" in name}


@cache
def _cities() -> Mapping[str, str]:
    """The zone of each city, by its name in three languages; of several names of one zone, the first."""
    found: dict[str, str] = {}
    for zone in sorted(name for name in _names().values() if name.partition("/")[0] in CONTINENTS):
        called_so = (_city(zone, "uk"), _city(zone, "ru"), _city(zone, "en"), _last(zone))
        for city in called_so:
            found.setdefault(folded(city), _MODERN.get(zone, zone))
    return found


# The zone database keeps the older names of these two beside the present ones.
_MODERN: Final = {"Europe/Kiev": "Europe/Kyiv", "Asia/Calcutta": "Asia/Kolkata"}
_OLDER: Final = {modern: older for older, modern in _MODERN.items()}


def _city(zone: str, language: str) -> str:
    """The city by which a zone is called; the catalogue of the languages (CLDR) goes by the older names."""
    known = _locale(language).get(_OLDER.get(zone, zone), {})
    return str(known.get("city", _last(zone)))


def _last(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


@cache
def _locale(language: str) -> Mapping[str, Mapping[str, str]]:
    zones: Mapping[str, Mapping[str, str]] = Locale.parse(language).time_zones
    return zones
