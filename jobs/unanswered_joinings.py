"""Lets the moderators hear who asked to join a group and has had no answer for a day."""

from handlers.groups.joining import tell_moderators
from storage import joinings
from storage.database import Database


async def run(database: Database) -> int:
    """Tell them, once for each; return how many it were."""
    async with database.transaction() as session:
        late = await joinings.unheard(session)
        for joining in late:
            await tell_moderators(session, joining)
    return len(late)
