"""When a request that nobody has accepted yet is spoken about, and to whom: silence is never the answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.domain import cadence
from bot.domain.catalogue import Urgency


@dataclass(frozen=True, slots=True)
class Step:
    """A stated time, counted from the beginning of the search, at which somebody hears."""

    after: timedelta
    person: bool
    moderators: bool


def steps(urgency: Urgency) -> tuple[Step, ...]:
    """Return the stated times for an urgency, the earliest first."""
    return _STEPS[urgency]


def _steps(urgency: Urgency) -> tuple[Step, ...]:
    person, moderators = cadence.NOBODY_YET[urgency], cadence.MODERATORS_ALERTED[urgency]
    return tuple(
        Step(after, after in person, after in moderators) for after in sorted({*person, *moderators})
    )


_STEPS: Final[Mapping[Urgency, tuple[Step, ...]]] = {
    urgency: _steps(urgency) for urgency in cadence.NOBODY_YET
}
