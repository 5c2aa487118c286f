"""One offer begins, or ends without an answer; one request whose helper is gone seeks again."""

from collections.abc import Mapping

from bot.domain.cadence import OFFER_DEADLINE
from bot.i18n import _
from bot.screens import Screen, action_button, command_button, stacked
from handlers.offers import make
from jobs.offers.plan import AT_THE_LATEST
from storage import accounts, helpers, offers, outbox, requests
from storage.database import Session
from storage.outbox import Priority


async def ask(session: Session, request_id: int, chosen: Mapping[int, int]) -> bool:
    """Ask the chosen helper, if all is still as it was; else the next round decides anew."""
    request = await requests.lock(session, request_id)
    if request is None or request.status != requests.WAITING:
        return False
    if await offers.of_request(session, request_id, offers.OPEN):
        return False
    if await accounts.of_person(session, request.person_id) is None:  # nobody could talk with them
        await requests.look_again(session, request_id, session.now + AT_THE_LATEST)
        return False
    helper = await helpers.lock(session, chosen[request_id])
    if helper is None or helper.status != helpers.APPROVED:
        return False
    if not await helpers.has_free_place(session, helper):
        return False
    deadline = session.now + OFFER_DEADLINE[request.ask.urgency]
    await make(session, request, helper.person_id, deadline)
    return True


async def expire(session: Session, offer_id: int) -> bool:
    """End an offer whose time is over; the request, and what waits for this helper, are looked at now."""
    offer = await offers.get(session, offer_id)
    if offer is None:
        return False
    await requests.lock(session, offer.request_id)
    if not await offers.answer(session, offer_id, offers.EXPIRED):
        return False
    await requests.look_at_all(session)
    return True


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
    await outbox.push(session, request.person_id, screen, Priority.TALK)
    return True
