"""How long a rest lasts: until a morning where the helper lives, whatever the clocks do in between."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from bot.domain.rest import CHOICES, MONDAY, TOMORROW, TWO_WEEKS, UNTIL_I_WRITE, until

SATURDAY = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
KYIV = "Europe/Kyiv"


@pytest.mark.parametrize(
    "choice, zone, ends",
    [
        (TOMORROW, KYIV, "2026-11-22T08:00"),
        (MONDAY, KYIV, "2026-11-23T08:00"),
        (TWO_WEEKS, KYIV, "2026-12-05T08:00"),
        (MONDAY, "America/New_York", "2026-11-23T15:00"),
        (MONDAY, "Asia/Tbilisi", "2026-11-23T06:00"),
    ],
)
def test_a_rest_ends_at_ten_in_the_morning_there(choice: str, zone: str, ends: str) -> None:
    assert until(choice, SATURDAY, zone) == datetime.fromisoformat(ends).replace(tzinfo=UTC)


def test_until_monday_chosen_on_a_monday_is_a_week() -> None:
    monday = SATURDAY + timedelta(days=2)
    assert until(MONDAY, monday, KYIV) == datetime(2026, 11, 30, 8, tzinfo=UTC)


def test_two_weeks_over_the_change_of_clocks_end_at_the_same_hour() -> None:
    assert until(TWO_WEEKS, datetime(2026, 10, 20, 12, tzinfo=UTC), KYIV) == datetime(
        2026, 11, 3, 8, tzinfo=UTC
    )


def test_until_i_write_has_no_end() -> None:
    assert until(UNTIL_I_WRITE, SATURDAY, KYIV) is None


def test_any_other_length_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        until("forever", SATURDAY, KYIV)


@given(
    st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: SATURDAY + timedelta(minutes=minutes)),
    st.sampled_from(CHOICES[:-1]),
    st.sampled_from([KYIV, "America/New_York", "Asia/Tbilisi", "Europe/Lisbon"]),
)
def test_every_rest_ends_later_by_day_and_within_fifteen_days(now: datetime, choice: str, zone: str) -> None:
    ends = until(choice, now, zone)
    assert ends is not None
    assert now < ends < now + timedelta(days=15)
    assert ends.astimezone(ZoneInfo(zone)).hour == 10
