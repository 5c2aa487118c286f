"""Says an alert of danger again, to more and more people, until somebody takes it; there is no night for this."""

from bot.domain import cadence
from handlers import distress, where
from handlers.moderators import alerts
from jobs.base import each
from storage import danger_alerts, groups, outbox, persons
from storage.danger_alerts import DangerAlert
from storage.database import Database, Session
from storage.outbox import Priority
from storage.persons import Person


async def run(database: Database) -> int:
    """Say again whatever nobody has taken; return how many alerts it were."""
    async with database.transaction() as session:
        due = await danger_alerts.due(session)
    return await each(database, "danger alerts", due, say_again, danger_alerts.postpone)


async def say_again(session: Session, id: int) -> bool:
    """Tell the moderators again; in its turn also the person, and the coordinators of the person's groups."""
    alert = await danger_alerts.say_again(session, id)
    if alert is None:
        return False
    await alerts.danger_seen(session, alert)
    person = await persons.get(session, alert.person_id)
    if person is None:
        raise LookupError("erased meanwhile")
    if alert.rounds == cadence.DANGER_NOBODY_YET and alert.wish != danger_alerts.NO:
        await outbox.push(session, person.id, distress.nobody_yet(person), Priority.CRISIS)
    if alert.rounds == cadence.DANGER_WIDENS:
        await _call_coordinators(session, alert, person)
    return True


async def _call_coordinators(session: Session, alert: DangerAlert, person: Person) -> None:
    if person.profile.place == where.DANGER:  # there, nobody learns of groups
        return
    for group in await groups.mine(session, person.id):
        for coordinator in await groups.coordinators(session, group.id):
            if coordinator != alert.person_id:
                await outbox.push(session, coordinator, distress.group_is_called(group), Priority.CRISIS)
