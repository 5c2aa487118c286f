"""Once a week the moderators read where helpers are missing: Monday morning, in Kyiv."""

from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.quiet_hours import KYIV
from handlers.moderators import alerts, gaps
from storage import counters
from storage.database import Database

HOUR: Final = 9  # from then on, on Monday


async def run(database: Database) -> int:
    """Send the report if the week has none yet; return 1 when it was sent."""
    now = database.clock.now().astimezone(ZoneInfo(KYIV))
    year, week, day = now.isocalendar()
    if day != 1 or now.hour < HOUR:
        return 0
    async with database.transaction() as session:
        if not await counters.reach(session, "gap reports", year * 100 + week):
            return 0
        await alerts.push(session, await gaps.screen(session))
    return 1
