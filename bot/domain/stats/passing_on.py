"""What a picture may show, since pictures are passed on: rounded numbers, and nothing of a few people.

The rule is that of the UK's Higher Education Statistics Agency ("Rounding and suppression to anonymise statistics"):
counts are rounded to the nearest five, averages of few are left out. Here what is below five is named so, never as 0.
"""

from typing import Final

FIVE: Final = 5  # people; fewer are not shown apart
ENOUGH_WAITS: Final = 10  # with fewer, nine of ten is the wait of one person
FEW: Final = f"<{FIVE}"


def about(count: int) -> int:
    """Return a count as it is drawn: the nearest multiple of five, 0 for what is below five."""
    return 0 if count < FIVE else FIVE * ((count + 2) // FIVE)


def number(count: int) -> str:
    """Return a count as it is written on a picture."""
    return FEW if count < FIVE else str(about(count))
