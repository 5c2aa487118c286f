"""Ends the rest of helpers at its hour, by day where they live, and tells them so with a way to rest longer."""

from bot.domain import quiet_hours
from handlers.helping import rest, words
from handlers.pairing import NIGHT, local_date
from handlers.where import zone_of
from jobs.base import Scan, all_due
from storage import helper_words, helpers, outbox, persons
from storage.database import Database, Session
from storage.outbox import Priority


async def run(database: Database) -> int:
    """End what is over; return how many rests ended."""
    return await all_due(database, Scan("rests", helpers.rested, end, helpers.postpone_rest))


async def end(session: Session, person_id: int) -> bool:
    """End one rest, unless it was made longer meanwhile, or the person moved to where it is night."""
    helper = await helpers.lock(session, person_id)
    person = await persons.get(session, person_id)
    if helper is None or person is None or helper.rest_until is None or helper.rest_until > session.now:
        return False
    zone = zone_of(person)
    day = quiet_hours.next_allowed(session.now, zone, NIGHT)
    if day > session.now:
        await helpers.postpone_rest(session, person_id, day)
        return False
    if not await rest.come_back(session, helper):
        return False
    if await helper_words.once(session, person_id, helper_words.REST_OVER, local_date(session.now, zone)):
        await outbox.push(session, person_id, words.rest_is_over(), Priority.CHECK_IN)
    return True
