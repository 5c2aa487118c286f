"""A week, a month or a year by Kyiv's calendar, and the time before it that it is compared with."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.quiet_hours import KYIV

WEEK, MONTH, YEAR = 7, 30, 365  # days, today among them
PERIODS: Final = (WEEK, MONTH, YEAR)


@dataclass(frozen=True, slots=True)
class Span:
    """Whole days of Kyiv, but that the last one ends with `until`; both moments belong to it."""

    first: date
    last: date
    since: datetime
    until: datetime


def span(now: datetime, days: int) -> Span:
    """Return the last `days` dates up to `now`."""
    last = now.astimezone(ZoneInfo(KYIV)).date()
    return _span(last - timedelta(days=days - 1), now)


def before(now: datetime, days: int) -> Span:
    """Return as many dates before those, up to the same hour of the local clock: today is no whole day yet."""
    local = now.astimezone(ZoneInfo(KYIV)).replace(tzinfo=None) - timedelta(days=days)
    until = local.replace(tzinfo=ZoneInfo(KYIV)).astimezone(UTC)
    return _span(local.date() - timedelta(days=days - 1), until)


def day(moment: datetime) -> str:
    """Return the date that the calendar shows in Kyiv, as 2026-11-21."""
    return moment.astimezone(ZoneInfo(KYIV)).date().isoformat()


def _span(first: date, until: datetime) -> Span:
    since = datetime.combine(first, time(), tzinfo=ZoneInfo(KYIV)).astimezone(UTC)
    return Span(first, until.astimezone(ZoneInfo(KYIV)).date(), since, until)
