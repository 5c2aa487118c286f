"""How much a test of minutes does: all that its promise says, or the share of it that fits into CI's time."""

import os

SHARE = int(os.environ.get("PROMISES_SHARE", "1"))  # `make promises SHARE=10` does a tenth


def share(count: int) -> int:
    """So many of `count` as this run does; at least one."""
    return max(1, count // SHARE)
