"""How long a correspondence of a person with the moderators waits, ends and is kept; judgements, not measured."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

LONGEST: Final = 1000  # characters of one letter: with what stands around it, one message on both messengers
UNANSWERED: Final = 5  # letters of a person that may wait for an answer
ENDS_AFTER: Final = timedelta(days=7)  # without a word of either side
DRAFTED: Final = timedelta(hours=6)  # what a moderator began to write, and did not send

# After signs of danger a letter does not wait for the morning.
DANGER: Final = timedelta(hours=12)

# When the moderators hear again that somebody waits; by day only, danger has alerts of its own.
REMINDERS: Final = (timedelta(hours=2), timedelta(hours=8))
THEN_EVERY: Final = timedelta(hours=24)
TELLS_PERSON: Final = 2  # with this reminder the person hears honestly that nobody has answered yet

# What may stand in a saved answer, and is filled in when it is used.
PLACEHOLDERS: Final[Mapping[str, str]] = {"request": "{request}", "need": "{need}"}


def waits(rounds: int) -> timedelta:
    """Return how long after the last reminder (from 0: after the words came) the next one is due."""
    return REMINDERS[rounds] if rounds < len(REMINDERS) else THEN_EVERY
