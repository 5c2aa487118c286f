"""Asks both sides of a match how it is going, and minds the first word of a helper; nothing is asked twice."""

from typing import Final

from bot.domain import cadence, outcomes, quiet_hours
from handlers import check_in as screens, parting
from handlers.moderators import alerts
from handlers.pairing import (
    FIRST_WORD,
    GIVE_BACK,
    HOW_IS_IT,
    NIGHT,
    first_day,
    is_urgent,
    plan_by_day,
    plan_how_is_it,
)
from handlers.where import zone_of
from jobs.base import each
from storage import check_ins, matches, outbox, persons, requests
from storage.check_ins import CheckIn
from storage.database import Database, Session
from storage.matches import Match
from storage.outbox import Priority
from storage.persons import Person
from storage.requests import Request

ROUNDS: Final = 1000  # of 50 each


async def run(database: Database) -> int:
    """Ask whatever is due; return how many words went out."""
    done = 0
    for _round in range(ROUNDS):
        async with database.transaction() as session:
            due = await check_ins.due(session)
        if not due:
            break
        done += await each(database, "check-ins", due, ask, check_ins.postpone)
    return done


async def ask(session: Session, id: int) -> bool:
    """Ask one person, unless the match is over, it is night there, or it was asked meanwhile."""
    check_in = await check_ins.get(session, id)
    if check_in is None:
        return False
    match, request, person = await _concerned(session, check_in)
    if match.status != matches.ACTIVE or _is_spared(match, check_in):
        await check_ins.move(session, id, (check_ins.PLANNED,), check_ins.DROPPED)
        return False
    if await _waits_for_day(session, check_in, person, request):
        return False
    if not await check_ins.move(session, id, (check_ins.PLANNED,), check_ins.SENT):
        return False
    if check_in.kind == HOW_IS_IT:
        return await _how_is_it(session, check_in, match, person, request)
    if check_in.kind == FIRST_WORD:
        return await _remind(session, match, person, request)
    return await parting.give_back(session, match, outcomes.SILENT) is not None


async def _concerned(session: Session, check_in: CheckIn) -> tuple[Match, Request, Person]:
    """What the check-in is about, with the request locked, and who is asked; all of them go with it."""
    match = await matches.get(session, check_in.match_id)
    request = await requests.lock(session, match.request_id) if match is not None else None
    match = await matches.get(session, check_in.match_id)  # again: it may have ended before the lock
    person = await persons.get(session, check_in.person_id)
    if match is None or request is None or person is None:
        raise LookupError("erased meanwhile")
    return match, request, person


def _is_spared(match: Match, check_in: CheckIn) -> bool:
    """Whether the question is without sense: the word came, or its absence is spoken of already."""
    if check_in.kind == HOW_IS_IT:
        return match.first_word_at is None and first_day(match, check_in.due_at)
    return match.first_word_at is not None


async def _waits_for_day(session: Session, check_in: CheckIn, person: Person, request: Request) -> bool:
    """Put off what would come at night; the person may have moved since it was planned."""
    if check_in.kind != HOW_IS_IT and is_urgent(request):
        return False
    night = NIGHT if check_in.kind == HOW_IS_IT else quiet_hours.QUIET
    day = quiet_hours.next_allowed(session.now, zone_of(person), night)
    if day <= session.now:
        return False
    await check_ins.postpone(session, check_in.id, day)
    return True


async def _how_is_it(
    session: Session, check_in: CheckIn, match: Match, person: Person, request: Request
) -> bool:
    """Ask, and plan the next question when this was the last one planned."""
    screen = screens.question(request, match, person.id, check_in.id)
    reached = await outbox.push(session, person.id, screen, Priority.CHECK_IN)
    if await check_ins.next_due(session, match.id, person.id, HOW_IS_IT) is None:
        next_at = check_in.due_at + cadence.MATCH_CHECKINS_THEN_EVERY
        await plan_how_is_it(session, match.id, person, max(next_at, session.now))
    if not reached:
        await check_ins.move(session, check_in.id, (check_ins.SENT,), check_ins.DROPPED)
    return reached


async def _remind(session: Session, match: Match, helper: Person, request: Request) -> bool:
    """Remind the helper once of the first word; who waits for it, and the moderators, hear of it too."""
    await outbox.push(session, helper.id, screens.wait_for_word(request, match), Priority.REPLY)
    await outbox.push(session, match.requester_id, screens.word_is_late(request, match), Priority.REPLY)
    await alerts.match_silent(session, match)
    back_at = session.now + cadence.FIRST_WORD[request.ask.urgency]
    await plan_by_day(session, match.id, helper, GIVE_BACK, back_at, is_urgent(request))
    return True
