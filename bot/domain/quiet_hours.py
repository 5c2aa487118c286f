"""When a message that can wait may be sent: never at night where the person is."""

from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

QUIET: Final = (22, 8)  # local hours: from 22:00 until 8:00
LONGEST: Final = 16  # hours a day that a person can keep quiet: in the others Kolo must be able to reach them
AWAKE: Final = timedelta(hours=1)  # who has just answered is not asleep, whatever the hour
MODERATORS_AWAY: Final = (21, 9)  # hours in Kyiv when moderators do not answer
KYIV: Final = "Europe/Kyiv"


def next_allowed(moment: datetime, zone: str, quiet: tuple[int, int] = QUIET) -> datetime:
    """Return `moment`, or the end of the quiet hours it falls into, in UTC.

    `moment` is aware; `zone` an IANA name (an unknown one counts as Kyiv); `quiet` are local hours, from and
    until, which may span midnight; equal hours mean no quiet time. Where the clock leaps over the end hour,
    the first moment after the leap is returned.
    """
    local = moment.astimezone(_zone(zone))
    if not is_quiet(local.hour, quiet):
        return moment.astimezone(UTC)
    until = time(quiet[1])
    day = local.date() if local.time() < until else local.date() + timedelta(days=1)
    end = datetime.combine(day, until, tzinfo=local.tzinfo).astimezone(UTC)
    return max(end, moment.astimezone(UTC))


def is_quiet(hour: int, quiet: tuple[int, int] = QUIET) -> bool:
    """Say whether an hour of the local clock, 0 to 23, is quiet."""
    start, until = quiet
    if start <= until:
        return start <= hour < until
    return hour >= start or hour < until


def ahead(zone: str, moment: datetime, of: str = KYIV) -> float:
    """Return how many hours the clocks of a zone are ahead of another's at a moment."""
    offsets = [moment.astimezone(_zone(name)).utcoffset() or timedelta() for name in (zone, of)]
    return (offsets[0] - offsets[1]) / timedelta(hours=1)


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(KYIV)
