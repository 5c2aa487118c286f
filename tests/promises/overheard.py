"""Everything that the program's libraries would print if each of them told all it could."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

READS_OUT = (
    "PIL"  # what stands beside a picture; of no library the program prints more than its name (bot/logs.py)
)


@contextmanager
def everything_said() -> Iterator[io.StringIO]:
    """Let every logger but one tell everything, with traces, while the block runs; what they tell is in the buffer."""
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    handler.setFormatter(logging.Formatter("%(name)s %(message)s"))
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] != READS_OUT]
    loggers = [logging.root, *map(logging.getLogger, names)]
    before = [(logger, logger.level) for logger in loggers]
    others = [(other, other.level) for other in logging.root.handlers]
    for other, _level in others:
        other.setLevel(logging.CRITICAL)  # the tests' own would keep all of it once more
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    logging.root.addHandler(handler)
    try:
        yield heard
    finally:
        logging.root.removeHandler(handler)
        for logger, level in before:
            logger.setLevel(level)
        for other, level in others:
            other.setLevel(level)
