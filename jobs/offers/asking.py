"""One request is offered, or proposed to a moderator; one offer ends without an answer; one request seeks again."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.domain import quiet_hours
from bot.domain.matching.forbidden import broken
from bot.domain.matching.policy import OURS
from bot.domain.trust import CONFIRMED
from bot.i18n import _
from bot.screens import Screen, action_button, command_button, stacked
from handlers.moderators.proposals import propose
from handlers.offers import make
from handlers.pairing import is_urgent
from handlers.trust import mode_of
from jobs.offers.plan import AT_THE_LATEST
from storage import accounts, helpers, offers, outbox, requests, snapshot
from storage.database import Session
from storage.outbox import Priority
from storage.requests import Request
from storage.snapshot import LEVEL


async def ask(session: Session, request_id: int, chosen: Mapping[int, tuple[int, ...]]) -> bool:
    """Ask the chosen helpers, if all is still as it was; else the next round decides anew.

    Somebody may have pressed meanwhile, and another replica may have asked.
    """
    request = await requests.lock(session, request_id)
    if request is None or request.status != requests.WAITING:
        return False
    if await accounts.of_person(session, request.person_id) is None:  # nobody could talk with them
        await requests.look_again(session, request_id, session.now + AT_THE_LATEST)
        return False
    held = await offers.of_request(session, request_id, *offers.HELD)
    if any(offer.made_by == offers.BY_MODERATOR for offer in held):
        return False
    asked = {offer.helper_id for offer in held}
    room = OURS.at_once[LEVEL[request.ask.urgency]] - len(asked)
    done = 0
    for helper_id in chosen[request_id]:
        if done < room and helper_id not in asked:
            done += await _ask_one(session, request, helper_id)
    return done > 0


async def _ask_one(session: Session, request: Request, helper_id: int) -> bool:
    helper = await helpers.lock(session, helper_id)
    seen = await snapshot.of_pair(session, request, helper_id)
    if helper is None or not seen.candidates or broken(seen, seen.waiting[0], seen.candidates[0]):
        return False
    time = timedelta(hours=OURS.offer_h[LEVEL[request.ask.urgency]])
    if await mode_of(session, request, helper_id) == CONFIRMED:
        # A proposal outlasts the night, and is not repeated all through it.
        by_day = quiet_hours.next_allowed(session.now, quiet_hours.KYIV, quiet_hours.MODERATORS_AWAY)
        await propose(session, request, helper, by_day + time)
    else:
        await make(session, request, helper_id, session.now + time)
    return True


async def set_aside(session: Session, request_id: int, at: datetime) -> None:
    """Leave a request alone until `at`, since asking failed; whoever was chosen for it can help others meanwhile."""
    await requests.look_again(session, request_id, at)
    await requests.look_at_all(session)


async def expire(session: Session, offer_id: int) -> bool:
    """End an offer whose time is over; the request, and what waits for this helper, are looked at now."""
    offer = await offers.get(session, offer_id)
    if offer is None:
        return False
    await requests.lock(session, offer.request_id)
    ended = await offers.answer(session, offer_id, offers.EXPIRED) or await offers.answer(
        session, offer_id, offers.LAPSED, before=(offers.PROPOSED,)
    )
    if ended:
        await requests.look_at_all(session)
    return ended


async def seek_again(session: Session, request_id: int) -> bool:
    """Let a request wait again whose helper was erased, and the match with them."""
    before, now = (requests.MATCHED,), session.now
    if not await requests.move(session, request_id, before, requests.WAITING, look_at=now):
        return False
    request = await requests.get(session, request_id)
    assert request is not None, "it was just changed"
    text = _(
        "The person who helped with request {number} is not here any more. We are asking others already."
    )
    mine = action_button(_("My request"), "request", request.id)
    screen = Screen(text.format(number=request.number), stacked(mine, command_button(_("Menu"), "menu")))
    await outbox.push(session, request.person_id, screen, Priority.TALK, wakes=is_urgent(request))
    return True
