"""All that /stats tells, read in one go beside the other work; people come out of it as counts only."""

from dataclasses import dataclass, field

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


@dataclass(slots=True)
class Numbers:
    """The numbers of a time, and of the time before."""

    days: int
    span: Span
    now: Figures
    before: Figures
    load: Load
    helpers: dict[str, int]  # by state
    groups: dict[str, str] = field(repr=False)  # id: name
    answers: dict[str, dict[str, int]]  # kind of check-in: answer: how often; "" is none
    how: tuple[int, int]  # asked how they are, answered
    waiting: int  # messages on their way, not accepted; events not understood
    refused: int
    unread: int


async def read(session: Session, days: int, kinds: tuple[str, ...]) -> Numbers:
    """Return the numbers of the last `days`; `kinds` of check-ins are asked for."""
    span, before = periods.span(session.now, days), periods.before(session.now, days)
    now = await stats_rows.figures(session, span)
    waiting, refused = await outbox.backlog(session)
    return Numbers(
        days,
        span,
        now,
        await stats_rows.figures(session, before, parts=False),
        await helper_load.read(session, span),
        await helpers.counts(session),
        await _groups(session, now),
        {kind: await _answers(session, kind, span) for kind in kinds},
        await how_are_you_questions.answered(session, span.since, span.until),
        waiting,
        refused,
        await quarantine.count(session),
    )


async def _groups(session: Session, now: Figures) -> dict[str, str]:
    found = {key: await groups.get(session, int(key)) for key in now.parts[GROUP]}
    return {key: group.name for key, group in found.items() if group is not None}


async def _answers(session: Session, kind: str, span: Span) -> dict[str, int]:
    """The answers of those who are here and of those who are gone."""
    answers = await check_ins.answers(session, kind, span.since, span.until)
    for answer, count in (await gone.of(session, kind, span)).items():
        answers[answer] = answers.get(answer, 0) + count
    return answers
