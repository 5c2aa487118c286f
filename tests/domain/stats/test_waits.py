"""Percentiles are waits that were; what is said is never shorter than what was."""

import pytest

from bot.domain.stats.waits import DAY, HALF, HOUR, NINE_OF_TEN, percentile, said
from bot.i18n import translate


@pytest.mark.parametrize(
    "waits, half, nine",
    [([7], 7, 7), ([1, 2], 1, 2), ([3, 1, 2], 2, 3), ([*range(1, 11)], 5, 9), ([*range(1, 102)], 51, 91)],
)
def test_a_percentile_is_the_least_wait_within_which_so_many_lie(
    waits: list[int], half: int, nine: int
) -> None:
    assert (percentile(waits, HALF), percentile(waits, NINE_OF_TEN)) == (half, nine)


@pytest.mark.parametrize(
    "seconds, words",
    [
        (0, "within 1 hour"),
        (HOUR, "within 1 hour"),
        (HOUR + 1, "within 2 hours"),
        (47 * HOUR, "within 47 hours"),
        (2 * DAY, "within 2 days"),
        (2 * DAY + 1, "within 3 days"),
    ],
)
def test_a_wait_is_said_in_hours_then_in_days(seconds: int, words: str) -> None:
    assert translate(said(seconds), "en") == words


def test_ukrainian_and_russian_decline_what_follows_the_number() -> None:
    assert [translate(said(n * HOUR), "uk") for n in (1, 2, 5)] == [
        "за 1 годину",
        "за 2 години",
        "за 5 годин",
    ]
    assert [translate(said(n * DAY), "ru") for n in (2, 21, 30)] == ["за 2 дня", "за 21 день", "за 30 дней"]
