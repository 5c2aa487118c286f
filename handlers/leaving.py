"""What others hear when a person leaves: neutral words, and no help that was promised is lost."""

from bot.domain import alerts as kinds, outcomes
from bot.i18n import _
from bot.screens import Screen, command_button
from handlers import hand_over
from handlers.moderators import alerts, revealed
from handlers.obstacles.parting import forget_questions, part
from storage import (
    alerts as open_alerts,
    bans,
    groups,
    helpers,
    matches,
    obstacle_reports,
    outbox,
    persons,
    requests,
    talk_messages,
    talk_reports,
)
from storage.database import Session
from storage.matches import Match
from storage.outbox import Priority
from storage.persons import Person

IS_OVER = _(
    "{name} has left Kolo, and request {number} is closed. "
    "There is nothing you need to do. Thank you for being there."
)


async def erase(session: Session, person: Person) -> None:
    """Erase a person: by their own wish, or since they were away for too long."""
    await leave(session, person)
    if person.banned:
        await bans.outlive(session, person.id, person.banned)
    await persons.erase(session, person)


async def leave(session: Session, person: Person) -> None:
    """Let those who are with the person know, before the person's rows go; what they helped with goes on."""
    await talk_messages.stop_all(session, person.id)
    await revealed.end(session, person.id)
    await _paused_for(session, person.id)
    await hand_over.matches_on(session, person.id, by=person.id)
    for match in await matches.active_of(session, person.id):
        await _let_go(session, match)
    await requests.look_at_all(session)  # who helped the person, and what they were asked, is free again
    await part(session, person.id, await obstacle_reports.of_person(session, person.id))
    await forget_questions(session, person.id)
    for group in await groups.mine(session, person.id):
        if await groups.role(session, person.id, group.id) == groups.COORDINATOR:
            await groups.leave(session, person.id, group.id)
            await alerts.coordinator_left(session, group)


async def _paused_for(session: Session, person_id: int) -> None:
    """Let the moderators know of helpers who are paused for a report that is about to go, and that nobody closed."""
    for report in await talk_reports.of_person(session, person_id):
        match = await matches.by_number(session, report.talk)
        helper = await helpers.get(session, match.other(person_id)) if match is not None else None
        waits = await open_alerts.waits(session, kinds.REPORT, report.number)
        if waits and helper is not None and helper.status == helpers.PAUSED:
            await alerts.still_paused(session, helper)


async def _let_go(session: Session, match: Match) -> None:
    """The request goes with the person who asked; the helper is free."""
    await requests.lock(session, match.request_id)
    await matches.close(session, match.id, outcomes.NOT_NEEDED)  # for the audit: the row itself goes
    request = await requests.get(session, match.request_id)
    number = request.number if request is not None else match.number
    text = IS_OVER.format(name=match.name_of(match.requester_id), number=number)
    menu = ((command_button(_("Menu"), "menu"),),)
    await outbox.push(session, match.helper_id, Screen(text, menu), Priority.TALK)
