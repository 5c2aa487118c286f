"""Row ids made by us: known before the insert, so that what is sealed can be bound to its row."""

import secrets
import time

BEGINNING = 1_767_225_600_000_000  # 2026 in microseconds: 53 bits from then on reach over 200 years
PROCESS = secrets.randbits(10)  # two replicas that number in the same microsecond must not meet
_last = 0


def random_id() -> int:
    """Return a random positive 63-bit id: it tells neither order nor number of rows."""
    return secrets.randbits(62) + 1


def ordered_id() -> int:
    """Return an id greater than every earlier one of this process, and unlike those of other processes."""
    global _last
    _last = max(_last + 1, time.time_ns() // 1000 - BEGINNING)  # noqa: TID251 - an order, not business time
    return _last << 10 | PROCESS
