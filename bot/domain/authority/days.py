"""A day as people write it: 24.11.2026, 24.11, 24/11/26."""

import re
from datetime import date
from typing import Final

_WRITTEN: Final = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{2}|\d{4}))?", re.ASCII)


def written(words: str, today: date) -> date | None:
    """Return the day that the words name; without a year the latest one that is not ahead; None for anything else."""
    match = _WRITTEN.fullmatch(words.strip().removesuffix(" р.").rstrip("."))
    if match is None:
        return None
    day, month, year = int(match[1]), int(match[2]), int(match[3] or today.year)
    try:
        found = date(year + 2000 if year < 100 else year, month, day)
        return found if match[3] or found <= today else found.replace(year=found.year - 1)
    except ValueError:
        return None
