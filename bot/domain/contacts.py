"""Numbers that help: which contacts may be shown to a person, given where they are."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from bot.domain import catalogue, places
from bot.domain.catalogue import Route, Subneed
from bot.domain.data import label, read
from bot.i18n import Label

# A contact that nobody has looked at for so long is hidden, emergency numbers apart.
STALE_AFTER: Final = timedelta(days=180)

SOS_MOST: Final = 6

# The topics of the directory, in the order in which a person should meet them.
TOPICS: Final[Mapping[str, Label]] = {
    "emergency": Label("Екстрена допомога", "Экстренная помощь", "Emergency"),
    "crisis": Label("Лінії підтримки", "Линии поддержки", "Crisis lines"),
    "violence": Label("Насильство", "Насилие", "Violence"),
    "health": Label("Здоров’я", "Здоровье", "Health"),
    "legal": Label("Правова допомога", "Правовая помощь", "Legal help"),
    "captivity": Label("Полон і пошук рідних", "Плен и поиск близких", "Captivity and family search"),
    "embassy": Label("Посольства", "Посольства", "Embassies"),
    "un": Label("Агенції ООН", "Агентства ООН", "UN agencies"),
    "government": Label("Державні лінії", "Государственные линии", "State lines"),
    "veterans": Label("Військові та ветерани", "Военные и ветераны", "Military and veterans"),
    "children": Label("Діти та молодь", "Дети и молодёжь", "Children and young people"),
    "ngo": Label("Громадські організації", "Общественные организации", "NGOs"),
    "directory": Label("Довідники", "Справочники", "Directories"),
}
_PLACE_OF_TOPIC = {topic: number for number, topic in enumerate(TOPICS)}

_SOS_TOPICS: Final = ("emergency", "crisis", "violence", "legal", "embassy", "un")
_AFTER_VIOLENCE: Final = frozenset({"ua_101"})  # fire and rescue: after the lines for people

_AFTER_THE_OWN: Final = 99  # an order that comes last in its topic

_ROUTE_TOPICS: Final[Mapping[Route, tuple[str, ...]]] = {
    "emergency": ("emergency",),
    "crisis": ("emergency", "crisis"),
    "violence": ("emergency", "violence"),
    "legal_urgent": ("legal",),
    "moderator_now": (),
}
# Readers in a crisis or in pain fear the police, and the fire service does not help them.
_ROUTE_LEAVES_OUT: Final[Mapping[Route, frozenset[str]]] = {
    "emergency": frozenset({"ua_101", "ua_102"}),
    "crisis": frozenset({"ua_101", "ua_102"}),
    "violence": frozenset({"ua_101"}),
}

_HOURS: Final[tuple[tuple[str, Label], ...]] = (
    ("24/7", Label("цілодобово", "круглосуточно", "round the clock")),
    ("daily", Label("щодня", "ежедневно", "daily")),
    ("Mo", Label("Пн", "Пн", "Mon")),
    ("Tu", Label("Вт", "Вт", "Tue")),
    ("Th", Label("Чт", "Чт", "Thu")),
    ("Fr", Label("Пт", "Пт", "Fri")),
)

_NOBODY_LOOKED: Final[Mapping[str, date]] = {}


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as people write it and as a phone dials it; None: unknown whether it works from abroad."""

    show: str
    dial: str
    works_from_abroad: bool | None


@dataclass(frozen=True, slots=True)
class Contact:
    """One service. `source_date` is that of its newest page ("2025-02"), None where no page has a date."""

    id: str
    number: int  # by which moderators call it; never given to another one
    group: str
    country: str | None
    order: int
    name: Label
    for_whom: Label
    phones: tuple[Phone, ...]
    url: str | None
    address: str | None
    hours: Label | None
    languages: tuple[str, ...]
    sources: tuple[str, ...]
    source_date: str | None
    checked_on: date
    ship: str

    @property
    def works_from_abroad(self) -> bool:
        """Whether at least one number is known to answer calls from another country."""
        return any(phone.works_from_abroad for phone in self.phones)


def contact(id: str) -> Contact:
    """Return the contact; KeyError if there is none with this id."""
    return _CONTACTS[id]


def shown(country: str | None, topics: Collection[str] | None = None, *, today: date) -> tuple[Contact, ...]:
    """Return what a person in `country` may be shown on `topics` (of TOPICS; None: all), by topic.

    `country` is the code of a country or region, or None. An unknown place gets Ukraine and 112 of the EU.
    In Russia and in occupied regions it is the emergency number alone: the phone may be searched.
    """
    found = [one for one in _in_order(_fitting(country)) if _is_fresh(one, today)]
    return tuple(one for one in found if topics is None or one.group in topics)


def sos_contacts(country: str | None, *, today: date | None = None) -> tuple[Contact, ...]:
    """Return at most six contacts for a crisis, the most needed first; without `today` none is too old."""
    found = [one for one in _fitting(country) if one.group in _SOS_TOPICS and _is_fresh(one, today)]
    found.sort(key=_sos_order)
    return tuple(found[:SOS_MOST])


def for_subneed(
    subneed: Subneed,
    country: str | None,
    *,
    today: date | None = None,
    verified: Mapping[str, date] = _NOBODY_LOOKED,
) -> tuple[Contact, ...]:
    """Return the contacts that fit a need, those of its route first.

    `verified`: when moderators verified contacts, by id: such a one is as fresh as that.

    Violence lines (in Ukraine 116 123, 0 800 500 335) pass in many lists for lines against suicide:
    psychological needs show them only where violence is named.
    """
    found = [
        one
        for one in _in_order(_fitting(country))
        if today is None or not is_too_old(one, verified.get(one.id, one.checked_on), today)
    ]
    first = _on_route(subneed.route, found) if subneed.route else []
    listed = catalogue.need(subneed.need).contacts
    rest = [one for id in listed for one in found if one.id == id and one not in first]
    if subneed.need == "psychological":
        rest = [one for one in rest if one.group != "violence"]
    return (*first, *rest)


def _on_route(route: Route, found: list[Contact]) -> list[Contact]:
    left_out = _ROUTE_LEAVES_OUT.get(route, frozenset())
    return [one for one in found if one.group in _ROUTE_TOPICS[route] and one.id not in left_out]


def _fitting(place: str | None) -> list[Contact]:
    if place is None or not places.is_place(place):
        return [*_fitting(places.HOME), replace(contact("eu_112"), order=_AFTER_THE_OWN)]
    if places.is_danger(place):
        return [_EMERGENCY_ALONE]
    country = places.country(place)
    return [
        replace(one, phones=_that_work(one, country))
        for one in CONTACTS
        if one.ship == "yes" and one.sources and works_in(one, country)
    ]


def works_in(contact: Contact, country: str) -> bool:
    """Say whether a person in `country` can use the contact, whatever its `ship` says."""
    if contact.country == "EU":
        return country in _EU
    if contact.country in {None, country}:
        return True
    # Lines of Ukraine serve our people everywhere; a service of another country serves those who are there.
    return contact.country == places.HOME and contact.works_from_abroad


def _that_work(contact: Contact, country: str) -> tuple[Phone, ...]:
    if contact.country != places.HOME or country == places.HOME:
        return contact.phones
    return tuple(phone for phone in contact.phones if phone.works_from_abroad)


def by_number(number: int) -> Contact | None:
    """Return the contact that moderators call so."""
    return next((one for one in CONTACTS if one.number == number), None)


def is_too_old(contact: Contact, checked_on: date, today: date) -> bool:
    """Say whether a contact that was last looked at then is hidden for its age."""
    return not _is_fresh(replace(contact, checked_on=checked_on), today)


def _is_fresh(contact: Contact, today: date | None) -> bool:
    return contact.group == "emergency" or today is None or today - contact.checked_on <= STALE_AFTER


def _in_order(contacts: Iterable[Contact]) -> list[Contact]:
    return sorted(contacts, key=lambda one: (_PLACE_OF_TOPIC[one.group], one.order))


def _sos_order(contact: Contact) -> tuple[int, int]:
    topic = "violence" if contact.id in _AFTER_VIOLENCE else contact.group
    return _SOS_TOPICS.index(topic), contact.order if topic == contact.group else _AFTER_THE_OWN


def _contact(raw: Mapping[str, Any]) -> Contact:
    return Contact(
        id=raw["id"],
        number=raw["number"],
        group=raw["group"],
        country=raw["country"],
        order=raw["order"],
        name=label(raw["name"]),
        for_whom=label(raw["for_whom"]),
        phones=tuple(Phone(**phone) for phone in raw["phones"]),
        url=raw["url"],
        address=raw["address"],
        hours=_hours(raw["hours"]) if raw["hours"] else None,
        languages=tuple(raw["languages"]),
        sources=tuple(source["page"] for source in raw["sources"]),
        source_date=raw["source_date"],
        checked_on=date.fromisoformat(raw["checked_on"]),
        ship=raw["ship"],
    )


def _hours(code: str) -> Label:
    """Return "Mo-Fr 09:00-17:00" as people write it in each language."""
    said = Label(code, code, code)
    for short, long in _HOURS:
        said = Label(
            uk=said.uk.replace(short, long.uk),
            ru=said.ru.replace(short, long.ru),
            en=said.en.replace(short, long.en),
        )
    return said


CONTACTS: tuple[Contact, ...] = tuple(_contact(raw) for raw in read("contacts")["contacts"])
_CONTACTS = {one.id: one for one in CONTACTS}
_EU = frozenset(country.code for country in places.COUNTRIES if country.eu)

# Never a body of the Russian state but the emergency number, when life is in danger (rule in contacts.json).
_EMERGENCY_ALONE = replace(
    _CONTACTS["eu_112"],
    id="local_112",
    country=None,
    name=Label("Екстрена допомога 112", "Экстренная помощь 112", "Emergency number 112"),
    sources=("general knowledge",),
    source_date=None,
)
