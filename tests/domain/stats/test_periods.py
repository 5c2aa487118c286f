"""A time ends now and begins at a midnight of Kyiv; the time before is exactly as long."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.stats.periods import MONTH, PERIODS, WEEK, before, day, span

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_a_week_is_seven_dates_of_kyiv_with_today() -> None:
    week = span(NOON, WEEK)
    assert (week.first, week.last) == (date(2026, 11, 15), date(2026, 11, 21))
    assert (week.since, week.until) == (datetime(2026, 11, 14, 22, tzinfo=UTC), NOON)


def test_after_midnight_in_kyiv_it_is_the_next_day_already() -> None:
    late = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)
    assert span(late, WEEK).last == date(2026, 11, 22)
    assert day(late) == "2026-11-22"


@pytest.mark.parametrize("days", PERIODS)
def test_the_time_before_is_as_long_and_ends_before_this_one_begins(days: int) -> None:
    now, was = span(NOON, days), before(NOON, days)
    assert was.last < now.first
    assert was.until - was.since == pytest.approx(now.until - now.since, abs=timedelta(hours=1))
    assert (was.first, was.last) == (now.first - timedelta(days), now.last - timedelta(days))


def test_where_the_clocks_were_changed_between_them_the_hour_of_the_clock_counts() -> None:
    after_the_change = datetime(2026, 11, 10, 12, tzinfo=UTC)  # 14:00 in Kyiv; a month earlier it is UTC+3
    assert before(after_the_change, MONTH).until == datetime(2026, 10, 11, 11, tzinfo=UTC)
