"""The points of a pair: whole numbers with names, in one table, whose sum is the pair's worth."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Score:
    """The numbers that moderators may change; the hard rules are none of them.

    The reference score: one more person helped is worth 200 and more, while two helpers of one request differ by 250
    at the very most, so nobody loses a helper for the sake of a nicer pair.
    """

    need: int = 200
    urgency: tuple[int, int, int] = (0, 100, 300)  # no hurry, today, now
    waiting: int = 100  # after `waiting_h` hours; less before, in proportion
    waiting_h: int = 168
    own_group: int = 30
    neighbouring_group: int = 15
    same_region_in_person: int = 40
    neighbouring_region_in_person: int = 10
    same_region: int = 10
    neighbouring_region: int = 5
    previous: int = 20  # this helper helped this person well before
    reciprocity: int = 8  # the helper has received help
    acceptance: int = 40  # times (accepted + 2) / (offered + 4), rounded down
    fatigue: int = 2  # minus, for each help of the last 30 days
    fatigue_most: int = 20
    week: int = 0  # minus, for each offer of the last seven days
    load: tuple[int, ...] = (
        0,
        0,
        6,
        14,
        24,
        36,
    )  # minus, for who becomes the helper's 0th, 1st ... 5th at once


REFERENCE: Final = Score()
