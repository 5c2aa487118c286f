"""How are you: when it is asked on any date in any zone, and which answers are a reason to offer a person."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from bot.domain import how_are_you as rules
from bot.domain.quiet_hours import is_quiet

ZONES = ("Europe/Kyiv", "Asia/Tbilisi", "Europe/Lisbon", "America/New_York", "Pacific/Auckland", "Etc/GMT-4")
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def test_every_answer_has_a_level_of_its_own_from_five_to_one() -> None:
    assert [level for _says, level in rules.ANSWERS.values()] == [5, 4, 3, 2, 1]


def test_every_ladder_has_a_name_and_whoever_tells_somebody_asks_once_more_before() -> None:
    assert set(rules.LADDERS) == set(rules.SILENCE)
    shortest = timedelta(days=min(days for _says, days in rules.EVERY.values()))
    for rungs in rules.LADDERS.values():
        assert [rung.does for rung in rungs][:1] in ([], [rules.ASK_AGAIN])
        assert [rung.after for rung in rungs] == sorted({rung.after for rung in rungs})
        assert all(rung.after < shortest for rung in rungs)


@pytest.mark.parametrize(
    "levels,trouble",
    [
        ((), False),
        ((1,), False),  # one hard day is a day
        ((5, 4), False),
        ((2, 2), True),
        ((1, 2), True),  # a little lighter, and still low
        ((2, 3), False),
        ((5, 4, 3), True),  # it falls, step by step
        ((5, 4, 4), False),
        ((3, 4, 3), False),
        ((5, 2), True),  # from good to hard at once
        ((4, 2), False),
        ((2, 2, 5), False),  # it was hard, and is not now
    ],
)
def test_two_low_answers_or_a_falling_line_are_a_reason_to_offer_a_person(
    levels: tuple[int, ...], trouble: bool
) -> None:
    assert rules.speaks_of_trouble(levels) is trouble


@given(
    on=DAYS,
    hour=st.integers(0, 23),
    zone=st.sampled_from(ZONES),
    start=st.integers(0, 23),
    long=st.integers(1, 16),
)
def test_the_question_of_a_date_comes_in_its_hour_or_when_the_quiet_hours_end(
    on: date, hour: int, zone: str, start: int, long: int
) -> None:
    quiet = (start, (start + long) % 24)
    local = rules.due_at(on, hour, zone, quiet).astimezone(ZoneInfo(zone))
    assert not is_quiet(local.hour, quiet)
    assert on <= local.date() <= on + timedelta(days=1)
    if not is_quiet(hour, quiet) and local.utcoffset() == (local - timedelta(days=1)).utcoffset():
        assert (local.date(), local.hour) == (on, hour)


@pytest.mark.parametrize("on", [date(2027, 3, 28), date(2026, 10, 25)], ids=["spring", "autumn"])
def test_on_the_nights_of_the_clock_change_in_kyiv_the_hour_comes_once(on: date) -> None:
    moments = {rules.due_at(on, hour, "Europe/Kyiv", (22, 0)) for hour in range(2, 6)}
    assert [f"{moment.astimezone(ZoneInfo('Europe/Kyiv')):%H:%M}" for moment in sorted(moments)] in (
        ["02:00", "04:00", "05:00"],
        ["02:00", "03:00", "04:00", "05:00"],
    )
    assert min(moments) == datetime(on.year, on.month, on.day, 2, tzinfo=ZoneInfo("Europe/Kyiv")).astimezone(
        UTC
    )


@given(last=DAYS, days=st.sampled_from([7, 14, 30]), late=st.integers(0, 400))
def test_the_next_date_is_the_first_of_the_rhythm_after_today(last: date, days: int, late: int) -> None:
    today = last + timedelta(days=late)
    following = rules.next_date(last, days, today)
    assert today < following <= today + timedelta(days=days)
    assert (following - last).days % days == 0


@given(today=DAYS, last=st.none() | DAYS, planned=st.none() | DAYS, days=st.sampled_from([7, 14, 30]))
def test_a_new_choice_asks_no_date_again_and_waits_no_longer_than_its_rhythm(
    today: date, last: date | None, planned: date | None, days: int
) -> None:
    first = rules.first_date(today, last, planned, days)
    assert first > today
    assert last is None or first > last
    assert first <= max(today, last or today) + timedelta(days=days)
