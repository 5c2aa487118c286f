"""Tells those who met an obstacle of each change, once, and asks every four weeks whether it still stands."""

from datetime import datetime

from bot.domain import quiet_hours
from bot.domain.obstacles.states import ASKED_AGAIN, asks_again
from handlers.obstacles import standing
from handlers.pairing import NIGHT, local_date
from handlers.where import zone_of
from jobs.base import Scan, all_due
from storage import obstacle_changes, obstacle_questions, obstacle_reports, obstacles, outbox, persons
from storage.database import Database, Session
from storage.obstacle_reports import Report
from storage.obstacles import Obstacle
from storage.outbox import Priority
from storage.persons import Person


async def run(database: Database) -> int:
    """Tell and ask whatever is due; return how many words went out."""
    return await all_due(
        database,
        Scan("obstacle news", obstacle_reports.to_tell, tell, obstacle_reports.tell_later),
        Scan("obstacle questions", obstacle_reports.to_ask, ask, obstacle_reports.ask_later),
    )


async def tell(session: Session, report_id: int) -> bool:
    """Tell one person of all changes that they have not heard of; by day, where they are."""
    obstacle, report, person = await _concerned(session, report_id)
    changes = await obstacle_changes.of(session, obstacle.id, report.heard)
    moved = await standing.moved(session, obstacle, report.was) if report.was else None
    unheard = changes or moved is not None
    if not await obstacle_reports.told(session, report, obstacle.step) or not unheard:
        return False
    return await outbox.push(session, person.id, standing.news(obstacle, changes, moved), Priority.CHECK_IN)


async def ask(session: Session, report_id: int) -> bool:
    """Ask one person whether it still stands, by day; not again when they were silent twice."""
    obstacle, report, person = await _concerned(session, report_id)
    day = quiet_hours.next_allowed(session.now, zone_of(person), NIGHT)
    if day > session.now:
        await obstacle_reports.ask_later(session, report.id, day)
        return False
    today = local_date(session.now, zone_of(person))
    asked = await obstacle_questions.ask(session, obstacle.id, person.id, today, obstacle.step)
    silent = await obstacle_questions.unanswered(session, obstacle.id, person.id)
    next_at: datetime | None = session.now + ASKED_AGAIN if asks_again("", silent) else None
    await obstacle_reports.ask_later(session, report.id, next_at)
    if asked is None:
        return False
    return await outbox.push(session, person.id, standing.question(obstacle, asked), Priority.CHECK_IN)


async def _concerned(session: Session, report_id: int) -> tuple[Obstacle, Report, Person]:
    """What the report is about, and whose it is; with the obstacle locked, as everybody does who changes it."""
    report = await obstacle_reports.get(session, report_id)
    obstacle = await obstacles.lock(session, report.obstacle_id) if report is not None else None
    report = await obstacle_reports.get(session, report_id)  # again: it may have been left or moved before
    person = await persons.get(session, report.person_id) if report is not None else None
    if report is None or obstacle is None or person is None or report.obstacle_id != obstacle.id:
        raise LookupError("left or moved meanwhile")
    return obstacle, report, person
