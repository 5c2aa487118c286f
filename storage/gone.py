"""What stays of requests and answers when they are deleted: numbers of a day, without anybody."""

from collections import Counter
from collections.abc import Collection

from sqlalchemy import ColumnElement, String, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.outcomes import HELPED as WELL
from bot.domain.stats.counting import HELPED, NOTHING, WORD
from bot.domain.stats.periods import Span, day
from storage.check_ins import ASKED, CheckInRow
from storage.database import Session, Table, insert_into
from storage.matches import MatchRow
from storage.requests import RequestRow

REQUEST = "request"  # with HELPED, WORD or NOTHING; answers to check-ins are kept by the kind of question
CLOSED = "closed"  # of which the time was over: with HELPED, WORD, or how it ended without either


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
    talks = or_(MatchRow.requester_id == person_id, MatchRow.helper_id == person_id)
    await _keep(session, counted + await _answers(session, talks))


async def remember_closed(session: Session, request_ids: Collection[int]) -> None:
    """Count closed requests that are about to be deleted since their time is over, and what was asked about them."""
    columns = RequestRow.created_at, RequestRow.outcome, RequestRow.first_word_at
    counted = Counter(
        (day(at), CLOSED, HELPED if outcome in WELL else WORD if word else outcome)
        for at, outcome, word in await session.execute(select(*columns).where(RequestRow.id.in_(request_ids)))
    )
    await _keep(session, counted + await _answers(session, MatchRow.request_id.in_(request_ids)))


async def _answers(session: Session, talks: ColumnElement[bool]) -> Counter[tuple[str, str, str]]:
    asked = select(CheckInRow.due_at, CheckInRow.kind, CheckInRow.answer).where(
        CheckInRow.match_id.in_(select(MatchRow.id).where(talks)), CheckInRow.status.in_(ASKED)
    )
    return Counter((day(at), kind, answer) for at, kind, answer in await session.execute(asked))


async def _keep(session: Session, counted: Counter[tuple[str, str, str]]) -> None:
    for (date, kind, came), count in sorted(counted.items()):  # two at once meet in one order
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
