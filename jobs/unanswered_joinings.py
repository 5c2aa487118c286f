"""Lets the moderators hear who asked to join a group and has had no answer for a day."""

from handlers.groups.joining import tell_moderators
from jobs.base import each
from storage import joinings
from storage.database import Database, Session


async def run(database: Database) -> int:
    """Tell them, once for each; return how many it were."""
    async with database.transaction() as session:
        late = await joinings.unheard(session)
    return await each(database, "joinings", late, tell, joinings.postpone)


async def tell(session: Session, id: int) -> bool:
    """Tell of one, unless it was answered or told meanwhile."""
    joining = await joinings.get(session, id)
    return joining is not None and await tell_moderators(session, joining)
