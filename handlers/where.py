"""Questions about where a person is; asked by several flows."""

from bot.conversation import Choice, Option
from bot.domain import places
from bot.i18n import _
from storage.persons import Person

DANGER, WAY, ABROAD, HOME, UNSAID = "danger", "way", "abroad", "home", "unsaid"
PLACES: tuple[Option, ...] = (
    (DANGER, _("In Russia or an occupied area")),
    (WAY, _("On the way")),
    (ABROAD, _("Abroad")),
    (HOME, _("At home, in Ukraine")),
    (UNSAID, _("I would rather not say")),
)
_REGIONS: tuple[Option, ...] = tuple((region.code, region.name) for region in places.REGIONS)
_COUNTRIES: tuple[Option, ...] = tuple((country.code, country.name) for country in places.ABROAD)


def place_question() -> Choice:
    """Where the person is, as widely as they like."""
    return Choice("place", _("Where are you now?"), PLACES, label=_("Where"))


def regions_near(person: Person) -> tuple[Option, ...]:
    """Oblasts and countries, those likelier for the person first."""
    outside = person.profile.place in (WAY, ABROAD)
    return (*_COUNTRIES, *_REGIONS) if outside else (*_REGIONS, *_COUNTRIES)


def zone_of(person: Person) -> str:
    """The time zone in which the person lives: as they set it, else that of their region, else Kyiv's."""
    return person.profile.time_zone
