"""Watches the clocks of joint requests: coordinators hear each stage once, those who signed changes and answers."""

from datetime import timedelta
from typing import Final

from bot.domain.authority import clock
from handlers.groups.showing import in_danger
from handlers.moderators import alerts
from handlers.together import standing
from jobs.base import Scan, all_due
from storage import groups, joint_requests, joint_signatures, obstacle_reports, obstacles, outbox, persons
from storage.database import Database, Session
from storage.joint_requests import ANSWERED, DRAFT, DROPPED, SENT
from storage.outbox import Priority

LATER: Final = timedelta(days=1)  # who is in danger now may not be then


async def run(database: Database) -> int:
    """Tell whatever is due; return how many words went out."""
    return await all_due(
        database,
        Scan("joint requests", joint_requests.to_look_at, look, joint_requests.look_later),
        Scan("joint request news", joint_signatures.to_tell, tell, joint_signatures.tell_later),
    )


async def look(session: Session, id: int) -> bool:
    """Tell the coordinators how a request stands, once a stage; without any, the moderators."""
    request = await joint_requests.lock(session, id)
    obstacle = await obstacles.current(session, request.obstacle_id) if request is not None else None
    if request is None or obstacle is None or request.status != SENT or request.due_on is None:
        return False
    stage = clock.stage(request.due_on, clock.today(session.now))
    if not await joint_requests.told(session, request, stage, clock.next_look(request.due_on, stage)):
        return False
    if stage in (clock.WAITING, request.stage):
        return False
    screen = standing.reminder(request, obstacle, stage)
    leading = await groups.coordinators(session, request.group_id)
    reached = [
        await outbox.push(session, person_id, screen, Priority.CHECK_IN)
        for person_id in leading
        if not await _in_danger(session, person_id)
    ]
    if not any(reached):
        await alerts.joint_request_stands(session, request, obstacle, stage, screen.text)
    return True


async def tell(session: Session, id: int) -> bool:
    """Tell one who signed; who met the obstacle hears of the answer with it, and not twice.

    Under a draft that was given up nothing is left: once they have heard, their signature goes too.
    """
    signature = await joint_signatures.get(session, id)
    request = await joint_requests.get(session, signature.request_id) if signature is not None else None
    obstacle = await obstacles.current(session, request.obstacle_id) if request is not None else None
    if signature is None or request is None or obstacle is None:
        return False
    if await _in_danger(session, signature.person_id):
        await joint_signatures.tell_later(session, id, session.now + LATER)
        return False
    if not await joint_signatures.told(session, id):
        return False
    is_in_it = await obstacle_reports.of_both(session, obstacle.id, signature.person_id) is not None
    changed = request.status == DRAFT and signature.revision != request.revision
    answered = request.status == ANSWERED and not is_in_it
    if request.status == DROPPED:
        await joint_signatures.take_back(session, request.id, signature.person_id)
    elif not changed and not answered:
        return False
    screen = standing.news(request, obstacle)
    return await outbox.push(session, signature.person_id, screen, Priority.CHECK_IN)


async def _in_danger(session: Session, person_id: int) -> bool:
    """Whether the person is where a phone may be searched: nothing of the work of a group comes there by itself."""
    person = await persons.get(session, person_id)
    return person is not None and in_danger(person)
