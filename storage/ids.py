"""Row ids made by us: known before the insert, so that what is sealed can be bound to its row."""

import secrets
import time

_last = 0


def random_id() -> int:
    """Return a random positive 63-bit id: it tells neither order nor number of rows."""
    return secrets.randbits(62) + 1


def ordered_id() -> int:
    """Return an id greater than every earlier one of this process (microseconds of the machine's clock)."""
    global _last
    _last = max(_last + 1, time.time_ns() // 1000)  # noqa: TID251 - an order, not business time
    return _last
