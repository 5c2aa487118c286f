"""How long a helper may rest: until an hour of the day where they live, or until they say so."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.cadence import CHECKIN_HOURS

TOMORROW, MONDAY, TWO_WEEKS, UNTIL_I_WRITE = "tomorrow", "monday", "two_weeks", "written"
CHOICES: Final = (TOMORROW, MONDAY, TWO_WEEKS, UNTIL_I_WRITE)
ENDS_AT: Final = time(CHECKIN_HOURS[0])  # by day: the end of a rest wakes nobody


def until(choice: str, now: datetime, zone: str) -> datetime | None:
    """Return when the rest ends, in UTC; None: when the helper says so. KeyError for any other choice.

    `now` is aware, `zone` an IANA name. Chosen on a Monday, "until Monday" is a week.
    """
    if choice == UNTIL_I_WRITE:
        return None
    local = now.astimezone(ZoneInfo(zone))
    days = {TOMORROW: 1, MONDAY: 7 - local.weekday(), TWO_WEEKS: 14}[choice]
    return _morning(local.date() + timedelta(days=days), zone)


def _morning(day: date, zone: str) -> datetime:
    return datetime.combine(day, ENDS_AT, tzinfo=ZoneInfo(zone)).astimezone(UTC)
