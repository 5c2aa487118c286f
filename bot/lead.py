"""Whether this process may act as the one that leads, for as long as its last look at the lock is good."""

import math
import time

LEASE = 8.0  # seconds that a look is good for: who could not look for so long does nothing more


class Lead:
    """Whether this process leads, at this moment; asked before everything that should not be done twice."""

    def __init__(self, until: float = -math.inf) -> None:
        """`until`: of the machine's monotonic clock, which goes on while a process is stopped."""
        self._until = until

    def holds(self) -> bool:
        """Whether the lock was ours LEASE ago at most; until SILENCE nobody else can have it."""
        return time.monotonic() < self._until

    def extend(self, looked: float) -> None:
        """The look that began at this moment found the lock in our hands."""
        self._until = looked + LEASE
