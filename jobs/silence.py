"""Does what people chose their silence to mean, rung by rung; an answer in between ends it."""

from datetime import datetime
from typing import Final

from bot.domain import how_are_you as rules, quiet_hours
from bot.i18n import _
from bot.screens import Screen, action_button, command_button, stacked
from handlers.how_are_you import asking, company
from handlers.moderators.alerts import no_answer
from jobs.base import Scan, all_due
from storage import held_back, how_are_you, how_are_you_questions as questions, outbox, persons
from storage.database import Database, Session
from storage.how_are_you_questions import Question
from storage.in_danger import is_in_danger
from storage.outbox import Priority
from storage.persons import Person

NO_ANSWER: Final = _(
    "{name} has not answered for two days how they are, and had wished that you hear of it. "
    "It need not mean anything. A short greeting may do good."
)


async def run(database: Database) -> int:
    """Climb whatever rung is due; return how many words went out."""
    return await all_due(database, Scan("silence", questions.silent, climb, questions.look_later))


async def climb(session: Session, id: int) -> bool:
    """Climb one rung of the ladder that the person chose, if they are still silent and it is day."""
    asked = await questions.get(session, id)
    plan = None if asked is None else await how_are_you.get(session, asked.person_id)
    person = None if asked is None else await persons.get(session, asked.person_id)
    if asked is None or plan is None or person is None:
        return False
    rungs = rules.LADDERS[plan.silence]
    if asked.rung >= len(rungs) or await _says_nothing(session, asked):  # or a shorter ladder was chosen
        await questions.climb(session, id, asked.rung, None)
        return False
    does = rungs[asked.rung].does
    at = _by_day(does, person, max(session.now, asked.asked_at + rungs[asked.rung].after))
    if at > session.now:
        await questions.look_later(session, id, at)
        return False
    ahead = rungs[asked.rung + 1 :]
    # From now on, not from when it was due: who was asked once more late has the same time to answer.
    look_at = session.now + ahead[0].after - rungs[asked.rung].after if ahead else None
    if not await questions.climb(session, id, asked.rung, look_at):
        return False
    return await _does(session, does, asked, person)


async def _says_nothing(session: Session, asked: Question) -> bool:
    """Whether the silence is none: it is too late to answer, or the question still waits for who would pay for it."""
    too_late = session.now > asked.asked_at + rules.ANSWERED_WITHIN
    return too_late or (asked.rung == 0 and await held_back.waits(session, questions.topic(asked.person_id)))


def _by_day(does: str, person: Person, moment: datetime) -> datetime:
    """Return when the rung can be climbed: by the day of the person, or of the moderators."""
    if does in (rules.TELL_EITHER, rules.TELL_MODERATOR):
        return quiet_hours.next_allowed(moment, quiet_hours.KYIV, quiet_hours.MODERATORS_AWAY)
    return person.profile.by_day(moment)


async def _does(session: Session, does: str, asked: Question, person: Person) -> bool:
    if does == rules.ASK_AGAIN:
        hidden = await is_in_danger(session, person)
        screen = asking.question(person, asked.id, hidden, asking.ONCE_MORE)
        topic = questions.topic(person.id)
        return await outbox.push(session, person.id, screen, Priority.CHECK_IN, topic=topic)
    if does != rules.TELL_MODERATOR and await _tell_helper(session, person):
        return True
    if does == rules.TELL_HELPER:
        return False
    await no_answer(session, person)
    return True


async def _tell_helper(session: Session, person: Person) -> bool:
    """Let the helper of an open talk hear it; False when there is none whom anything reaches."""
    match = await company.helper_of(session, person.id)
    if match is None:
        return False
    text = NO_ANSWER.format(name=match.requester_name)
    talk = action_button(_("Open the talk"), "talk", match.id)
    screen = Screen(text, stacked(talk, command_button(_("Menu"), "menu")))
    return await outbox.push(session, match.helper_id, screen, Priority.TALK)
