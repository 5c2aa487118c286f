"""A card is read from plain lines, is never longer than a screen, and grows old."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain import catalogue
from bot.domain.obstacles import cards
from bot.domain.obstacles.cards import Content
from bot.domain.obstacles.facts import PROMISED
from bot.errors import Refused

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_lines_become_a_title_steps_refusals_and_a_source() -> None:
    first = "Translation\n\n1. Ask in writing\n2) Wait   five days\n- Then complain"
    written = f"{first}\nhttps://example.org/law\n# Money: it is free"
    assert cards.read(written) == Content(
        "Translation",
        ("Ask in writing", "Wait five days", "Then complain"),
        ("Money: it is free",),
        "https://example.org/law",
    )


def test_what_cannot_be_seen_does_not_get_onto_a_card() -> None:
    assert cards.read("A\u202etitle\nA\u200bstep").title == "Atitle"


@pytest.mark.parametrize("written", ["", "\n\n", "Title", "Title\n#\n-", "1\nstep", "Title\n# only this"])
def test_a_card_without_a_title_or_a_step_is_not_taken(written: str) -> None:
    with pytest.raises(Refused):
        cards.read(written)


@pytest.mark.parametrize(
    "written",
    [
        "t" * 81 + "\nstep",
        "Title\n" + "s" * 251,
        "Title" + "\nstep" * 11,
        "Title\nstep" + "\n# no" * 6,
        "Title" + ("\n" + "s" * 240) * 9,
        "Title\n" + "я" * 10_000,
    ],
)
def test_a_card_that_is_too_long_is_not_taken(written: str) -> None:
    with pytest.raises(Refused):
        cards.read(written)


def test_a_phone_on_a_card_is_seen_and_a_link_to_the_law_is_not_a_person() -> None:
    assert cards.read("Title\nCall +380 67 123 45 67").names_somebody
    assert cards.read("Title\nAsk in writing\nhttps://t.me/somebody").names_somebody
    assert not cards.read("Title\nAsk in writing\nhttps://example.org/law").names_somebody


def test_after_half_a_year_a_card_is_old() -> None:
    assert not cards.stale(NOW - timedelta(days=180), NOW)
    assert cards.stale(NOW - timedelta(days=190), NOW)


def test_each_need_that_a_card_leads_to_is_in_the_catalogue() -> None:
    assert cards.NEEDS.keys() <= PROMISED.keys()
    assert all(catalogue.need(need) for need in cards.NEEDS.values())
