"""Looks after duty: asks after long hours whether somebody is still there, lets offers and silent turns end."""

from bot.domain import duty as hours, quiet_hours
from handlers.moderators import duty_news
from jobs.base import Scan, all_due
from storage import duty
from storage.database import Database, Session


async def run(database: Database) -> int:
    """Do what is due; return how many turns of duty it were."""
    return await all_due(database, Scan("duty", duty.due, look, duty.postpone))


async def look(session: Session, id: int) -> bool:
    """Do what is due with the turn that is on."""
    current = await duty.get(session, id)
    if current is None:
        return False
    if current.offered_at is not None and session.now >= current.offered_at + hours.OFFER_WAITS:
        await duty.stay(session, id)
        await duty_news.nobody_took_over(session, current)
        return True
    by_day = quiet_hours.next_allowed(session.now, quiet_hours.KYIV, quiet_hours.MODERATORS_AWAY)
    if by_day > session.now:
        await duty.postpone(session, id, by_day)
        return False
    if current.asked:
        await duty.end(session, id)
        await duty_news.ended(session, current)
    else:
        await duty.ask(session, id)
        await duty_news.still_there(session, current)
    return True
