"""Offers: a request shown to one helper, without who asks, to accept, to decline, or never to be asked such again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from bot.domain import catalogue, places, times
from bot.domain.identifiers import untappable
from bot.domain.matching.forbidden import broken
from bot.domain.trust import SEEN
from bot.errors import Refused
from bot.i18n import LANGUAGE_NAMES, Msg, Text, When, _, lines, paragraphs
from bot.screens import Button, Screen, action_button, command_button, stacked
from handlers import swindles
from handlers.base import Action, Turn, row_id
from handlers.pairing import is_urgent, pair
from handlers.trust import mode_of
from handlers.where import zone_of
from storage import accounts, helpers, matches, offers, outbox, persons, requests, snapshot
from storage.database import Session
from storage.matches import Match
from storage.offers import Offer
from storage.outbox import Priority
from storage.requests import Request

MENU: Final = command_button(_("Menu"), "menu")
PROTECTING: Final = frozenset({"language", "gender", "blocked", "self"})  # rules that hold to the last moment
HOW_SOON: Final[Mapping[str, Msg]] = {
    "now": _("needed now"),
    "today": _("needed today"),
    "normal": _("no hurry"),
}
VOICE: Final = _("A voice message comes with it. It can be heard on Telegram only.")
WAITS: Final = _(
    "It waits for you until {time}. If it does not suit you, it goes to somebody else, and that is fine."
)
QUICKEST: Final = _(
    "It can be answered until {time}. Others may be asked at the same time: the first yes counts. "
    "If it does not suit you, that is fine."
)
NOT_HERE: Final = _("This offer is not here any more. Thank you for looking.")
BY_STATUS: Final[Mapping[str, Msg]] = {
    offers.EXPIRED: _("The time for this one is over, and it went to others. Thank you for looking."),
    offers.WITHDRAWN: _(
        "This request is already with somebody, or closed. Thank you for being ready to help."
    ),
    offers.DECLINED: _("You have answered this one. There is nothing more to do. Thank you."),
    offers.ACCEPTED: _("You have accepted this one. It is among your talks."),
}
NO_PLACE: Final = _(
    "You already help as many people as you wished. It goes to somebody else now. "
    "“How I help” in the menu changes the number."
)
THANKS: Final = _(
    "Request {n}: somebody has taken it by now. There is nothing more to do. Thank you for being there."
)
NOT_A_HELPER: Final = _(
    "You are not asked about requests at the moment, so it goes to somebody else. Thank you."
)


async def make(
    session: Session, request: Request, helper_id: int, deadline: datetime, by_moderator: bool = False
) -> Offer:
    """Ask a helper about a waiting request, which the caller has locked or changed."""
    made_by = offers.BY_MODERATOR if by_moderator else offers.BY_MACHINE
    offer = await offers.add(session, request.id, helper_id, deadline, made_by=made_by, circle=request.circle)
    await show_helper(session, request, offer, by_moderator)
    return offer


async def show_helper(
    session: Session, request: Request, offer: Offer, by_moderator: bool = False, at: datetime | None = None
) -> None:
    """Send an open offer to its helper, now or `at` a later moment; at night only whom the matcher found awake,
    or who agreed to be woken."""
    await helpers.asked(session, offer.helper_id)
    screen = offer_screen(request, offer, await _zone(session, offer.helper_id), by_moderator)
    priority = Priority.TALK if is_urgent(request) else Priority.REPLY
    awake, over = at is None, offer.deadline
    await outbox.push(session, offer.helper_id, screen, priority, at=at, useless_at=over, wakes=awake)


def offer_screen(request: Request, offer: Offer, zone: str, by_moderator: bool = False) -> Screen:
    """Show what is asked for, and until when (in `zone`) it waits; never who asks."""
    ask, sensitive = request.ask, catalogue.subneed(request.ask.subneed).sensitive
    by_request = _("A moderator thought of you for it.") if by_moderator else None
    text = paragraphs(
        _("Can you help? Request {number}.").format(number=request.number),
        by_request,
        _facts(request),
        _("The person tells more in the talk, if they wish.") if sensitive else _own_words(ask.words),
        None if sensitive else swindles.beware(ask.words),
        VOICE if ask.media_kind == "voice" and not sensitive else None,
        _("Who asks is not shown. You talk through the bot, under chosen names."),
        (QUICKEST if _several(request, offer) else WAITS).format(time=When(offer.deadline, zone)),
    )
    kind = "" if sensitive else ask.media_kind
    return Screen(
        text,
        stacked(
            action_button(_("I can help"), "accept", offer.id, "primary"),
            action_button(_("Not now"), "later", offer.id),
            action_button(_("Never this kind"), "never", offer.id),
            MENU,
        ),
        picture=ask.media if kind == "photo" else None,
        voice=ask.media if kind == "voice" else None,
        entrusted=True,
    )


def _several(request: Request, offer: Offer) -> bool:
    """Whether others may be asked about the request at the same time."""
    return is_urgent(request) and offer.made_by != offers.BY_MODERATOR


def what(request: Request) -> Text:
    """Return what a helper may read about the kind of help."""
    return catalogue.shown_to_helper(catalogue.subneed(request.ask.subneed))


def _facts(request: Request) -> Text:
    ask = request.ask
    region = places.where(ask.region) if places.is_place(ask.region) else None
    return lines(
        Msg("• {fact}").format(fact=what(request)),
        Msg("• {fact}").format(fact=region) if region else None,
        Msg("• {fact}").format(fact=_("in person") if ask.in_person else _("from afar, in the chat")),
        Msg("• {fact}").format(fact=_("the person cannot travel")) if ask.restricted else None,
        Msg("• {fact}").format(fact=HOW_SOON[ask.urgency]),
        Msg("• {fact}").format(fact=when) if (when := times.called(ask.times)) else None,
        Msg("• {fact}").format(fact=_("in {language}").format(language=LANGUAGE_NAMES[request.language])),
    )


def _own_words(words: str) -> Text | None:
    return lines(_("In their own words:"), untappable(words)) if words else None


async def accept(turn: Turn, row: str) -> Screen:
    """Begin the match, unless somebody was quicker, the offer is over, or all places are taken."""
    offer, request = await _mine(turn, row)
    if offer.status != offers.OPEN or request.status != requests.WAITING:
        return await _too_late(turn, offer)
    helper = await helpers.lock(turn.session, turn.person.id)
    if helper is None or helper.status != helpers.APPROVED:
        return await _release(turn, offer, offers.WITHDRAWN, NOT_A_HELPER)
    if not await helpers.has_free_place(turn.session, helper):
        return await _release(turn, offer, offers.WITHDRAWN, NO_PLACE)
    if (
        await _may_not_meet(turn, request)
        or await accounts.of_person(turn.session, request.person_id) is None
    ):
        return await _release(turn, offer, offers.WITHDRAWN, NOT_HERE)
    await offers.answer(turn.session, offer.id, offers.ACCEPTED)
    review = matches.DUE if await mode_of(turn.session, request, helper.person_id) == SEEN else ""
    match = await pair(turn.session, request, turn.person, review)
    assert match is not None, "the request is locked, and waits"
    for other in await offers.withdraw(turn.session, request.id):
        await _thank(turn.session, request, other)
    await requests.look_at_all(turn.session)  # this helper may be asked about the next one
    return _accepted(request, match)


async def _may_not_meet(turn: Turn, request: Request) -> bool:
    """Whether a rule that protects one of the two has come to forbid the pair since the offer was made."""
    seen = await snapshot.of_pair(turn.session, request, turn.person.id)
    return any(not PROTECTING.isdisjoint(broken(seen, seen.waiting[0], one)) for one in seen.candidates)


async def _thank(session: Session, request: Request, offer: Offer) -> None:
    """Tell another who was asked at the same time, and has not answered, that somebody was quicker."""
    helper = await persons.get(session, offer.helper_id)
    if helper is not None:
        text = THANKS.format(n=request.number)
        await outbox.push(session, helper.id, Screen(text, stacked(MENU)), Priority.CHECK_IN)


def _accepted(request: Request, match: Match) -> Screen:
    text = paragraphs(
        _("Request {number}, {what}: ✓ you are helping. Thank you.").format(
            number=request.number, what=what(request)
        ),
        _("You talk with {name}. You are shown as {own}.").format(
            name=match.requester_name, own=match.helper_name
        ),
        lines(
            _("• First: say hello, and ask what is needed now."),
            _("• Never ask about captivity, violence, a sentence or documents. No money."),
            _("• If it becomes too heavy or dangerous: /sos, and “Report” in the talk."),
        ),
    )
    return Screen(text, stacked(action_button(_("Open the talk"), "talk", match.id, "primary"), MENU))


async def later(turn: Turn, row: str) -> Screen:
    """Decline this one; the next helper is asked at once."""
    offer, request = await _mine(turn, row)
    if offer.status != offers.OPEN:
        return await _too_late(turn, offer)
    said = _("Request {number}, {what}: ✓ not now.").format(number=request.number, what=what(request))
    thanks = _("Thank you for answering. It goes to somebody else.")
    return await _release(turn, offer, offers.DECLINED, paragraphs(said, thanks))


async def never(turn: Turn, row: str) -> Screen:
    """Decline, and be asked about this need no more."""
    offer, request = await _mine(turn, row)
    if offer.status != offers.OPEN:
        return await _too_late(turn, offer)
    helper = await helpers.lock(turn.session, turn.person.id)
    if helper is not None:
        await helpers.never(turn.session, helper, request.ask.need)
    said = _("Request {number}, {what}: ✓ never this kind.").format(number=request.number, what=what(request))
    thanks = _(
        "Thank you for answering. Requests of the kind “{need}” will not come any more. "
        "“How I help” in the menu brings them back."
    ).format(need=catalogue.need(request.ask.need).label)
    return await _release(turn, offer, offers.DECLINED, paragraphs(said, thanks))


async def show(turn: Turn, row: str) -> Screen:
    """Show an open offer again."""
    offer, request = await _mine(turn, row)
    if offer.status != offers.OPEN or request.status != requests.WAITING:
        return await _too_late(turn, offer)
    return offer_screen(request, offer, zone_of(turn.person))


async def _mine(turn: Turn, row: str) -> tuple[Offer, Request]:
    """The offer as it is now, with its request locked; raise Refused when it is not the person's."""
    offer = await offers.get(turn.session, row_id(row))
    if offer is None or offer.helper_id != turn.person.id:
        raise Refused(NOT_HERE)
    request = await requests.lock(turn.session, offer.request_id)
    offer = await offers.get(turn.session, offer.id)  # again: it may have changed before the lock
    if request is None or offer is None:
        raise Refused(NOT_HERE)
    return offer, request


async def _release(turn: Turn, offer: Offer, status: str, text: Text) -> Screen:
    """Take the offer off this helper; the request, and others that wait for this helper, are looked at now."""
    await offers.answer(turn.session, offer.id, status)
    await requests.look_at_all(turn.session)
    return Screen(text, stacked(MENU))


async def _too_late(turn: Turn, offer: Offer) -> Screen:
    """Say why an answer changes nothing any more."""
    if offer.status == offers.OPEN:  # the request went another way
        await offers.answer(turn.session, offer.id, offers.WITHDRAWN)
    text = BY_STATUS[offers.WITHDRAWN if offer.status == offers.OPEN else offer.status]
    talks: Button | None = command_button(_("My talks"), "talks") if offer.status == offers.ACCEPTED else None
    return Screen(text, stacked(talks, MENU))


async def _zone(session: Session, person_id: int) -> str:
    person = await persons.get(session, person_id)
    return zone_of(person) if person is not None else "Europe/Kyiv"


ACTIONS = (Action("accept", accept), Action("later", later), Action("never", never), Action("offer", show))
