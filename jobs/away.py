"""Tells people who were not here for half a year, once, and two weeks later erases them as /forget does."""

from datetime import datetime

import structlog

from bot.domain import quiet_hours
from bot.domain.keeping import NOTE_BEFORE
from handlers import away as screens, leaving
from handlers.pairing import NIGHT
from handlers.where import zone_of
from jobs.base import each
from storage import away, outbox
from storage.database import Database, Session
from storage.outbox import Priority

log = structlog.get_logger(__name__)


async def run(database: Database) -> int:
    """Tell and erase whoever it is time for; return how many."""
    async with database.transaction() as session:
        over, to_note = await away.to_erase(session), await away.to_note(session)
    erased = await each(database, "people away", over, erase, in_an_hour)
    noted = await each(database, "people away", to_note, note, in_an_hour)
    if erased and not await database.scrub():
        log.warning("log_not_scrubbed", error="busy")
    return erased + noted


async def note(session: Session, person_id: int) -> bool:
    """Tell one person; who never agreed to anything, or cannot be reached, is erased without it."""
    person = await away.take_to_note(session, person_id)
    if person is None or not person.consent:
        return False
    until = session.now + NOTE_BEFORE
    at, screen = quiet_hours.next_allowed(session.now, zone_of(person), NIGHT), screens.note(person, until)
    return await outbox.push(
        session, person.id, screen, Priority.CHECK_IN, at=at, topic="away", useless_at=until
    )


async def erase(session: Session, person_id: int) -> bool:
    """Erase one person, unless they are here again."""
    person = await away.take_to_erase(session, person_id)
    if person is None:
        return False
    await leaving.erase(session, person)
    return True


async def in_an_hour(_session: Session, _person_id: int, _at: datetime) -> None:
    """Whoever it failed for is looked at again with the next run."""
