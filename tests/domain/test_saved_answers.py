"""The saved answers that ship: three languages, no number in any, only blanks that are filled."""

import pytest

from bot.domain.saved_answers import SHIPPED, SHOWS, TOO_LONG, UNKNOWN, filled, unfit
from bot.i18n import LANGUAGES
from tests.guards.catalogues import placeholders

EACH = pytest.mark.parametrize("number", SHIPPED)


@EACH
def test_each_is_there_in_every_language_with_the_same_blanks(number: int) -> None:
    assert set(SHIPPED[number]) == set(LANGUAGES)
    assert len({frozenset(placeholders(words)) for words in SHIPPED[number].values()}) == 1


@EACH
def test_each_could_be_kept_by_a_moderator_too(number: int) -> None:
    assert not [words for words in SHIPPED[number].values() if unfit(words)]


def test_there_are_a_dozen_at_least() -> None:
    assert len(SHIPPED) >= 12


def test_blanks_are_filled_and_one_without_a_value_gives_nothing() -> None:
    assert filled("Request {request}: {need}", {"request": "17", "need": "papers"}) == "Request 17: papers"
    assert filled("Request {request}", {}) is None
    assert filled("No blank", {}) == "No blank"


@pytest.mark.parametrize(
    "words, why",
    [
        ("x" * 901, TOO_LONG),
        ("{name}", UNKNOWN),
        ("{", UNKNOWN),
        ("{request", UNKNOWN),
        ("+380 67 123 45 67", SHOWS),
        ("https://example.org", SHOWS),
        ("{request} {need}", ""),
    ],
)
def test_what_cannot_be_kept_is_named(words: str, why: str) -> None:
    assert unfit(words) == why
