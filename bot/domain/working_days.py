"""Working days of Ukraine: Saturdays, Sundays, holidays and days that were moved, as the package `holidays` knows them.

Since 15 March 2022, under martial law, public holidays are working days (Law 2136-IX, article 6, part 6).
"""

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase


def is_working(day: date) -> bool:
    """Say whether offices in Ukraine work on a day."""
    return _calendar().is_working_day(day)


def after(day: date, count: int) -> date:
    """Return the `count`th working day after `day`; the day itself does not count, whether or not it is one."""
    while count:
        day += timedelta(days=1)
        count -= is_working(day)
    return day


@cache
def _calendar() -> "HolidayBase":
    from holidays import country_holidays  # here: it takes a tenth of a second, and few need it

    return country_holidays("UA")
