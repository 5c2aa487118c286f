"""Keeps the moderators' chats true: alerts end when their thing is done and are said again, and so is the board."""

from bot.domain import alerts as kinds
from handlers import distress
from handlers.moderators import alert_kinds, alert_posts, board
from jobs.base import Scan, all_due, each
from storage import alert_ends, alerts, desk_posts, desks, groups, outbox, persons, requests
from storage.alerts import Alert
from storage.database import Database, Session
from storage.in_danger import is_in_danger
from storage.outbox import Priority


async def run(database: Database) -> int:
    """Bring up alerts, then the boards; return how many changed."""
    done = await all_due(
        database,
        Scan("board", alert_ends.ended, end, alerts.postpone),
        Scan("board", alerts.due, say_again, alerts.postpone),
        Scan("board", desk_posts.outdated, rewrite, alerts.postpone),
    )
    async with database.transaction() as session:
        every = [desk.id for desk in await desks.every(session)]
    return done + await each(database, "board", every, look, desk_posts.look_later)


async def look(session: Session, desk_id: int) -> bool:
    """Let the board of one desk say what waits now."""
    desk = next((desk for desk in await desks.every(session) if desk.id == desk_id), None)
    return desk is not None and await board.bring_up(session, desk)


async def end(session: Session, id: int) -> bool:
    """End an alert whose thing is done or gone."""
    return await alerts.end(session, id)


async def rewrite(session: Session, id: int) -> bool:
    """Let an alert show how it is now, wherever it stands."""
    alert = await alerts.get(session, id)
    return alert is not None and bool(await alert_kinds.bring_up(session, alert))


async def say_again(session: Session, id: int) -> bool:
    """Say an alert again that nobody took, or that somebody took and did not get done in its time."""
    alert = await alerts.still_due(session, id)
    if alert is None:
        return False
    if alert.status == alerts.TAKEN:
        if kinds.KINDS[alert.kind].by_hand:  # nobody knows better
            return await alerts.end(session, id)
        if not await alerts.let_go(session, id):
            return False
        alert = await alerts.get(session, id) or alert
    card = await alert_kinds.screen(session, alert)
    if card is None:
        return await alerts.end(session, id)
    await alert_posts.say(session, alert, card)
    if kinds.calls_coordinators(alert.kind, alert.rounds + 1):
        await _call_coordinators(session, alert)
    return True


async def _call_coordinators(session: Session, alert: Alert) -> None:
    """Ask the coordinators of a request's group to wake a moderator; who it is about stays closed."""
    request = await requests.by_number(session, alert.about)
    group = await groups.get(session, request.group_id) if request is not None and request.group_id else None
    person = await persons.get(session, request.person_id) if request is not None else None
    if group is None or person is None or await is_in_danger(session, person):
        return
    for coordinator in await groups.coordinators(session, group.id):
        if coordinator != person.id and not await _is_endangered(session, coordinator):
            await outbox.push(session, coordinator, distress.request_waits(group), Priority.CHECK_IN)


async def _is_endangered(session: Session, person_id: int) -> bool:
    person = await persons.get(session, person_id)
    return person is None or await is_in_danger(session, person)
