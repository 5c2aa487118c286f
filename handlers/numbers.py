"""Numbers of help that may be shown to a person, where they are, with the date of their source."""

from functools import cache

from bot.domain import contacts
from bot.domain.catalogue import Subneed
from bot.domain.contacts import Contact
from bot.i18n import Joined, Text, _, lines, paragraphs
from storage.persons import Person

MOST = 4  # numbers on a screen that is about something else
NO_NUMBER = _(
    "If life is in danger, call the emergency number of the country where you are. "
    "For this country we have no number yet that we could check."
)
CALL_NOW = _("If life is in danger, please call now. A person will read your request too, but not at once.")
READS = _("A person will read your request, but not at once.")
CALL_MEANWHILE = _("A person will read your request, but not at once. Until then you can call:")


def listed(found: tuple[Contact, ...]) -> Joined:
    """Say each service: name, number, hours, for whom, how fresh."""
    return paragraphs(*(_contact(one) for one in found))


def for_need(kind: Subneed, person: Person) -> Text:
    """The numbers that come before any further question when a need means danger."""
    return _before_questions(kind, place_of(person))


@cache  # the directory does not change while we run, and every replay asks
def _before_questions(kind: Subneed, place: str | None) -> Text:
    found = contacts.for_subneed(kind, place)[:MOST]
    if not found:
        return READS if kind.route in ("legal_urgent", "moderator_now") else paragraphs(NO_NUMBER, READS)
    return paragraphs(CALL_NOW if found[0].group == "emergency" else CALL_MEANWHILE, listed(found))


def beside(kind: Subneed, person: Person) -> Text | None:
    """Other ways to get the same help, or None."""
    if kind.route is not None:
        return None  # they were shown before
    found = contacts.for_subneed(kind, place_of(person))[:2]
    return paragraphs(_("You can also call:"), listed(found)) if found else None


def place_of(person: Person | None) -> str | None:
    """Where the person is, for choosing numbers: a place code, or None when not known."""
    if person is None:
        return None
    if person.profile.in_danger:
        return "RU"
    return person.profile.region or None


def _contact(one: Contact) -> Text:
    phones = ", ".join(phone.show for phone in one.phones if phone.show not in one.name.uk)
    source = _("as of {date}").format(date=_dotted(one.source_date)) if one.source_date else None
    known = None if one.group == "emergency" else source  # 112 is 112: an old date would only raise doubt
    about = lines(one.hours, known, separator=", ") if one.hours or known else None
    return lines(lines(one.name, phones or None, separator=": "), one.for_whom, about)


def _dotted(date: str) -> str:
    """A date as it is written here: "2025-02-19" as 19.02.2025, "2025-02" as 02.2025."""
    return ".".join(reversed(date.split("-")))
