"""A day as people write it."""

from datetime import date

import pytest

from bot.domain.authority.days import written

TODAY = date(2027, 1, 10)


@pytest.mark.parametrize(
    "words, day",
    [
        ("24.11.2026", date(2026, 11, 24)),
        (" 24/11/26 ", date(2026, 11, 24)),
        ("09.01", date(2027, 1, 9)),
        ("24.11", date(2026, 11, 24)),
        ("5-1-2027", date(2027, 1, 5)),
        ("31.02.2027", None),
        ("29.02", None),
        ("вчора", None),
        ("٢٤.١١", None),
        ("", None),
    ],
)
def test_a_written_day_is_understood_or_not(words: str, day: date | None) -> None:
    assert written(words, TODAY) == day
