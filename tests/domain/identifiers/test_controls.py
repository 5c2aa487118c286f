"""Nothing invisible gets in; everything visible stays (promise B2)."""

import unicodedata

import pytest
from hypothesis import given, strategies as st

from bot.domain.identifiers import strip_controls, untappable

MARKS = "\x00\x07\x85\u061c\u200b\u200c\u200e\u200f\u202a\u202e\u2066\u2069\u2060\ufeff\xad\U000e0041"


@pytest.mark.parametrize("mark", MARKS, ids=ascii)
def test_what_nobody_sees_is_taken_out(mark: str) -> None:
    assert strip_controls(f"до{mark}бре") == "добре"


def test_lone_surrogates_are_taken_out() -> None:
    assert strip_controls("a\ud800b\udc00c") == "abc"


@pytest.mark.parametrize("emoji", ["👨‍👩‍👧‍👦", "👩🏽‍⚕️", "🏳️‍🌈", "❤️‍🔥", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇺🇦", "1️⃣"])
def test_emoji_keep_what_joins_them(emoji: str) -> None:
    assert strip_controls(f"так {emoji} ні") == f"так {emoji} ні"


def test_a_joiner_outside_emoji_is_taken_out() -> None:
    assert strip_controls("до\u200dбре 👍\u200d") == "добре 👍"


def test_letters_are_composed() -> None:
    assert strip_controls("и\u0306") == "й"


def test_tabs_and_line_ends_stay_and_are_of_one_kind() -> None:
    assert strip_controls("a\tb\r\nc\rd\u2028e") == "a\tb\nc\nd\ne"


def test_three_line_ends_stay_and_more_become_three() -> None:
    assert strip_controls("a\n\n\nb") == "a\n\n\nb"
    assert strip_controls("a\n\n \n\t\n\n\nb") == "a\n\n\nb"


@given(st.text(alphabet=st.characters(), max_size=60))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = strip_controls(text)
    assert strip_controls(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode()


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs"]), max_size=60))
def test_visible_text_loses_nothing(text: str) -> None:
    cleaned = strip_controls(text)
    fillers = set("\u115f\u1160\u3164\uffa0\u180e")
    assert cleaned == unicodedata.normalize("NFC", "".join(one for one in text if one not in fillers))


def test_a_command_in_somebodys_words_cannot_be_touched() -> None:
    assert untappable("скажи /forget або\n/ban_2") == "скажи \u2215forget або\n\u2215ban_2"
    assert untappable("1/2, and/or, a//b, </b>, / x, /їжа") == "1/2, and/or, a//b, </b>, / x, /їжа"
