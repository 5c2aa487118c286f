"""Requests that are over: kept for a while after they were closed, then they go with their talks, and numbers stay."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import ColumnElement, delete, exists, or_, select

from bot.domain.alerts import REPORT
from bot.domain.keeping import MAY_ANSWER
from storage import gone, kept_apart
from storage.alerts import DONE, AlertRow
from storage.check_ins import AWAY, HOLDS, PLANNED, SENT, CheckInRow
from storage.database import Session
from storage.matches import MatchRow
from storage.requests import CLOSED, RequestRow
from storage.talk_reports import TalkReportRow

AT_ONCE: Final = 50  # in one transaction: everybody else who writes waits for it


async def forget_some(session: Session) -> int:
    """Delete some of those whose time is over; return how many, fewer than AT_ONCE when none is left."""
    ids = await _over(session)
    if ids:
        await gone.remember_closed(session, ids)
        await kept_apart.keep(session, ids)
        await session.execute(delete(RequestRow).where(RequestRow.id.in_(ids)))
    return len(ids)


async def _over(session: Session) -> Sequence[int]:
    """Return whose time is over, locked: what is opened again meanwhile stays."""
    oldest = session.now - session.kept.closed
    over = [RequestRow.status == CLOSED, RequestRow.closed_at <= oldest, ~_reported()]
    if session.kept.asked_after_a_month:
        over.append(or_(~_may_answer(), RequestRow.closed_at <= oldest - MAY_ANSWER))
    first = select(RequestRow.id).where(*over).order_by(RequestRow.closed_at).limit(AT_ONCE)
    return (await session.scalars(first.with_for_update(skip_locked=True))).all()


def _may_answer() -> ColumnElement[bool]:
    """Whether the person is asked whether it holds, or will be, and has not answered."""
    return exists().where(
        MatchRow.request_id == RequestRow.id,
        CheckInRow.match_id == MatchRow.id,
        CheckInRow.kind == HOLDS,
        CheckInRow.status.in_((PLANNED, SENT, AWAY)),
    )


def _reported() -> ColumnElement[bool]:
    """Whether moderators have yet to decide about a report: who it is about is known by the talk alone."""
    return exists().where(
        MatchRow.request_id == RequestRow.id,
        TalkReportRow.talk == MatchRow.number,
        AlertRow.kind == REPORT,
        AlertRow.about == TalkReportRow.number,
        AlertRow.status != DONE,
    )
