"""Who is where a phone may be searched: one rule for all that comes unasked, is shown, or is told to others."""

from collections.abc import Collection
from typing import Final

from babel.core import get_global

from bot.domain import places

HERE: Final = "danger"  # the answer "in Russia or an occupied area" to where somebody is
IN_CRIMEA: Final = "Europe/Simferopol"


def in_danger(place: str, told: Collection[str], zone: str = "") -> bool:
    """Say whether anything marks somebody as being where a phone may be searched.

    `place` is what they said of where they are, `told` the regions that they named (of themselves, and in requests
    that are open), `zone` the time zone that they set.
    """
    searched = any(places.is_place(code) and places.is_danger(code) for code in told)
    return place == HERE or searched or _is_zone_there(zone)


def _is_zone_there(zone: str) -> bool:
    country = get_global("zone_territories").get(zone, "")
    return zone == IN_CRIMEA or (places.is_place(country) and places.is_danger(country))
