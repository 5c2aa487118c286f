"""How many requests there are in each state, and how they ended: counted in the database, nothing is opened."""

from datetime import timedelta

from sqlalchemy import func, select

from storage.database import Session
from storage.requests import CLOSED, RequestRow


async def counts(session: Session) -> dict[str, int]:
    """Return how many requests are in each state."""
    rows = await session.execute(select(RequestRow.status, func.count()).group_by(RequestRow.status))
    return {status: count for status, count in rows}


async def without_help(session: Session, days: int = 7) -> int:
    """Return how many requests were closed in the last days because no help was found."""
    ended = RequestRow.outcome == "no_help", RequestRow.closed_at > session.now - timedelta(days=days)
    return await session.scalar(select(func.count()).where(*ended)) or 0


async def outcomes(session: Session) -> dict[str, int]:
    """Return how many closed requests ended in which way."""
    rows = await session.execute(
        select(RequestRow.outcome, func.count())
        .where(RequestRow.status == CLOSED)
        .group_by(RequestRow.outcome)
    )
    return {outcome: count for outcome, count in rows}
