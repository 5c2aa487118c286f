"""Where each pairing is confirmed: the machine proposes, a moderator says yes before the helper is asked."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from bot.domain.alerts import PROPOSED
from bot.domain.matching.policy import OURS
from bot.errors import Refused
from bot.i18n import Text, When, _, lines, paragraphs
from bot.screens import Screen, action_button, stacked
from handlers import offers as asking
from handlers.base import row_id
from handlers.moderators import fitting, labels, pair_words
from handlers.moderators.alerts import raised
from handlers.moderators.base import DeskAction, DeskTurn
from handlers.moderators.match import points_of
from handlers.moderators.own import must_be_about_others
from handlers.moderators.request import anew
from handlers.pairing import is_urgent
from storage import helpers, offers, pair_rules, persons, requests
from storage.database import Session
from storage.helpers import Helper
from storage.offers import Offer
from storage.requests import Request
from storage.snapshot import LEVEL

# A proposal keeps a place, and has its part in the helper's week: neither speaks against itself.
KEPT_FOR_IT: Final = frozenset({"full", "asked"})
CONFIRMED = _("Confirmed by a moderator: helper {n} is being asked.")
IN_THE_MORNING = _("Confirmed by a moderator: it is night where helper {n} is, who is asked in the morning.")
MAY_NOT = _("Helper {n} is not asked: something has changed since. Kolo proposes anew.")
OVER = _("This proposal is over: it was answered, or its time has passed. Kolo proposes anew.")


async def propose(session: Session, request: Request, helper: Helper, deadline: datetime) -> None:
    """Keep the helper's place and ask the moderators, until `deadline`; then it is proposed anew."""
    seen = await fitting.look(session, request)  # before the offer: it takes a place
    candidate = seen.candidate(helper.person_id)
    offer = await offers.add(
        session, request.id, helper.person_id, deadline, offers.PROPOSED, circle=request.circle
    )
    points = points_of(seen.fit(candidate)) if candidate is not None else []
    await raised(session, PROPOSED, offer.id, card(request, helper, offer, points))


async def shown(session: Session, offer: Offer) -> Screen | None:
    """Show a proposal once more, with the points as they are now; None when it is over."""
    request, helper = (
        await requests.get(session, offer.request_id),
        await helpers.get(session, offer.helper_id),
    )
    if request is None or helper is None or offer.status != offers.PROPOSED:
        return None
    seen = await fitting.look(session, request)
    candidate = seen.candidate(helper.person_id)
    return card(request, helper, offer, points_of(seen.fit(candidate)) if candidate is not None else [])


def card(request: Request, helper: Helper, offer: Offer, points: list[Text]) -> Screen:
    """Show a pair that the machine proposes, and why."""
    title = _("May helper {helper} be asked about request {n}?").format(
        helper=helper.number, n=request.number
    )
    urgency = labels.called(labels.URGENCIES, request.ask.urgency)
    facts = lines(labels.kind(request.ask), urgency, labels.place(request.ask.region), separator=", ")
    until = _("It is proposed until {when}.").format(when=When(offer.deadline, pattern="d MMMM, HH:mm"))
    return Screen(
        paragraphs(title, facts, lines(*points) if points else None, until),
        stacked(
            action_button(_("Yes, ask"), "m-confirm", offer.id, "primary"),
            action_button(_("No, somebody else"), "m-another", offer.id),
            action_button(_("Request {n}").format(n=request.number), "m-request", request.number),
        ),
    )


async def confirm(turn: DeskTurn, row: str) -> Screen:
    """Ask the helper, or in the morning who sleeps; of two moderators who press, one confirms."""
    offer, request, helper = await _proposed(turn, row)
    await must_be_about_others(turn, helper.person_id)
    now = set(await fitting.obstacles(turn.session, request, helper)) - KEPT_FOR_IT
    if forbidding := now - (set() if is_urgent(request) else {"quiet"}):
        return await _lapse(turn, offer, request, MAY_NOT.format(n=helper.number), sorted(forbidding))
    person = await persons.get(turn.session, helper.person_id)
    assert person is not None, "a helper goes with their person"
    asleep = person.profile.by_day(turn.session.now) if "quiet" in now else None
    time = timedelta(hours=OURS.offer_h[LEVEL[request.ask.urgency]])
    if not await offers.confirm(turn.session, offer.id, (asleep or turn.session.now) + time):
        raise Refused(OVER)
    await turn.record("confirm", f"request {request.number}", f"helper {helper.number}")
    confirmed = await offers.get(turn.session, offer.id)
    assert confirmed is not None, "it was just changed"
    await asking.show_helper(turn.session, request, confirmed, at=asleep)
    note = IN_THE_MORNING if asleep else CONFIRMED
    return await anew(turn, request, note.format(n=helper.number))


async def _lapse(turn: DeskTurn, offer: Offer, request: Request, note: Text, codes: Iterable[str]) -> Screen:
    """Let go of a proposal that a rule has come to forbid."""
    await offers.take_back(turn.session, offer)
    await requests.look_at_all(turn.session)
    return await anew(turn, request, paragraphs(note, pair_words.refused(codes)))


async def another(turn: DeskTurn, row: str) -> Screen:
    """Forbid the pair; the machine proposes another one."""
    offer, request, helper = await _proposed(turn, row)
    if not await offers.take_back(turn.session, offer):
        raise Refused(OVER)
    await pair_rules.put(turn.session, request.id, helper.person_id, pair_rules.FORBIDDEN)
    await turn.record("forbidden", f"request {request.number}", f"helper {helper.number}")
    await requests.look_at_all(turn.session)
    note = _("Not helper {n}: Kolo looks for somebody else.").format(n=helper.number)
    return await anew(turn, request, note)


async def _proposed(turn: DeskTurn, row: str) -> tuple[Offer, Request, Helper]:
    """Return what a proposal is about, with its request locked; raise Refused when it is over."""
    offer = await offers.get(turn.session, row_id(row))
    request = await requests.lock(turn.session, offer.request_id) if offer is not None else None
    helper = await helpers.lock(turn.session, offer.helper_id) if offer is not None else None
    if offer is None or request is None or helper is None or offer.status != offers.PROPOSED:
        raise Refused(OVER)
    if request.status != requests.WAITING or helper.status != helpers.APPROVED:
        if await offers.take_back(turn.session, offer):  # it keeps a place, and others from being asked
            await requests.look_at_all(turn.session)
        raise Refused(OVER)
    return offer, request, helper


async def list_item(session: Session, request: Request) -> Text:
    """Return who is proposed for a request, for the queue."""
    proposed = await offers.of_request(session, request.id, offers.PROPOSED)
    known = [await helpers.get(session, offer.helper_id) for offer in proposed]
    numbers = lines(*(str(helper.number) for helper in known if helper is not None), separator=", ")
    return _("helpers proposed: {numbers}").format(numbers=numbers)


ACTIONS = (DeskAction("m-confirm", confirm), DeskAction("m-another", another))
