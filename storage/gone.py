"""What stays of requests and answers when their people delete everything: numbers of a day, without anybody."""

from collections import Counter

from sqlalchemy import String, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.outcomes import HELPED as WELL
from bot.domain.stats.counting import HELPED, NOTHING, WORD
from bot.domain.stats.periods import Span, day
from storage.check_ins import ASKED, CheckInRow
from storage.database import Session, Table, insert_into
from storage.matches import MatchRow
from storage.requests import RequestRow

REQUEST = "request"  # with HELPED, WORD or NOTHING; answers to check-ins are kept by the kind of question


class GoneRow(Table):
    """How many of one kind there were on a day of Kyiv; need, place, group and language are not kept."""

    __tablename__ = "gone"
    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    came: Mapped[str] = mapped_column(String(16), primary_key=True)  # what came of it
    count: Mapped[int]


async def remember(session: Session, person_id: int) -> None:
    """Count what is about to be deleted with a person: their requests, and what was asked in their talks."""
    theirs = RequestRow.created_at, RequestRow.outcome, RequestRow.first_word_at
    counted = Counter(
        (day(at), REQUEST, HELPED if outcome in WELL else WORD if word else NOTHING)
        for at, outcome, word in await session.execute(
            select(*theirs).where(RequestRow.person_id == person_id)
        )
    )
    talks = select(MatchRow.id).where(
        or_(MatchRow.requester_id == person_id, MatchRow.helper_id == person_id)
    )
    asked = select(CheckInRow.due_at, CheckInRow.kind, CheckInRow.answer).where(
        CheckInRow.match_id.in_(talks), CheckInRow.status.in_(ASKED)
    )
    counted.update((day(at), kind, answer) for at, kind, answer in await session.execute(asked))
    for (date, kind, came), count in sorted(counted.items()):  # two who leave at once meet in one order
        kept = insert_into(session, GoneRow).values(day=date, kind=kind, came=came, count=count)
        more = {"count": GoneRow.count + count}
        await session.execute(kept.on_conflict_do_update(index_elements=["day", "kind", "came"], set_=more))


async def of(session: Session, kind: str, span: Span) -> dict[str, int]:
    """Return how many of a kind there were in a time, by what came of them; a day counts as a whole."""
    within = GoneRow.day.between(span.first.isoformat(), span.last.isoformat())
    rows = await session.execute(
        select(GoneRow.came, func.sum(GoneRow.count))
        .where(GoneRow.kind == kind, within)
        .group_by(GoneRow.came)
    )
    return {came: int(count) for came, count in rows}
