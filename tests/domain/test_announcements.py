"""Whom an announcement is for, which text a person reads, and where nobody is sent one."""

import pytest

from bot.domain.announcements import Audience, in_danger, text_for
from bot.i18n import Language


@pytest.mark.parametrize(
    "written, language, read",
    [
        ("uk ru en", "ru", "ru"),
        ("uk en", "ru", "uk"),
        ("en ru", "uk", "en"),
        ("ru", "uk", "ru"),
        ("ru", "en", "ru"),
    ],
)
def test_without_a_text_in_their_language_people_read_the_next(
    written: str, language: Language, read: str
) -> None:
    texts = {code: f"in {code}" for code in written.split()}
    assert text_for(texts, language) == (read, f"in {read}")


@pytest.mark.parametrize(
    "wanted, told, meant",
    [
        ("", "", True),
        ("", "UA-65", True),
        ("UA-65", "UA-65", True),
        ("UA-65", "UA-63", False),
        ("UA", "UA-65", True),
        ("UA", "", False),
        ("GE", "UA-65", False),
    ],
)
def test_a_country_means_all_its_regions(wanted: str, told: str, meant: bool) -> None:
    assert Audience(region=wanted).is_where(told) is meant


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
