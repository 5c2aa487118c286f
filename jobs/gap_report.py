"""Once a week the moderators read where helpers are missing: Monday morning, in Kyiv, or as soon as the bot runs."""

from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.quiet_hours import KYIV
from bot.i18n import paragraphs
from bot.screens import Screen
from handlers.moderators import alerts, gaps, journal
from storage import counters
from storage.database import Database, Session

MONDAY, HOUR = 1, 9  # from then on
REPORTS: Final = "gap reports"


async def run(database: Database) -> int:
    """Send the report if the week has none yet; return 1 when it was sent."""
    now = database.clock.now().astimezone(ZoneInfo(KYIV))
    year, week, day = now.isocalendar()
    if (day, now.hour) < (MONDAY, HOUR):
        return 0
    async with database.transaction() as session:
        if day != MONDAY and not await counters.last(session, REPORTS):
            return 0  # a bot that is new begins with a Monday
        if not await counters.reach(session, REPORTS, year * 100 + week):
            return 0
        await alerts.push(session, await _report(session))
    return 1


async def _report(session: Session) -> Screen:
    """The report, with the end of the audit: a message of a chat is out of the reach of who has the database."""
    report = await gaps.screen(session)
    return Screen(paragraphs(report.text, await journal.ends_at(session)), report.rows)
