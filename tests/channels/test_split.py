"""Long texts in parts: none too long, nothing lost, nothing torn."""

import pytest
from hypothesis import given, settings, strategies as st

from bot.channels.split import clings, split, utf16_length

FAMILY, FLAG, WAVE, KEYCAP = "👨‍👩‍👧‍👦", "🇺🇦", "👋🏽", "1️⃣"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
WHOLE = [FAMILY, FLAG, WAVE, KEYCAP, ENGLAND, "й", "e\u0301", "❤️"]

texts = st.lists(
    st.sampled_from([*WHOLE, "a", "слово", " ", "\n", "\n\n", "\u200f"]) | st.characters(), max_size=60
).map("".join)


@settings(deadline=None)
@given(texts, st.integers(2, 40))
def test_no_part_is_too_long_or_empty_and_nothing_but_space_is_lost(text: str, limit: int) -> None:
    parts = split(text, limit)
    assert all(utf16_length(part) <= limit for part in parts)
    assert all(parts) or not text.strip()
    assert "".join("".join(parts).split()) == "".join(text.split())


@settings(deadline=None)
@given(st.lists(st.sampled_from(WHOLE), min_size=2, max_size=60), st.integers(30, 70))
def test_what_is_one_character_to_the_eye_stays_one(signs: list[str], limit: int) -> None:
    text = "".join(signs)
    whole = set(signs)
    for part in split(text, limit):
        while part:
            sign = next(
                (each for each in sorted(whole, key=len, reverse=True) if part.startswith(each)), None
            )
            assert sign is not None, part
            part = part[len(sign) :]


@given(st.text(max_size=100))
def test_a_text_that_fits_is_left_as_it_is(text: str) -> None:
    assert split(text, 4096) == [text]


def test_a_cut_is_made_at_a_line_or_else_at_a_space() -> None:
    assert split("one two\nthree four five", 14) == ["one two", "three four", "five"]
    assert split("a" * 10, 4) == ["aaaa", "aaaa", "aa"]


def test_a_mark_stays_with_the_space_that_carries_it() -> None:
    assert split("abcd \u0301ef", 6) == ["abcd \u0301", "ef"]


def test_a_text_of_spaces_is_one_part() -> None:
    assert split(" " * 50, 10) == [""]
    assert split("\n" * 50 + "end", 10) == ["end"]


def test_marks_without_end_become_no_flood_of_messages() -> None:
    assert len(split("a" + "\u0301" * 7000, 4096)) == 2
    assert len(split(FLAG * 3000, 4096)) == 3


@pytest.mark.parametrize("text, length", [("", 0), ("щ", 1), ("🌻", 2), (FLAG, 4), ("\ud800", 1)])
def test_lengths_are_counted_as_telegram_counts_them(text: str, length: int) -> None:
    assert utf16_length(text) == length


def test_every_other_letter_of_flags_begins_a_new_one() -> None:
    assert [clings(FLAG * 2, place) for place in range(5)] == [False, True, False, True, False]
