"""After which talks a pause is offered to the helper: one table, a rule a line, each with its reason.

The figures are judgements: no source gives thresholds for peers who help in writing. A pause is offered, never imposed,
and nobody but the helper hears of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, NamedTuple

from bot.domain import outcomes

# Of these kinds of help (bot/domain/data/needs.json) a helper hears of violence, of somebody missing, or of death.
HEAVY: Final = frozenset(
    {
        "psychological.crisis",
        "psychological.after_violence",
        "psychological.family_state",
        "legal.crime_report",
        "housing.women_shelter",
        "family.find",
        "family.captive",
        "accompany.police_court",
    }
)
LONG: Final = timedelta(days=14)  # with a heavy matter
MANY: Final = 3  # talks that ended within a week
WEEK: Final = timedelta(days=7)
# The pause is not offered while the talk is still going on, and not with every heavy talk.
OFFERED_AFTER: Final = timedelta(hours=2)
OFFERED_AGAIN_AFTER: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Facts:
    """What just happened in a talk of a helper: never a word of it."""

    danger: bool = False  # signs of danger in what one of the two wrote
    reported: bool = False  # by one of the two
    outcome: str = ""  # with which the match ended; "" while it goes on
    subneed: str = ""
    lasted: timedelta = timedelta()
    ended_this_week: int = 0  # talks of this helper, with this one


class Rule(NamedTuple):
    """One line of the table."""

    name: str
    holds: Callable[[Facts], bool]
    why: str


HARD: Final[tuple[Rule, ...]] = (
    Rule(
        "danger",
        lambda talk: talk.danger,
        "Who reads that somebody wants to die, or is in danger, carries it on alone when the talk is over.",
    ),
    Rule(
        "reported",
        lambda talk: talk.reported,
        "Threats or a broken trust hurt, on whichever side of the report one stands.",
    ),
    Rule(
        "left",
        lambda talk: talk.outcome == outcomes.LEFT,
        "A helper who could not go on has often waited too long to say so.",
    ),
    Rule(
        "refused",
        lambda talk: talk.outcome == outcomes.REFUSED,
        "A refusal at the counter is felt by the helper as well, and not seldom as a failure of their own.",
    ),
    Rule(
        "long and heavy",
        lambda talk: bool(talk.outcome) and talk.subneed in HEAVY and talk.lasted >= LONG,
        "Weeks beside violence, captivity or loss wear out, also when it ended well.",
    ),
    Rule(
        "many",
        lambda talk: bool(talk.outcome) and talk.ended_this_week >= MANY,
        "Several farewells in one week are much, and the next requests would come at once.",
    ),
)


def hard(talk: Facts) -> str | None:
    """Return the name of the first rule by which this was hard, or None."""
    return next((rule.name for rule in HARD if rule.holds(talk)), None)
