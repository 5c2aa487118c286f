"""What ends when a person is banned: their requests, talks, helping and groups; nobody they were with is left alone."""

from bot.domain import outcomes
from bot.i18n import _
from bot.screens import Screen, command_button
from handlers import hand_over, hard_talks
from handlers.moderators import alerts
from storage import (
    check_ins,
    correspondences,
    group_work,
    groups,
    helper_words,
    helpers,
    how_are_you,
    joinings,
    matches,
    media,
    offers,
    outbox,
    requests,
    talk_messages,
)
from storage.database import Session
from storage.outbox import Priority
from storage.requests import Request

HELPS = (helpers.PENDING, *helpers.ACTIVE_OR_RESTING, helpers.PAUSED)
TALK_ENDS = _(
    "The talk about request {n} has ended: a moderator closed the request. It is not because of you. "
    "There is nothing you need to do. Thank you for being there."
)


async def end_all(session: Session, person_id: int) -> None:
    """End what a banned person has open; those they helped are led to others, those who helped them are free."""
    await talk_messages.stop_all(session, person_id)
    await helpers.move(session, person_id, HELPS, helpers.REFUSED)
    await helper_words.drop(session, person_id)
    await hand_over.matches_on(session, person_id, by=person_id)
    await hand_over.offers_back(session, person_id)
    for request in await requests.of_person(session, person_id):
        if request.status != requests.CLOSED:
            await _close(session, request)
    await check_ins.drop_all(session, person_id)
    await how_are_you.stop(session, person_id)
    await _leave_groups(session, person_id)
    held = await correspondences.of_person(session, person_id)
    if held is not None:  # nobody could answer, and nobody is to be reminded
        await correspondences.close(session, held.id)
    await requests.look_at_all(session)  # who helped is free again


async def _close(session: Session, request: Request) -> None:
    """Close a request, the offers of it and its talk; the helper hears kindly that it is over, and not why."""
    await requests.lock(session, request.id)
    match = await matches.of_request(session, request.id)
    closed = {"outcome": outcomes.ENDED, "closed_at": session.now}
    still = (requests.HELD, requests.WAITING, requests.MATCHED)
    if not await requests.move(session, request.id, still, requests.CLOSED, **closed):
        return
    await offers.withdraw(session, request.id)
    if request.ask.media is not None:
        await media.forget(session, request.ask.media)
    if match is not None and await matches.close(session, match.id, outcomes.ENDED):
        await check_ins.drop(session, match.id)
        await hard_talks.ended(session, match, request, outcomes.ENDED)
        menu = ((command_button(_("Menu"), "menu"),),)
        screen = Screen(TALK_ENDS.format(n=request.number), menu)
        await outbox.push(session, match.helper_id, screen, Priority.TALK)


async def _leave_groups(session: Session, person_id: int) -> None:
    for joining in await joinings.of_person(session, person_id):
        await joinings.settle(session, person_id, joining.group_id)
    for group in await groups.mine(session, person_id):
        led = await groups.role(session, person_id, group.id) == groups.COORDINATOR
        await group_work.leave(session, person_id, group.id)
        await groups.leave(session, person_id, group.id)
        if led:
            await alerts.coordinator_left(session, group)
