"""The card of a person: a number, and what they have open as who asks and who helps; no words, no name."""

from typing import Final

from bot.i18n import Msg, Text, When, _, ctx, lines, paragraphs
from bot.screens import Button, Screen, action_button, grid
from handlers.moderators import labels
from handlers.moderators.base import queue_button
from storage import accounts, groups, helpers, matches, person_numbers, requests
from storage.database import Session
from storage.helpers import Helper
from storage.persons import Person, PersonRow

SHOWN: Final = 6  # of each kind
BANS: Final[dict[str, Msg]] = {
    "harm": _("Threatened or hurt somebody"),
    "money": _("Asked for money, deceived"),
    "private": _("Tried to find people out"),
    "spam": _("Advertising, or a bot"),
}
OPEN: Final = ctx("desk", "{n}: {state}")
TALK: Final = ctx("desk", "talk {talk}, request {n}")
MESSENGERS: Final = {"telegram": "Telegram", "viber": "Viber"}


async def card(session: Session, person: Person, note: Text | None = None) -> Screen:
    """Return the card; `note` says what just happened."""
    number = await person_numbers.of(session, person.id)
    helper = await helpers.get(session, person.id)
    asked = [one for one in await requests.of_person(session, person.id) if one.status != requests.CLOSED]
    text = paragraphs(
        note,
        _("Person {n}").format(n=number),
        await _facts(session, person),
        lines(_("Asks:"), *(_asks(one) for one in asked[:SHOWN]) if asked else (labels.several(()),)),
        lines(_("Helps:"), *await _helps(session, person, helper)),
        await _groups(session, person),
    )
    buttons = [
        *(
            action_button(_("Request {n}").format(n=one.number), "m-request", one.number)
            for one in asked[:SHOWN]
        ),
        *((action_button(_("Helper {n}").format(n=helper.number), "m-helper", person.id),) if helper else ()),
    ]
    write = action_button(_("Write to the person"), "m-write", f"person-{number}")
    return Screen(text, (*grid(tuple(buttons)), (write, _ban(person, number)), (queue_button(),)))


async def _facts(session: Session, person: Person) -> Text:
    row = await session.get(PersonRow, person.id)
    chats = await accounts.chats(session, person.id)
    on = tuple(MESSENGERS.get(chat.account.channel, "?") for chat in chats if chat.open)
    why = labels.called(BANS, person.banned)
    return lines(
        _("Banned: {reason}").format(reason=why) if person.banned else None,
        None if person.consent else _("Has not agreed to the terms."),
        _("Language: {language}").format(language=labels.LANGUAGES[person.language]),
        _("Here on: {messengers}").format(messengers=labels.several(on)),
        _("Last here: {day}").format(day=When(row.seen_at, pattern="dd.MM.y")) if row is not None else None,
    )


def _asks(request: requests.Request) -> Text:
    return OPEN.format(n=request.number, state=labels.called(labels.REQUESTS, request.status))


async def _helps(session: Session, person: Person, helper: Helper | None) -> list[Text]:
    if helper is None:
        return [labels.several(())]
    active = [one for one in await matches.active_of(session, person.id) if one.helper_id == person.id]
    talks = list[Text]()
    for match in active[:SHOWN]:
        request = await requests.get(session, match.request_id)
        talks.append(TALK.format(talk=match.number, n="?" if request is None else request.number))
    return [labels.OFFER.format(n=helper.number, answer=labels.called(labels.HELPERS, helper.status)), *talks]


async def _groups(session: Session, person: Person) -> Text:
    found = tuple(f"{group.number} {group.name}" for group in await groups.mine(session, person.id))
    return _("Groups: {groups}").format(groups=labels.several(found))


def _ban(person: Person, number: int) -> Button:
    if person.banned:
        return action_button(_("End the ban"), "m-unban", number)
    return action_button(_("Ban"), "m-ban", number, "danger")
