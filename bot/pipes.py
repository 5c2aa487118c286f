"""What is printed may be read only in part: `python -m bot match --snapshot FOLDER --explain | head`."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

READ_ENOUGH: Final = 141  # what a shell reports of programs that end so: 128 + SIGPIPE


@contextmanager
def readers_may_leave() -> Iterator[None]:
    """End without a word when whoever reads what is printed wants no more of it, as other programs do.

    Not by the signal itself: then a messenger that hangs up would end the bot.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still in the buffer is thrown away at the end, and must not fail there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(READ_ENOUGH) from None
