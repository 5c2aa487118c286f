"""What is looked for holds as a whole, and comes back from a button as it was."""

import pytest

from bot.domain.filtering.wanted import Wanted, decoded

URGENT = frozenset({("u", "now"), ("u", "today")})
KHERSON = frozenset({("r", "UA-65")})
BOTH = Wanted((KHERSON, URGENT))


def test_each_test_has_to_hold_and_any_of_its_values_is_enough() -> None:
    assert BOTH.fits({"u": ("today",), "r": ("UA-65",)})
    assert not BOTH.fits({"u": ("today",), "r": ("UA-51",)})
    assert not BOTH.fits({"r": ("UA-65",)})
    assert Wanted().fits({})


def test_a_button_brings_the_same_search_back() -> None:
    assert BOTH.code == "r.UA-65+u.now|u.today"
    assert decoded(BOTH.code, lambda value: True) == BOTH
    assert decoded("", lambda value: False) == Wanted()


@pytest.mark.parametrize("code", ["x", "+", "|", "r.UA-99"])
def test_a_search_that_nobody_made_is_not_read(code: str) -> None:
    with pytest.raises(KeyError):
        decoded(code, lambda value: value in {*URGENT, *KHERSON})


def test_the_values_of_one_field_are_told_only_when_a_test_is_of_it_alone() -> None:
    assert BOTH.only("u") == {"now", "today"}
    assert Wanted((frozenset({("u", "now"), ("r", "UA-65")}),)).only("u") == frozenset()
    assert BOTH.with_one(("l", "uk")).code == "r.UA-65+u.now|u.today+l.uk"
