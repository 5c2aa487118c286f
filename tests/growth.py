"""How cost grows with length: what is quadratic shows on any machine, and no slow or noisy one fails what is linear."""

from collections.abc import Callable
from functools import partial
from time import process_time
from typing import Final

TIMES: Final = 8  # as long
MOST: Final = 20.0  # times as dear, where linear cost makes 8 and quadratic cost 64
_TRIES: Final = "bcdefgh"


def growth(read: Callable[[str], object], text: str) -> float:
    """Return how many times dearer a text is than its first eighth: the best of several readings of both.

    Before each reading stands another letter, so that none is free because of what was remembered from the last one.
    Nothing is read again as soon as the answer is below MOST, since noise only ever makes a reading dearer.
    """
    length = len(text) // TIMES
    read(text[:length])  # what is loaded once, by whoever comes first, counts for neither
    cost = cost_of_part = float("inf")
    for letter in _TRIES:
        cost_of_part = min(cost_of_part, seconds(partial(read, letter + text[:length])))
        cost = min(cost, seconds(partial(read, letter + text)))
        if cost < MOST * cost_of_part:
            break
    return cost / cost_of_part


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time that something takes once."""
    began = process_time()
    work()
    return process_time() - began
