"""To whom a moderator writes: named by a request, a helper, an alert or earlier letters; never by a name."""

from datetime import datetime
from typing import Final, NamedTuple

from bot.domain import catalogue, correspondence as rules, quiet_hours
from bot.errors import Refused
from bot.i18n import Language, Text, When, _, lines, translate
from handlers.base import row_id
from handlers.moderators import correspondence, letter_opening
from handlers.moderators.alert_screens import WISHES
from handlers.moderators.base import DeskTurn, Misread, numbers
from handlers.moderators.match import find_helper
from handlers.moderators.person import find as find_person
from handlers.moderators.request import find
from handlers.unseen import SEALED_LINE
from storage import accounts, correspondences, danger_alerts, letters, outbox, persons, requests
from storage.accounts import Account
from storage.database import Session
from storage.in_danger import is_in_danger

UNREACHED: Final = _("Nothing reaches this person now: the chat with the bot is closed. Nothing was sent.")
BANNED: Final = _("This person is banned: a letter does not arrive. /unban ends the ban.")
VEILED: Final = _(
    "Where this person is, a phone may be searched: first comes “{line}”, and a press opens the letter."
).format(line=SEALED_LINE)
GONE: Final = _("This alert is not here any more.")


class Addressee(NamedTuple):
    """A person, and what the letter is about ("request 17", "helper 3", "person 4", "alert", "first")."""

    person_id: int
    about: str


async def named(turn: DeskTurn, row: str) -> Addressee:
    """Return who is meant: "request-17", "helper-3", "person-4", "letters-5", "alert-ID"; raise Misread or Refused."""
    kind, _dash, number = row.partition("-")
    match kind:
        case "request":
            request = await find(turn, number)
            return Addressee(request.person_id, f"request {request.number}")
        case "helper":
            helper = await find_helper(turn, *numbers(number, 1))
            return Addressee(helper.person_id, f"helper {helper.number}")
        case "person":
            known_as, person = await find_person(turn, number)
            return Addressee(person.id, f"person {known_as}")
        case "letters":
            held = await correspondence.find(turn, number)
            return Addressee(held.person_id, held.about)
        case "alert" if row_id(number):
            alert = await danger_alerts.get(turn.session, row_id(number))
            if alert is None:
                raise Refused(GONE)
            if alert.wish == danger_alerts.NO:
                raise Refused(WISHES[alert.wish])
            return Addressee(alert.person_id, "alert")
    raise Misread


async def account(session: Session, person_id: int) -> Account:
    """Return where a letter goes; raise Refused when nothing reaches the person."""
    found, person = await accounts.of_person(session, person_id), await persons.get(session, person_id)
    if found is None or person is None:
        raise Refused(UNREACHED)
    if person.banned:
        raise Refused(BANNED)
    return found


async def is_awake(session: Session, person_id: int) -> bool:
    """Whether a letter need not wait for the morning: they wrote just now, or may be in danger."""
    if await letters.written_since(session, person_id, session.now - quiet_hours.AWAKE):
        return True
    return await danger_alerts.lately(session, person_id, session.now - rules.DANGER)


async def arrives(session: Session, person_id: int) -> datetime:
    """Return when a letter that is sent now may arrive."""
    if await is_awake(session, person_id):
        return session.now
    return await outbox.by_day(session, person_id, session.now)


async def veiled(session: Session, person_id: int) -> Text | None:
    """Say that a letter first shows itself as a line without content."""
    person = await persons.get(session, person_id)
    return VEILED if person is not None and await is_in_danger(session, person) else None


async def on_the_way(session: Session, to: Account) -> Text | None:
    """Say what may keep a letter from arriving at once: quiet hours, or Viber's price."""
    at = await arrives(session, to.person_id or 0)
    night = _("The person has quiet hours now: it arrives at {time}, Kyiv time.")
    paid = _("On Viber this letter is paid for; when no money is left, it waits until the person writes.")
    notes = (
        night.format(time=When(at, pattern="HH:mm")) if at > session.now else None,
        paid if to.costs(session.now) else None,
    )
    return lines(*notes) if any(notes) else None


async def values(session: Session, about: str, language: Language) -> dict[str, str]:
    """Return what a saved answer may be filled with: the request's number, and what was asked for."""
    kind, _space, number = about.partition(" ")
    request = await requests.by_number(session, int(number)) if kind == "request" else None
    if request is None:
        return {}
    need = translate(catalogue.need(request.ask.need).label, language)
    return {"request": str(request.number), "need": need}


async def thread(turn: DeskTurn, to: Addressee) -> Text:
    """Return what the prompt shows above: the letters so far to who is part of them, or what it is about."""
    held = await correspondences.of_person(turn.session, to.person_id)
    if held is None:
        return correspondence.about(to.about)
    if await letter_opening.is_part(turn, held):
        return (await correspondence.card(turn.session, held)).text
    return correspondence.without_words(turn.session, held)
