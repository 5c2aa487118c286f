"""How many requests ended without help: counted in the database, nothing is opened."""

from datetime import timedelta

from sqlalchemy import func, select

from storage.database import Session
from storage.requests import RequestRow


async def without_help(session: Session, days: int = 7) -> int:
    """Return how many requests were closed in the last days because no help was found."""
    ended = RequestRow.outcome == "no_help", RequestRow.closed_at > session.now - timedelta(days=days)
    return await session.scalar(select(func.count()).where(*ended)) or 0
