"""Nobody is woken, on any night of the year, in any zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from bot.domain.quiet_hours import is_quiet, next_allowed

KYIV = ZoneInfo("Europe/Kyiv")
SPRING = datetime(2027, 3, 27, 12, tzinfo=UTC)  # at 3:00 on the 28th the clock leaps to 4:00
AUTUMN = datetime(2026, 10, 24, 12, tzinfo=UTC)  # at 4:00 on the 25th the clock goes back to 3:00


def kyiv(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=KYIV)


def said(moment: datetime) -> str:
    return f"{moment.astimezone(KYIV):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    "at,then",
    [
        ("2026-06-01 12:34", "2026-06-01 12:34"),
        ("2026-06-01 08:00", "2026-06-01 08:00"),
        ("2026-06-01 21:59", "2026-06-01 21:59"),
        ("2026-06-01 22:00", "2026-06-02 08:00"),
        ("2026-06-02 00:00", "2026-06-02 08:00"),
        ("2026-06-02 07:59", "2026-06-02 08:00"),
        ("2027-03-27 23:00", "2027-03-28 08:00"),
        ("2026-10-24 23:00", "2026-10-25 08:00"),
    ],
)
def test_a_message_at_night_waits_for_the_morning(at: str, then: str) -> None:
    assert said(next_allowed(kyiv(at), "Europe/Kyiv")) == then


def test_the_night_of_spring_is_an_hour_shorter_and_that_of_autumn_longer() -> None:
    waits = [
        next_allowed(kyiv(at), "Europe/Kyiv") - kyiv(at).astimezone(UTC)
        for at in ("2027-03-27 22:00", "2026-10-24 22:00")
    ]
    assert waits == [timedelta(hours=9), timedelta(hours=11)]


@pytest.mark.parametrize("start", [SPRING, AUTUMN], ids=["spring", "autumn"])
@given(
    minutes=st.integers(0, 36 * 60),
    zone=st.sampled_from(
        ["Europe/Kyiv", "Asia/Tbilisi", "Europe/Lisbon", "America/New_York", "Pacific/Chatham"]
    ),
    quiet=st.tuples(st.integers(0, 23), st.integers(0, 23)),
)
def test_the_answer_is_never_quiet_never_early_and_never_a_day_away(
    start: datetime, minutes: int, zone: str, quiet: tuple[int, int]
) -> None:
    moment = start + timedelta(minutes=minutes)
    allowed = next_allowed(moment, zone, quiet)
    assert not is_quiet(allowed.astimezone(ZoneInfo(zone)).hour, quiet)
    assert moment <= allowed <= moment + timedelta(hours=25)
    assert next_allowed(allowed, zone, quiet) == allowed


@pytest.mark.parametrize("start", [SPRING, AUTUMN], ids=["spring", "autumn"])
@given(minutes=st.integers(0, 36 * 60))
def test_what_may_be_sent_now_is_sent_now(start: datetime, minutes: int) -> None:
    moment = start + timedelta(minutes=minutes)
    if 8 <= moment.astimezone(KYIV).hour < 22:
        assert next_allowed(moment, "Europe/Kyiv") == moment


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../etc/passwd", "Europe", "\x00"])
def test_an_unknown_zone_counts_as_kyiv(zone: str) -> None:
    at = kyiv("2026-06-01 23:00")
    assert next_allowed(at, zone) == next_allowed(at, "Europe/Kyiv")


def test_equal_hours_mean_that_nothing_waits() -> None:
    at = kyiv("2026-06-01 03:00")
    assert next_allowed(at, "Europe/Kyiv", (0, 0)) == at


def test_the_answer_is_in_utc() -> None:
    assert next_allowed(kyiv("2026-06-01 12:00"), "Europe/Kyiv").tzinfo is UTC
