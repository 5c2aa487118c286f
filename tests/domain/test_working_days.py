"""Working days of Ukraine: weekends, holidays before martial law, days that were moved, none under it."""

from datetime import date

import pytest

from bot.domain import working_days


@pytest.mark.parametrize(
    "day, works",
    [
        (date(2026, 11, 26), True),
        (date(2026, 11, 28), False),  # a Saturday
        (date(2021, 8, 24), False),  # Independence Day
        (date(2021, 8, 23), False),  # moved to the 28th, by the government's order 1191 of 2020
        (date(2021, 8, 28), True),
        (date(2022, 1, 3), False),  # for the New Year's Day on a Saturday
        (date(2026, 8, 24), True),  # martial law: holidays are working days
        (date(2026, 12, 25), True),
        (date(2023, 8, 26), False),  # a Saturday is free under martial law as well
    ],
)
def test_offices_work_on_working_days_only(day: date, works: bool) -> None:
    assert working_days.is_working(day) is works


@pytest.mark.parametrize(
    "received, due",
    [
        (date(2026, 11, 26), date(2026, 12, 3)),  # a Thursday
        (date(2026, 11, 27), date(2026, 12, 4)),
        (date(2026, 11, 28), date(2026, 12, 4)),  # a Saturday
        (date(2021, 8, 20), date(2021, 8, 30)),  # two free days and a Saturday that was worked
        (date(2021, 12, 30), date(2022, 1, 10)),  # New Year and Christmas
    ],
)
def test_five_working_days_after_it_was_received(received: date, due: date) -> None:
    assert working_days.after(received, 5) == due


def test_no_day_after_is_the_day_itself() -> None:
    assert working_days.after(date(2026, 11, 28), 0) == date(2026, 11, 28)
