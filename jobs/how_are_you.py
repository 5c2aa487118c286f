"""Asks people how they are, at the hour they chose; no date twice, and after silence in a row only a last line."""

from bot.domain import follow_up, how_are_you as rules
from handlers.how_are_you import asking, planning
from jobs.base import Scan, all_due
from storage import accounts, how_are_you, how_are_you_questions as questions, outbox, persons
from storage.database import Database, Session
from storage.how_are_you import Plan
from storage.in_danger import is_in_danger
from storage.outbox import Priority
from storage.persons import Person


async def run(database: Database) -> int:
    """Ask whom it is time to ask; return how many words went out."""
    return await all_due(database, Scan("how are you", how_are_you.due, ask, how_are_you.postpone))


async def ask(session: Session, person_id: int) -> bool:
    """Ask one person, unless they changed their wish, their clock is not there yet, or nothing reaches them."""
    plan, person = await how_are_you.get(session, person_id), await persons.get(session, person_id)
    if plan is None or plan.next_at is None or person is None:
        return False
    due = max(planning.due_at(person, plan.next_on, plan.hour), person.profile.by_day(session.now))
    if due > session.now:
        await how_are_you.postpone(session, person_id, due)
        return False
    if await accounts.of_person(session, person_id) is None:
        await how_are_you.sleep(session, person_id)
        return False
    return await _ask(session, plan, person)


async def _ask(session: Session, plan: Plan, person: Person) -> bool:
    """Take the date, and ask; after silence in a row, say the last line instead."""
    last_line = not plan.slowed and await _silence_in_a_row(session, person) >= follow_up.UNANSWERED_IN_A_ROW
    slowed = plan.slowed or last_line
    days = rules.A_MONTH if slowed else rules.EVERY[plan.every][1]
    today = planning.today(person, session.now)
    on = rules.next_date(plan.next_on, days, today)
    if not await how_are_you.claim(session, plan, on, planning.due_at(person, on, plan.hour), slowed):
        return False
    kind = questions.LAST_LINE if last_line else questions.QUESTION
    rungs = () if slowed else rules.LADDERS[plan.silence]
    look_at = session.now + rungs[0].after if rungs else None
    id = await questions.ask(session, person.id, kind, today.isoformat(), look_at)
    if id is None:
        return False
    hidden = await is_in_danger(session, person)
    screen = asking.last_line(person, hidden) if last_line else asking.question(person, id, hidden)
    topic = questions.topic(person.id)
    return await outbox.push(session, person.id, screen, Priority.CHECK_IN, topic=topic)


async def _silence_in_a_row(session: Session, person: Person) -> int:
    """How many questions met silence since the last that did not, or since the last line about it."""
    found = 0
    for asked in await questions.latest(session, person.id, follow_up.UNANSWERED_IN_A_ROW):
        if asked.kind == questions.LAST_LINE or asked.status not in (questions.ASKED, questions.PASSED):
            break
        found += 1
    return found
