"""Times of duty: how long one moderator is asked to be there, and who is called when; judgements, not measured."""

from datetime import timedelta
from typing import Final, Literal, TypeAlias

ASKED_AFTER: Final = timedelta(hours=12)  # on duty, they are asked whether they are still there
ANSWER_WITHIN: Final = timedelta(hours=2)  # else nobody is on duty
OFFER_WAITS: Final = timedelta(minutes=30)  # for the other's yes
KEPT: Final = timedelta(days=90)

Called: TypeAlias = Literal["on duty", "everybody", "leads"]


def called(rounds: int, somebody: bool) -> Called:
    """Return who is called by the `rounds`-th saying of an alert (from 1); `somebody`: one is on duty.

    First who is on duty, then everybody, then those who lead; without anybody on duty everybody at once.
    """
    if rounds <= 1 and somebody:
        return "on duty"
    return "everybody" if rounds <= 2 else "leads"
