"""The clock of a joint request: when an answer is due, when its absence is late and very late.

Law of Ukraine "On Access to Public Information" (2939-VI), article 20: an answer comes within five working days after
the request was received; for much information within 20, which the authority says with its reasons within those five.
Both are counted from the day after (Civil Code, article 253).
"""

from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain import working_days

ANSWER, LONGER = 5, 20  # working days
PATIENCE: Final = (
    10  # working days after it was due; then it is very late. Our own choice: the law knows no such step.
)
KYIV: Final = ZoneInfo("Europe/Kyiv")
MORNING: Final = time(9)

WAITING, DUE, LATE, VERY_LATE = "", "due", "late", "very_late"


def due_on(received: date, longer: bool = False) -> date:
    """Return the last day on which the answer is in time."""
    return working_days.after(received, LONGER if longer else ANSWER)


def stage(due: date, today: date) -> str:
    """Return how a request stands that has no answer: waiting, due today, late or very late."""
    if today < due:
        return WAITING
    if today == due:
        return DUE
    return VERY_LATE if today >= working_days.after(due, PATIENCE) else LATE


def next_look(due: date, stage: str) -> datetime | None:
    """Return when to look again after `stage` was told: a morning in Kyiv; None when nothing more comes by itself."""
    days = {WAITING: due, DUE: working_days.after(due, 1), LATE: working_days.after(due, PATIENCE)}
    return datetime.combine(days[stage], MORNING, KYIV) if stage in days else None


def today(now: datetime) -> date:
    """Return the date in Kyiv."""
    return now.astimezone(KYIV).date()
