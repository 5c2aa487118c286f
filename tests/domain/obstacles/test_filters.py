"""A moderator's words find states, places, offices and months in any language; the rest is likened."""

from datetime import UTC, datetime

import pytest

from bot.domain.obstacles import filters
from bot.domain.obstacles.facts import Facts

AT = datetime(2026, 11, 21, tzinfo=UTC)
KHERSON = Facts("UA-65", "notary", "document", "refused")

WORDS = [
    ("kherson refused", "r.UA-65+h.refused|s.refused"),
    ("Херсонська область", "r.UA-65"),
    ("Херсон отказали", "r.UA-65+h.refused|s.refused"),
    ("в Одесі черга", "r.UA-51+h.queue"),
    ("solved", "s.solved"),
    ("вирішена частково", "s.half"),
    ("новое", "s.new"),
    ("відмовили", "h.refused|s.refused"),
    ("2026-11 цнап", "m.2026-11+o.cnap"),
    ("листопад 2026", "n.11+y.2026"),
    ("ноября", "n.11"),
    ("польша нотариус", "c.PL+o.notary"),
    ("", ""),
]


@pytest.mark.parametrize("words, code", WORDS)
def test_words_of_any_language_are_understood(words: str, code: str) -> None:
    found = filters.read(words)
    assert (found.code, found.like) == (code, "")
    assert filters.decoded(code) == found


@pytest.mark.parametrize(
    "words, code, like",
    [
        ("переклад паспорта", "", "переклад паспорта"),
        ("kherson translation of passport", "r.UA-65", "translation passport"),
        ("область", "", "область"),
        ("9" * 300, "", "9" * 300),
    ],
)
def test_other_words_are_likened_and_sure_ones_still_hold(words: str, code: str, like: str) -> None:
    found = filters.read(words)
    assert (found.code, found.like) == (code, like)


@pytest.mark.parametrize(
    "words, fits",
    [
        ("kherson refused", True),
        ("kherson money", False),
        ("2026-11", True),
        ("грудень", False),
        ("2025", False),
        ("украина", True),
        ("польща", False),
        ("new notary", True),
    ],
)
def test_an_obstacle_fits_when_each_part_does(words: str, fits: bool) -> None:
    found = filters.read(words)
    assert (not found.like and found.fits(KHERSON, "new", AT)) is fits


@pytest.mark.parametrize("code", ["x", "s.gold", "r.UA-99", "+", "|", "z.1"])
def test_a_button_that_nobody_made_is_not_read(code: str) -> None:
    with pytest.raises(KeyError):
        filters.decoded(code)
