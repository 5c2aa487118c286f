"""When a person is asked how they are: on which date, and at which moment where they live now."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain import how_are_you as rules
from handlers.pairing import local_date
from storage import how_are_you, how_are_you_questions as questions
from storage.database import Session
from storage.how_are_you import Plan
from storage.persons import Person


async def choose(session: Session, person: Person, every: str, hour: int, silence: str) -> Plan:
    """Keep what the person chose, and plan the first question under it."""
    before = await how_are_you.get(session, person.id)
    now = today(person, session.now)
    planned = before.next_on if before is not None and before.next_on > now else None
    days = rules.EVERY[every][1]
    on = rules.first_date(now, await _last_date(session, person), planned, days)
    plan = Plan(person.id, every, hour, silence, on, due_at(person, on, hour))
    await how_are_you.put(session, plan)
    return plan


async def rest(session: Session, person: Person, plan: Plan) -> Plan:
    """Leave the person in peace for a month, and their last silence too."""
    on = today(person, session.now) + timedelta(days=rules.A_MONTH)
    rested = replace(plan, next_on=on, next_at=due_at(person, on, plan.hour), slowed=False)
    await how_are_you.put(session, rested)
    await questions.let_go(session, person.id)
    return rested


async def heard(session: Session, person: Person) -> None:
    """Go back to the rhythm that the person chose, if silence had slowed it."""
    plan = await how_are_you.get(session, person.id)
    if plan is not None and plan.slowed:
        await choose(session, person, plan.every, plan.hour, plan.silence)


async def moved(session: Session, person: Person) -> None:
    """Reckon anew when the next question comes: the person's clock, or their quiet hours, have changed."""
    plan = await how_are_you.get(session, person.id)
    if plan is not None:
        await how_are_you.postpone(session, person.id, due_at(person, plan.next_on, plan.hour))


async def back(session: Session, person: Person) -> None:
    """Ask again from now on: the person had left, and is here."""
    plan = await how_are_you.get(session, person.id)
    if plan is not None and plan.next_at is None:
        await choose(session, person, plan.every, plan.hour, plan.silence)


def due_at(person: Person, on: date, hour: int) -> datetime:
    """Return when the question of a date is due for the person, as their clock and quiet hours are now."""
    return rules.due_at(on, hour, person.profile.time_zone, person.profile.quiet)


def today(person: Person, now: datetime) -> date:
    """Return the date that the person's calendar shows."""
    return date.fromisoformat(local_date(now, person.profile.time_zone))


async def _last_date(session: Session, person: Person) -> date | None:
    newest = await questions.latest(session, person.id, limit=1)
    return date.fromisoformat(newest[0].local_date) if newest else None
