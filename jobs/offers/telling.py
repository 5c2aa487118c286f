"""At the stated times: nobody has accepted yet, says Kolo to the person who asked, and to the moderators."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final, TypeAlias

from bot.domain import catalogue, contacts
from bot.domain.unanswered import steps
from bot.i18n import Text, When, _, paragraphs
from bot.screens import Screen, action_button, command_button, stacked
from handlers import numbers
from handlers.moderators import alerts
from handlers.pairing import is_urgent
from handlers.where import zone_of
from jobs.offers.plan import stated_times
from storage import contact_checks, outbox, persons, requests
from storage.database import Session
from storage.outbox import Priority
from storage.persons import Person
from storage.requests import Request

Dates: TypeAlias = Mapping[str, date]  # when moderators verified contacts
OTHER_WAYS: Final = 3  # numbers beside such a notice


async def tell(session: Session, request_id: int) -> bool:
    """Say what is due by now, once, however many stated times have passed together."""
    request = await requests.lock(session, request_id)
    if request is None or request.status not in (requests.HELD, requests.WAITING):
        return False
    person = await persons.get(session, request.person_id)
    assert person is not None, "a request goes with its person"
    since = (await requests.searching_since(session, [request]))[request.id]
    stated, times = steps(request.ask.urgency), stated_times(request, since)
    passed = sum(time <= session.now for time in times)
    due = stated[request.notices : passed]
    if not due:
        return False
    if any(step.person for step in due):
        ahead = zip(stated[passed:], times[passed:], strict=True)
        next_at = next((time for step, time in ahead if step.person), None)
        says = still_held if request.status == requests.HELD else nobody_yet
        verified = await contact_checks.dates(session)
        screen = says(request, person, next_at, session.now, verified)
        await outbox.push(session, person.id, screen, Priority.REPLY, wakes=is_urgent(request))
    await requests.noticed(session, request_id, passed)
    held = request.status == requests.HELD
    if any(step.moderators and (step.after or not held) for step in due):  # of a held one they heard at once
        await (alerts.request_held if held else alerts.nobody_found)(session, request)
    return True


def nobody_yet(
    request: Request, person: Person, next_at: datetime | None, now: datetime, verified: Dates
) -> Screen:
    """Say kindly that nobody has accepted yet, what happens next, and which other ways there are."""
    said = _("Nobody has been able to take request {number} yet. We go on asking.")
    return _so_far(
        request, person, said.format(number=request.number), _what_next(person, next_at), now, verified
    )


def still_held(
    request: Request, person: Person, next_at: datetime | None, now: datetime, verified: Dates
) -> Screen:
    """Say that no moderator has read the request yet, and that it is not forgotten."""
    said = _(
        "Request {number} has not been read yet. It is not forgotten: we have just reminded the moderators."
    )
    after = _("Moderators answer from 9 to 21, Kyiv time. You will hear from us here.")
    return _so_far(request, person, said.format(number=request.number), after, now, verified)


def _so_far(
    request: Request, person: Person, said: Text, after: Text, now: datetime, verified: Dates
) -> Screen:
    kind = catalogue.subneed(request.ask.subneed)
    found = contacts.for_subneed(kind, numbers.place_of(person), today=now.date(), verified=verified)[
        :OTHER_WAYS
    ]
    also = paragraphs(_("You can also call:"), numbers.listed(found)) if found else None
    mine = action_button(_("My request"), "request", request.id)
    return Screen(paragraphs(said, after, also), stacked(mine, command_button(_("Menu"), "menu")))


def _what_next(person: Person, next_at: datetime | None) -> Text:
    if next_at is None:
        return _(
            "A moderator has it now and looks too. You will hear from us here as soon as somebody is found."
        )
    return _("If nobody is found before, you will hear from us again at this time: {time}.").format(
        time=When(next_at, zone_of(person))
    )
