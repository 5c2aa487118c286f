"""The parts of a message that are weighed one by one, or a sign would drown in a long one; they overlap."""

from typing import Final

WHOLE: Final = 36  # words of a message that is weighed as a whole
WINDOW: Final = 16  # words of a part of a longer one
STEP: Final = 10  # words from the beginning of one to that of the next


def windows(length: int) -> list[tuple[int, int]]:
    """Return the beginnings and ends of the windows of a message with so many words; none of an empty one."""
    if length <= WHOLE:
        return [(0, length)] if length else []
    return [(start, min(start + WINDOW, length)) for start in range(0, length - WINDOW + STEP, STEP)]
