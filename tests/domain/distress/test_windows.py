"""A long message is read in parts, and no word of it is left out."""

from hypothesis import given, strategies as st

from bot.domain.distress.windows import WHOLE, WINDOW, windows


def test_a_short_message_is_one_part_and_an_empty_one_none() -> None:
    assert windows(0) == []
    assert windows(1) == [(0, 1)]
    assert windows(WHOLE) == [(0, WHOLE)]


@given(st.integers(WHOLE + 1, 2000))
def test_every_word_of_a_long_message_is_in_a_part_and_no_part_is_longer_than_a_window(length: int) -> None:
    parts = windows(length)
    assert {place for start, end in parts for place in range(start, end)} == set(range(length))
    assert all(0 < end - start <= WINDOW for start, end in parts)
