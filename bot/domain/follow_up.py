"""When the two of a match are asked how it is going: on days 1, 3 and 7, then as the matter and the last answer say.

Nothing here is measured: no source gives times for peer networks. The figures are judgements: what is needed to
live is asked about within days, an office answers in weeks, and company is a weekly thing.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, Literal, NamedTuple, TypeAlias

from bot.domain import outcomes
from bot.domain.catalogue import Urgency, subneed

DAY: Final = timedelta(days=1)
MONTH: Final = timedelta(days=30)

FIRST_DAYS: Final = (1, 3, 7)  # both sides, whatever the need; the first asks only whether they have talked
# After so many without an answer there is one last line, then only a question a month.
UNANSWERED_IN_A_ROW: Final = 2
HOLDS_AFTER: Final = MONTH  # a closed match: does it hold?
ANSWER_WITHIN: Final = MONTH  # an older question is not answered by a touch of its button any more
# Who is in several talks is not asked about two of them within this time.
BETWEEN_TWO: Final = timedelta(hours=2)


class Then(NamedTuple):
    """After day 7: how many days until the next question, by what was said last."""

    talking: int  # also when nothing was said yet
    half: int
    refused: int
    quiet: int  # the other one has not written


# How a matter moves, and how soon it was needed -> when the next question comes.
Pace: TypeAlias = Literal["life", "errand", "office", "company"]
THEN: Final[Mapping[Pace, Mapping[Urgency, Then]]] = {
    "life": {  # medicine, shelter, food, the way home: days
        "now": Then(talking=3, half=2, refused=2, quiet=2),
        "today": Then(talking=7, half=3, refused=3, quiet=3),
        "normal": Then(talking=14, half=7, refused=7, quiet=7),
    },
    "errand": {  # a job, a telephone, going along: a week or two
        "now": Then(talking=7, half=3, refused=3, quiet=3),
        "today": Then(talking=7, half=7, refused=7, quiet=7),
        "normal": Then(talking=14, half=7, refused=14, quiet=7),
    },
    "office": {  # documents, courts, commissions: weeks; a refusal is appealed against within a month
        "now": Then(talking=7, half=7, refused=7, quiet=3),
        "today": Then(talking=14, half=7, refused=14, quiet=7),
        "normal": Then(talking=21, half=14, refused=14, quiet=7),
    },
    "company": {  # somebody to talk to: weekly
        "now": Then(talking=7, half=7, refused=7, quiet=3),
        "today": Then(talking=7, half=7, refused=7, quiet=7),
        "normal": Then(talking=7, half=7, refused=7, quiet=7),
    },
}

# Every need of the catalogue, and those of its parts that move otherwise.
PACES: Final[Mapping[str, Pace]] = {
    "documents": "office",
    "documents.return_doc": "life",
    "medical": "life",
    "medical.commission": "office",
    "medical.dentist_surgery": "errand",
    "psychological": "company",
    "legal": "office",
    "legal.detained": "life",
    "housing": "life",
    "housing.own_home": "office",
    "work": "errand",
    "money": "errand",
    "money.food": "life",
    "money.hygiene": "life",
    "money.payments": "office",
    "transport": "life",
    "transport.entry_ban": "office",
    "family": "office",
    "family.tell": "company",
    "family.reconcile": "company",
    "family.children": "life",
    "letters": "office",
    "talk": "company",
    "accompany": "errand",
    "digital": "errand",
    "restricted": "errand",
    "restricted.supervision": "office",
}

_COLUMN: Final[Mapping[str, str]] = {
    outcomes.HALF: "half",
    outcomes.TOGETHER: "half",
    outcomes.REFUSED: "refused",
    outcomes.QUIET: "quiet",
}


def then(part: str, urgency: Urgency) -> Then:
    """Return the row of the table for a part of a need, such as `documents.passport`."""
    return THEN[PACES[part] if part in PACES else PACES[subneed(part).need]][urgency]


def first_question(begun: datetime) -> datetime:
    """Return when both are asked for the first time whether they have talked."""
    return begun + FIRST_DAYS[0] * DAY


def asks_whether_they_talked(begun: datetime, asked: datetime) -> bool:
    """Whether a question of this moment is the first one; later ones ask how it is going."""
    return asked < begun + FIRST_DAYS[1] * DAY


def is_last_line(unanswered: int) -> bool:
    """Whether a question, after so many without an answer in a row, says that only one a month follows."""
    return unanswered == UNANSWERED_IN_A_ROW


def next_question(
    row: Then, begun: datetime, asked: datetime, now: datetime, said: str = "", unanswered: int = 0
) -> datetime:
    """Return when a person is asked next about a match that goes on.

    `begun`: when the match began; `asked`: the last question; `said`: what was answered to it, "" as long as
    nothing is; `unanswered`: how many questions before that one, in a row, had no answer. A day that is over, or
    less than a day after the last question, is left out: who slept for a week is asked once.
    """
    if not said and unanswered >= UNANSWERED_IN_A_ROW:
        return asked + MONTH
    days = (begun + day * DAY for day in FIRST_DAYS)
    ahead = (day for day in days if day >= asked + DAY and day > now)
    return next(ahead, now + getattr(row, _COLUMN.get(said, "talking")) * DAY)
