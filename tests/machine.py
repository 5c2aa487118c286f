"""Promised seconds are those of a quiet machine: on one that is slower, or does other things too, more are granted."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

log = structlog.get_logger(__name__)  # `pytest -rP` shows the figures
PATIENCE = 60.0  # seconds, where only the end is awaited
STEPS, QUIET = (
    1_000_000,
    0.05,
)  # steps of arithmetic, and the seconds that they take at most on a quiet machine


def slowness() -> float:
    """How many times slower than a quiet machine this one is just now, and never less than one."""
    began = time.perf_counter()
    sum(step * step for step in range(STEPS))
    return max(1.0, (time.perf_counter() - began) / QUIET)


def granted(seconds: float, slower: float) -> float:
    """Return what so many promised seconds come to here; twice what was measured, since work comes in waves."""
    return seconds * (2 * slower - 1)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Hold what the block does to a promise; the machine is measured before and after it."""
    before, began = slowness(), time.monotonic()
    yield
    took = time.monotonic() - began
    slower = max(before, slowness())
    most = granted(seconds, slower)
    log.info("took", seconds=round(took, 2), promised=seconds, granted=round(most, 2))
    assert took < most, f"{took:.2f} s, promised were {seconds} s, granted {most:.2f} s"
