"""How rare a need is among the helpers: the rarer, the more those who can are spared for it."""

from math import log
from typing import Final

MOST: Final = 60
COMMON, RARE = 0.5, 0.005  # of the helpers who may be asked: nothing to spare, and the most


def rarity(able: int, helpers: int) -> int:
    """Return 0 when half of the helpers can, 60 at one in 200, between them by the logarithm of their share."""
    if not able or not helpers:
        return MOST
    points = MOST * log(COMMON * helpers / able) / log(COMMON / RARE)
    return min(MOST, max(0, round(points)))
