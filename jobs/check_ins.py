"""Asks both sides of a match how it is going, and minds the first word of a helper; nothing is asked twice."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.domain import cadence, follow_up, outcomes, quiet_hours
from handlers import check_in_screens as screens, does_it_hold, parting
from handlers.moderators import alerts
from handlers.pairing import (
    FIRST_WORD,
    GIVE_BACK,
    HOLDS,
    HOW_IS_IT,
    NIGHT,
    is_urgent,
    local_date,
    plan_by_day,
    plan_next,
)
from handlers.where import zone_of
from jobs.base import Scan, all_due
from storage import accounts, check_ins, matches, outbox, persons, requests
from storage.check_ins import AWAY, DROPPED, GONE, PLANNED, CheckIn
from storage.database import Database, Session
from storage.matches import Match
from storage.outbox import Priority
from storage.persons import Person
from storage.requests import Request

QUESTIONS: Final = (HOW_IS_IT, HOLDS)


async def run(database: Database) -> int:
    """Ask whatever is due; return how many words went out."""
    return await all_due(database, Scan("check-ins", check_ins.due, ask, check_ins.postpone))


async def ask(session: Session, id: int) -> bool:
    """Ask one person, unless there is nothing to ask any more, nobody to hear it, or it is night there."""
    check_in = await check_ins.get(session, id)
    if check_in is None:
        return False
    match, request, person = await _concerned(session, check_in)
    if _is_over(check_in, match, request):
        await check_ins.move(session, id, (PLANNED,), DROPPED)
        return False
    if check_in.kind == GONE:
        return await _gone(session, check_in, match, request)
    if await _is_away(session, check_in, match):
        await check_ins.move(session, id, (PLANNED,), AWAY)
        return False
    if await _waits(session, check_in, match, person, request):
        return False
    if check_in.kind in QUESTIONS:
        return await _question(session, check_in, match, person, request)
    if not await check_ins.move(session, id, (PLANNED,), check_ins.SENT):
        return False
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


def _is_over(check_in: CheckIn, match: Match, request: Request) -> bool:
    """Whether there is nothing to ask: the match has ended, or goes on; the first word came."""
    if check_in.kind == HOLDS:
        return does_it_hold.is_over(request, match)
    waits_for_word = check_in.kind in (FIRST_WORD, GIVE_BACK)
    return match.status != matches.ACTIVE or (waits_for_word and match.first_word_at is not None)


async def _is_away(session: Session, check_in: CheckIn, match: Match) -> bool:
    """Whether one of those whom the question concerns cannot be reached; it waits until they are back."""
    concerned = {check_in.person_id} if check_in.kind == HOLDS else {match.requester_id, match.helper_id}
    return concerned != (await accounts.of_people(session, concerned)).keys()


async def _gone(session: Session, check_in: CheckIn, match: Match, request: Request) -> bool:
    """Nothing reaches one of the two: a request does not wait for such a helper; a helper hears of it, by day."""
    if await accounts.of_person(session, check_in.person_id) is not None:
        await check_ins.move(session, check_in.id, (PLANNED,), DROPPED)
        return False
    if not await check_ins.move(session, check_in.id, (PLANNED,), check_ins.SENT):
        return False
    if check_in.person_id == match.helper_id:
        return await parting.give_back(session, match, outcomes.SILENT) is not None
    helper = await persons.get(session, match.helper_id)
    assert helper is not None, "a match goes with its people"
    if not await check_ins.once(session, match.id, helper.id, GONE, _today(session, helper)):
        return False
    return await outbox.push(session, helper.id, screens.away(match), Priority.CHECK_IN)


async def _waits(session: Session, check_in: CheckIn, match: Match, person: Person, request: Request) -> bool:
    """Put off what would come at night, or soon after another question; the person may have moved meanwhile."""
    question = check_in.kind in QUESTIONS
    if not question and match.requester_paused:  # no first word can come, and nobody waits for it
        await check_ins.postpone(session, check_in.id, session.now + cadence.FIRST_WORD[request.ask.urgency])
        return True
    if not question and is_urgent(request):
        return False
    at = session.now
    if question and (last := await check_ins.last_asked(session, person.id, QUESTIONS)) is not None:
        at = max(at, last + follow_up.BETWEEN_TWO)
    day = _day_of_question(person, at) if question else person.profile.by_day(at)
    if day <= session.now:
        return False
    await check_ins.postpone(session, check_in.id, day)
    return True


def _day_of_question(person: Person, at: datetime) -> datetime:
    """Return when a question may come: in the hours of check-ins, but the hours that the person set come first."""
    day = quiet_hours.next_allowed(at, zone_of(person), NIGHT)
    return day if person.profile.by_day(day) == day else person.profile.by_day(at)


async def _question(
    session: Session, check_in: CheckIn, match: Match, person: Person, request: Request
) -> bool:
    """Ask whether it holds, or how it is going, and plan the next question."""
    unspoken = match.first_word_at is None and not match.requester_paused
    if check_in.kind == HOW_IS_IT and unspoken:  # the absence of a first word is spoken of already
        spared = max(match.created_at + follow_up.FIRST_DAYS[1] * follow_up.DAY, session.now + follow_up.DAY)
        await check_ins.postpone(session, check_in.id, spared)
        return False
    silent = follow_up.UNANSWERED_IN_A_ROW + 1
    unanswered = await check_ins.unanswered(session, match.id, person.id, check_in.kind, silent)
    if not await check_ins.asks(session, check_in, _today(session, person)):
        await check_ins.postpone(session, check_in.id, session.now + follow_up.DAY)
        return False
    if check_in.kind == HOLDS:
        screen = does_it_hold.question(request, match, check_in.id)
    else:
        await plan_next(session, request, match, person, session.now, unanswered=unanswered)
        last_line, now = follow_up.is_last_line(unanswered), replace(check_in, due_at=session.now)
        screen = screens.question(request, match, now, last_line)
    topic = check_ins.topic(match.id)
    return await outbox.push(session, person.id, screen, Priority.CHECK_IN, topic=topic)


async def _remind(session: Session, match: Match, helper: Person, request: Request) -> bool:
    """Remind the helper once of the first word; who waits for it, and the moderators, hear of it too."""
    for id, screen in (
        (helper.id, screens.wait_for_word(request, match)),
        (match.requester_id, screens.word_is_late(request, match)),
    ):
        await outbox.push(session, id, screen, Priority.REPLY, wakes=is_urgent(request))
    await alerts.match_silent(session, match)
    back_at = session.now + cadence.FIRST_WORD[request.ask.urgency]
    await plan_by_day(session, match.id, helper, GIVE_BACK, back_at, is_urgent(request))
    return True


def _today(session: Session, person: Person) -> str:
    return local_date(session.now, zone_of(person))
