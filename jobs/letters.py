"""Letters of people that wait: the moderators are reminded, the person hears honestly; old ones end by themselves."""

from bot.domain import correspondence as rules, quiet_hours
from handlers.letters import showing
from handlers.moderators import correspondence as desk
from jobs.base import Scan, all_due
from storage import correspondences
from storage.correspondences import OPEN, Correspondence
from storage.database import Database, Session


async def run(database: Database) -> int:
    """Do what is due with each correspondence; return how many it were."""
    return await all_due(database, Scan("letters", correspondences.due, look, correspondences.postpone))


async def look(session: Session, id: int) -> bool:
    """Remind the moderators of words that wait, or end what nobody has gone on with."""
    held = await correspondences.lock(session, id)
    if held is None or held.status != OPEN:
        return False
    if held.waiting_since is None:
        return await correspondences.close(session, held.id)
    by_day = quiet_hours.next_allowed(session.now, quiet_hours.KYIV, quiet_hours.MODERATORS_AWAY)
    if by_day > session.now:
        await correspondences.postpone(session, held.id, by_day)
        return False
    await _remind(session, held)
    return True


async def _remind(session: Session, held: Correspondence) -> None:
    await correspondences.reminded(session, held.id, session.now + rules.waits(held.rounds + 1))
    await desk.still_waits(session, held)
    if held.rounds + 1 == rules.TELLS_PERSON:
        await showing.send(session, held.person_id, showing.NEWS[showing.WAITS], showing.WAITS)
