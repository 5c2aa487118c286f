"""How long anything may take before the next one is asked or somebody is told, as readable tables.

How requests are offered, and when the two of a match are asked, are tables of their own:
bot/domain/matching/policy.py and bot/domain/follow_up.py. Nothing here is measured: public chat lines answer in
minutes, volunteers cannot promise that, and no source gives times for peer networks. The figures are judgements.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from bot.domain.catalogue import Urgency

MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)

# Silence is never the answer: the person hears "nobody yet", and what else there is.
NOBODY_YET: Final[Mapping[Urgency, tuple[timedelta, ...]]] = {
    "now": (15 * MINUTE, 60 * MINUTE),
    "today": (2 * HOUR,),
    "normal": (24 * HOUR, 72 * HOUR),
}
# The moderators on duty hear of it, and the last time the one who leads them.
MODERATORS_ALERTED: Final[Mapping[Urgency, tuple[timedelta, ...]]] = {
    "now": (0 * MINUTE, 15 * MINUTE, 60 * MINUTE),
    "today": (2 * HOUR, 4 * HOUR),
    "normal": (48 * HOUR, 72 * HOUR),
}
# Danger to life: the numbers at once. Every moderators' chat at once, again, then the coordinators as well; after that
# the moderators hear of it until somebody takes it. There is no night for this.
DANGER_ALERTS: Final = (0 * MINUTE, 5 * MINUTE, 15 * MINUTE)
DANGER_ALERTS_THEN_EVERY: Final = 30 * MINUTE
# Which of these alerts, counted from 1, comes with an honest word to the person, and which reaches the coordinators.
DANGER_NOBODY_YET: Final = 2
DANGER_WIDENS: Final = 3

# A helper who accepted writes the first word within this time, or the request goes back by itself.
FIRST_WORD: Final[Mapping[Urgency, timedelta]] = {"now": 2 * HOUR, "today": 24 * HOUR, "normal": 24 * HOUR}

# Local hours between which a check-in may arrive: by day only.
CHECKIN_HOURS: Final = (10, 19)

# People whom one helper accompanies at a time.
CAPACITY_DEFAULT: Final = 2
CAPACITY_MOST: Final = 3
CAPACITY_IN_FIRST_MONTH: Final = 2

# What one moderator wants done and another has to agree to; an older wish is asked for anew.
AGREE_WITHIN: Final = 2 * HOUR
# How long somebody has to be known in the chat before they are one of two: a second account of the same person,
# brought in for it, is seen by the others meanwhile.
KNOWN_FOR: Final = DAY
# How long it can be read who a person is: to write a number down for a doctor or the police takes no longer.
REVEALED_MINUTES: Final = 10

# A word for the helper themself: how it is for them.
MONTHLY_WORD: Final = 30 * DAY


def danger_alert(number: int) -> timedelta:
    """Return when the alert with this number (from 0) is due, counted from the first, while nobody takes it."""
    if number < len(DANGER_ALERTS):
        return DANGER_ALERTS[number]
    return DANGER_ALERTS[-1] + (number - len(DANGER_ALERTS) + 1) * DANGER_ALERTS_THEN_EVERY


def capacity(wanted: int, since_approval: timedelta) -> int:
    """Return for how many people at a time a helper may be asked: what they wish, within the limits."""
    most = CAPACITY_IN_FIRST_MONTH if since_approval < 30 * DAY else CAPACITY_MOST
    return min(wanted, most)
