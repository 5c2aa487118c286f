"""Sends helpers their monthly word and, after a hard talk, the offer of a pause: by day, each once."""

from datetime import datetime

from bot.domain import cadence, quiet_hours
from handlers.helping import words
from handlers.pairing import NIGHT, local_date
from handlers.where import zone_of
from jobs.base import Scan, all_due
from storage import helper_words, helpers, outbox, persons, track_records
from storage.database import Database, Session
from storage.outbox import Priority
from storage.persons import Person


async def run(database: Database) -> int:
    """Send what is due; return how many words went out."""
    return await all_due(
        database,
        Scan("monthly words", helpers.awaiting_word, send_monthly, helpers.set_word),
        Scan("hard talks", helper_words.due, offer_pause, helper_words.postpone),
    )


async def send_monthly(session: Session, person_id: int) -> bool:
    """Send one monthly word and set the next; by night it waits for the day."""
    helper = await helpers.lock(session, person_id)
    person = await persons.get(session, person_id)
    if helper is None or person is None or helper.status != helpers.APPROVED:
        return False
    if helper.word_at is None or helper.word_at > session.now:
        return False
    if (day := _day(session, person)) > session.now:
        await helpers.set_word(session, person_id, day)
        return False
    await helpers.set_word(session, person_id, session.now + cadence.MONTHLY_WORD)
    today = local_date(session.now, zone_of(person))
    word = await helper_words.once(session, person_id, helper_words.MONTH, today)
    if word is None:
        return False
    screen = words.monthly(word, await track_records.month(session, person_id))
    return await outbox.push(session, person_id, screen, Priority.CHECK_IN)


async def offer_pause(session: Session, word_id: int) -> bool:
    """Offer a pause, unless the helper rests by now, or helps no more."""
    person_id = await helper_words.to_whom(session, word_id)
    helper = await helpers.lock(session, person_id) if person_id is not None else None
    person = await persons.get(session, person_id) if person_id is not None else None
    if helper is None or person is None:
        return False
    if helper.status != helpers.APPROVED:
        await helper_words.drop(session, person.id)
        return False
    if (day := _day(session, person)) > session.now:
        await helper_words.postpone(session, word_id, day)
        return False
    if not await helper_words.sent(session, word_id):
        return False
    return await outbox.push(session, person.id, words.after_a_hard_talk(), Priority.CHECK_IN)


def _day(session: Session, person: Person) -> datetime:
    return quiet_hours.next_allowed(session.now, zone_of(person), NIGHT)
