"""Time zones as people say them: found, or clearly not."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from bot.domain import zones
from bot.errors import Refused
from bot.i18n import translate

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "words,zone",
    [
        ("Тбілісі", "Asia/Tbilisi"),
        ("тбилиси", "Asia/Tbilisi"),
        ("Варшава", "Europe/Warsaw"),
        ("Нью-Йорк", "America/New_York"),
        ("new york", "America/New_York"),
        ("Київ", "Europe/Kyiv"),
        ("Киев", "Europe/Kyiv"),
        ("Львівська", "Europe/Kyiv"),
        ("Німеччина", "Europe/Berlin"),
        ("Germany", "Europe/Berlin"),
        ("europe/kyiv", "Europe/Kyiv"),
        ("UTC+4", "Etc/GMT-4"),
        ("utc -3", "Etc/GMT+3"),
        ("+2", "Etc/GMT-2"),
        ("GMT+02:00", "Etc/GMT-2"),
        ("UTC", "Etc/GMT"),
        ("UTC+0", "Etc/GMT"),
    ],
)
def test_a_city_a_country_hours_or_a_name_are_understood(words: str, zone: str) -> None:
    assert zones.find(words) == zone


@pytest.mark.parametrize(
    "words",
    ["", "x", "Mars/Olympus", "../etc/passwd", "Europe", "UTC+15", "UTC-13", "UTC+5:30", "+99", "🌍", "\0"],
)
def test_a_zone_that_does_not_exist_is_refused_with_a_way_on(words: str) -> None:
    with pytest.raises(Refused) as refused:
        zones.find(words)
    assert "hanged" in translate(refused.value.text, "en")


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_zone_or_refused(words: str) -> None:
    try:
        found = zones.find(words)
    except Refused:
        return
    assert ZoneInfo(found).key == found
    assert zones.exists(found)


@pytest.mark.parametrize(
    "zone,called",
    [("Europe/Kyiv", "Київ"), ("Asia/Tbilisi", "Тбілісі"), ("Etc/GMT-4", "UTC+4"), ("Etc/GMT+3", "UTC-3")],
)
def test_a_zone_is_called_by_its_city_or_its_hours(zone: str, called: str) -> None:
    assert translate(zones.called(zone), "uk") == called


def test_without_a_place_only_the_hours_are_left() -> None:
    assert zones.without_place("Europe/Moscow", NOON) == "Etc/GMT-3"
    assert zones.without_place("America/New_York", NOON) == "Etc/GMT+5"
    assert zones.without_place("Europe/London", NOON) == "Etc/GMT"
