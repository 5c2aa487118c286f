"""All that /stats tells, read in one go beside the other work; people come out of it as counts only."""

from dataclasses import dataclass, field, replace

from bot.domain.filtering.wanted import Wanted
from bot.domain.stats import periods
from bot.domain.stats.counting import GROUP, Figures
from bot.domain.stats.periods import Span
from storage import (
    check_ins,
    gone,
    groups,
    helper_load,
    helpers,
    how_are_you_questions,
    outbox,
    quarantine,
    stats_rows,
)
from storage.database import Session
from storage.helper_load import Load
from storage.stats_rows import EVERYTHING


@dataclass(slots=True)
class Numbers:
    """The numbers of a time, and of the time before."""

    days: int
    span: Span
    now: Figures
    before: Figures
    load: Load = field(default_factory=Load)
    helpers: dict[str, int] = field(default_factory=dict)  # by state
    groups: dict[str, str] = field(default_factory=dict, repr=False)  # id: name
    answers: dict[str, dict[str, int]] = field(default_factory=dict)  # kind: answer: how often; "" is none
    how: tuple[int, int] = (0, 0)  # asked how they are, answered
    waiting: int = 0  # messages on their way, not accepted; events not understood
    refused: int = 0
    unread: int = 0
    look: Wanted = EVERYTHING  # of a part of the requests only these are counted, and nothing of helpers
    known_days: int = 0  # waits, people and parts are of so many last days; 0: of the whole time
    is_before_known: bool = True  # whether they are known of the time before

    @property
    def compared(self) -> bool:
        """Whether counts of the time before can stand beside these."""
        return self.whole or self.is_before_known

    @property
    def whole(self) -> bool:
        """Whether all requests are counted."""
        return self.look == EVERYTHING


async def read(session: Session, days: int, kinds: tuple[str, ...], look: Wanted = EVERYTHING) -> Numbers:
    """Return the numbers of the last `days`; `kinds` of check-ins are asked for, unless only a part is looked at."""
    span, before = periods.span(session.now, days), periods.before(session.now, days)
    known = stats_rows.known_since(session)
    now = await stats_rows.figures(session, span, look=look)
    whole_before = before.since >= known
    was = await stats_rows.figures(
        session, before, parts=False, look=look, known=None if whole_before else span.until
    )
    numbers = Numbers(days, span, now, was, groups=await _groups(session, now), look=look)
    numbers.known_days = session.kept.closed.days if span.since < known else 0
    numbers.is_before_known = whole_before
    if look == EVERYTHING:
        numbers.load = await helper_load.read(session, replace(span, since=max(span.since, known)))
        numbers.helpers = await helpers.counts(session)
        numbers.answers = {kind: await _answers(session, kind, span) for kind in kinds}
        numbers.how = await how_are_you_questions.answered(session, span.since, span.until)
        numbers.waiting, numbers.refused = await outbox.backlog(session)
        numbers.unread = await quarantine.count(session)
    return numbers


async def _groups(session: Session, now: Figures) -> dict[str, str]:
    found = {key: await groups.get(session, int(key)) for key in now.parts[GROUP]}
    return {key: group.name for key, group in found.items() if group is not None}


async def _answers(session: Session, kind: str, span: Span) -> dict[str, int]:
    """The answers of those who are here and of those who are gone."""
    answers = await check_ins.answers(session, kind, span.since, span.until)
    for answer, count in (await gone.of(session, kind, span)).items():
        answers[answer] = answers.get(answer, 0) + count
    return answers
