"""The card of a request: what is known without opening what the person wrote."""

from bot.domain import times
from bot.i18n import Text, When, _, ctx, lines, paragraphs, plural
from bot.screens import Button, Screen, action_button, stacked
from handlers.moderators import labels
from handlers.moderators.base import queue_button
from storage import groups, helpers, matches, offers, person_numbers, requests
from storage.database import Session
from storage.offers import Offer
from storage.requests import Request

OPEN_STATES = (requests.HELD, requests.WAITING, requests.MATCHED)
SHOWN_OFFERS = 6  # the latest ones


async def card(
    session: Session, request: Request, note: Text | None = None, words: Text | None = None
) -> Screen:
    """Return the card; `note` says what just happened, `words` are the opened words."""
    text = paragraphs(
        note,
        _("Request {n}").format(n=request.number),
        _("Asked by person {n}.").format(n=await person_numbers.of(session, request.person_id)),
        await _facts(session, request),
        await _asked(session, request),
        await _helping(session, request),
        words or _what_is_kept(request),
    )
    return Screen(text, _buttons(request, opened=words is not None))


async def _facts(session: Session, request: Request) -> Text:
    ask = request.ask
    group = await groups.get(session, request.group_id) if request.group_id else None
    age = labels.age(request.created_at, session.now)
    return lines(
        labels.kind(ask),
        _("Where: {place}, {how}").format(place=labels.place(ask.region), how=labels.meeting(ask.in_person)),
        _("The person cannot travel.") if ask.restricted else None,
        _("How soon: {urgency}").format(urgency=labels.called(labels.URGENCIES, ask.urgency)),
        _("When: {times}").format(times=when) if (when := times.called(ask.times)) else None,
        _("Language: {language}").format(language=labels.LANGUAGES[request.language]),
        _("Who may help: {who}").format(who=labels.called(labels.WANTS, ask.wants)),
        _("Group: {n} {name}").format(n=group.number, name=group.name) if group else None,
        _("Since {when} ({age})").format(when=When(request.created_at), age=age),
        _("State: {state}").format(state=_state(request)),
    )


def _state(request: Request) -> Text:
    state = labels.called(labels.REQUESTS, request.status)
    if request.status != requests.CLOSED or not request.outcome:
        return state
    return lines(state, labels.called(labels.OUTCOMES, request.outcome), separator=", ")


async def _asked(session: Session, request: Request) -> Text | None:
    """Return who was asked and what they answered; people are numbers."""
    made = await offers.of_request(session, request.id)
    latest = sorted(made, key=lambda offer: offer.deadline)[-SHOWN_OFFERS:]
    title = plural("{n} helper was asked:", "{n} helpers were asked:", len(made))
    return lines(title, *[await _offer(session, offer) for offer in latest]) if made else None


async def _offer(session: Session, offer: Offer) -> Text:
    until = ctx("desk", "answer by {time}").format(time=When(offer.deadline, pattern="HH:mm"))
    answer = until if offer.status == offers.OPEN else labels.called(labels.OFFERS, offer.status)
    return labels.OFFER.format(n=await _number(session, offer.helper_id), answer=answer)


async def _helping(session: Session, request: Request) -> Text | None:
    match = await matches.of_request(session, request.id)
    if match is None:
        return None
    number = await _number(session, match.helper_id)
    return _("Helps now: helper {helper}, talk {talk}").format(helper=number, talk=match.number)


async def _number(session: Session, person_id: int) -> int | str:
    helper = await helpers.get(session, person_id)
    return "?" if helper is None else helper.number


def _what_is_kept(request: Request) -> Text:
    if request.ask.words or request.ask.media is not None:
        return _("What the person wrote is closed. Opening it asks for a reason and is written down.")
    return _("The person added no words of their own.")


def _buttons(request: Request, opened: bool) -> tuple[tuple[Button, ...], ...]:
    n, held = request.number, request.status == requests.HELD
    looks = request.status in (requests.HELD, requests.WAITING)
    kept = bool(request.ask.words) or request.ask.media is not None
    words = action_button(_("Close the words"), "m-request", n) if opened else _open_words(n)
    return (
        *stacked(
            words if kept else None,
            action_button(_("Release to helpers"), "m-release", n, "primary") if held else None,
            action_button(_("Choose a helper"), "m-choose", n) if looks else None,
            action_button(_("Lead it on"), "m-reassign", n) if request.status == requests.MATCHED else None,
            action_button(_("Close the request"), "m-close", n) if request.status in OPEN_STATES else None,
            action_button(_("Write to the person"), "m-write", f"request-{n}"),
        ),
        (action_button(_("Refresh"), "m-request", n), queue_button()),
    )


def _open_words(number: int) -> Button:
    return action_button(_("Open the words"), "m-words", number)
