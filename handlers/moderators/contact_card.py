"""The card of a help contact: its numbers, sources, when and how it was verified, whether it may be shown."""

from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain import contacts, places
from bot.domain.contacts import TOPICS, Contact
from bot.i18n import Msg, Text, _, ctx, lines, paragraphs
from bot.screens import Screen, action_button, stacked
from handlers.moderators import labels
from storage import contact_checks
from storage.contact_checks import CALLED, READ, TOLD, Check
from storage.database import Session

SHOWN, CALL_FIRST, HIDDEN, OLD = "shown", "call", "hidden", "old"
STATES: Final[dict[str, Msg]] = {
    SHOWN: ctx("desk", "shown to people"),
    CALL_FIRST: ctx("desk", "not shown before a call"),
    HIDDEN: ctx("desk", "never shown"),
    OLD: ctx("desk", "too old to be shown"),
}
HOWS: Final[dict[str, Msg]] = {
    CALLED: _("Called: it answers"),
    READ: _("Read on its page"),
    TOLD: _("Told by the service"),
}
SOURCES: Final = 3  # addresses on a card


def today(session: Session) -> date:
    """Return the day that it is in Kyiv."""
    return session.now.astimezone(ZoneInfo(places.KYIV)).date()


def state(one: Contact, checked_on: date, day: date) -> str:
    """Say whether a contact that was last verified then may be shown."""
    if one.ship == "no" or not one.sources:
        return HIDDEN
    if contacts.is_too_old(one, checked_on, day):
        return OLD
    return SHOWN if one.ship == "yes" else CALL_FIRST


async def card(session: Session, one: Contact, note: Text | None = None) -> Screen:
    """Return the card; `note` says what just happened."""
    check = (await contact_checks.every(session)).get(one.id)
    how = state(one, check.on if check is not None else one.checked_on, today(session))
    text = paragraphs(
        note,
        lines(_("Contact {n}").format(n=one.number), one.name, one.for_whom),
        _facts(one),
        lines(_("Sources:"), *one.sources[:SOURCES]) if one.sources else _("It has no source."),
        lines(*_verified(one, check), _("State: {state}").format(state=STATES[how])),
        RELEASE if how == CALL_FIRST else None,
    )
    ways = (action_button(says, "m-verify", f"{one.number}-{id}") for id, says in HOWS.items())
    return Screen(text, stacked(*ways, action_button(_("To the contacts"), "m-contacts", "0-")))


def _facts(one: Contact) -> Text:
    spoken = tuple(labels.LANGUAGES.get(code, code) for code in one.languages)
    return lines(
        *(phone.show for phone in one.phones),
        one.url,
        one.hours,
        labels.place(one.country) if one.country and places.is_place(one.country) else one.country,
        TOPICS[one.group],
        _("Languages: {languages}").format(languages=labels.several(spoken)),
    )


def _verified(one: Contact, check: Check | None) -> list[Text]:
    dated = _("Newest source: {date}").format(date=one.source_date or _("without a date"))
    if check is None:
        return [dated, _("Verified {date}, from stored pages").format(date=f"{one.checked_on:%d.%m.%Y}")]
    said = _("Verified {date}: {how}").format(date=f"{check.on:%d.%m.%Y}", how=labels.called(HOWS, check.how))
    return [dated, said, *((check.source,) if check.source else ())]


RELEASE: Final = _(
    "It is shown once its call is noted in the directory itself, with the next version of Kolo. /verify keeps the call."
)
