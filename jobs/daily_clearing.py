"""Lets what is a day old go from the chats of people who wished so, the oldest first; nothing is said to them."""

from datetime import datetime

from jobs.base import each
from storage import phone_sweeps
from storage.database import Database, Session


async def run(database: Database) -> int:
    """Put the lots of each chat on their way; return of how many chats."""
    async with database.transaction() as session:
        found = await phone_sweeps.due(session)
    return await each(database, "daily clearing", found, phone_sweeps.clear, _stays_due)


async def _stays_due(session: Session, account_id: int, at: datetime) -> None:
    """One that failed needs no note: the next run finds it again."""
