"""Whom an announcement is for and which text a person reads."""

import pytest

from bot.domain.announcements import Audience, text_for
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
