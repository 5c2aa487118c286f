"""Plans a gentle word to a helper after a hard talk: hours later, by day, at most one a week."""

from datetime import datetime

from bot.domain import quiet_hours
from bot.domain.hard_talks import OFFERED_AFTER, OFFERED_AGAIN_AFTER, WEEK, Facts, hard
from handlers.pairing import NIGHT, local_date
from handlers.where import zone_of
from storage import helper_words, helpers, persons, track_records
from storage.database import Session
from storage.matches import Match
from storage.requests import Request


async def ended(session: Session, match: Match, request: Request, outcome: str) -> None:
    """A match has just ended."""
    lately = await track_records.ended(session, match.helper_id, session.now - WEEK)
    lasted = session.now - match.created_at
    facts = Facts(outcome=outcome, subneed=request.ask.subneed, lasted=lasted, ended_this_week=lately)
    await happened(session, match.helper_id, facts)


async def happened(session: Session, helper_id: int, facts: Facts) -> None:
    """Plan the word when this was hard, unless the helper rests already or had one lately."""
    helper = await helpers.get(session, helper_id) if hard(facts) else None
    if helper is None or helper.status != helpers.APPROVED:
        return
    since = session.now - OFFERED_AGAIN_AFTER
    person = await persons.get(session, helper_id)
    if person is None or await helper_words.lately(session, helper_id, helper_words.HARD, since):
        return
    await _plan(session, helper_id, zone_of(person), session.now + OFFERED_AFTER)


async def _plan(session: Session, helper_id: int, zone: str, at: datetime) -> None:
    due = quiet_hours.next_allowed(at, zone, NIGHT)
    await helper_words.once(session, helper_id, helper_words.HARD, local_date(due, zone), due)
