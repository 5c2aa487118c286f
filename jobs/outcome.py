"""What came of one run of a job: how many items it did, and how many of them failed."""

from contextvars import ContextVar
from dataclasses import dataclass

import structlog

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Outcome:
    """What came of one run."""

    count: int = 0  # items that were done
    error: str = ""  # the kind of error that ended the run, without its words
    postponed: int = 0  # items that failed and are tried again in an hour


_under_way: ContextVar[Outcome] = ContextVar("under_way")


def begin() -> Outcome:
    """Begin to count what fails in the run that begins now."""
    outcome = Outcome()
    _under_way.set(outcome)
    return outcome


def failed(job: str, item: int | str, error: Exception) -> None:
    """Note an item that failed, by its number or kind; the run goes on with the others."""
    log.error("item_failed", job=job, item=item, error=type(error).__name__)
    if (outcome := _under_way.get(None)) is not None:
        outcome.postponed += 1
