"""Who is where a phone may be searched."""

import pytest

from bot.domain.danger import in_danger


@pytest.mark.parametrize(
    "place, told, zone",
    [
        ("danger", (), ""),
        ("", ("RU",), ""),
        ("way", ("UA-43",), ""),
        ("home", ("UA-65", "RU"), ""),
        ("", (), "Europe/Moscow"),
        ("", (), "Asia/Yekaterinburg"),
        ("", (), "Europe/Simferopol"),
    ],
)
def test_any_mark_of_danger_counts(place: str, told: tuple[str, ...], zone: str) -> None:
    assert in_danger(place, told, zone)


@pytest.mark.parametrize("zone", ["", "Europe/Kyiv", "Etc/GMT-3", "Europe/Warsaw", "nonsense"])
def test_elsewhere_nobody_is_left_out(zone: str) -> None:
    assert not in_danger("home", ("UA-65", "", "nonsense"), zone)
