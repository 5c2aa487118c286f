"""How long people waited: exact percentiles of single waits, and a wait said in hours or days."""

from collections.abc import Sequence

from bot.i18n import Msg, plural

HALF, NINE_OF_TEN = 50, 90  # percent
HOUR, DAY = 3600, 86400  # seconds
_HOURS = 48  # from then on a wait is said in days


def percentile(waits: Sequence[int], percent: int) -> int:
    """Return the least of the waits (seconds, at least one) within which so many percent of them lie: one that was."""
    ordered = sorted(waits)
    return ordered[-(-len(ordered) * percent // 100) - 1]


def said(seconds: int) -> Msg:
    """Return "within 6 hours", or from two days on "within 3 days": never shorter than the wait was."""
    hours = max(1, -(-seconds // HOUR))
    if hours < _HOURS:
        return plural("within {n} hour", "within {n} hours", hours)
    return plural("within {n} day", "within {n} days", -(-seconds // DAY))
