"""The question by which clock a person lives: a country by a press, a city or hours from UTC in words."""

from dataclasses import dataclass
from typing import Any, Final

from bot.conversation import Choice, Option, Said, View
from bot.domain import places, zones
from bot.i18n import Text, _

AS_REGION: Final = "region"
WHICH_ZONE: Final = _(
    "By which clock do you live? Choose a country, or type a larger city, or hours like UTC+2. "
    "Kolo then writes by day there."
)
WHICH_HOURS: Final = _(
    "By which clock do you live? Choose the hours, or type a city. Here only the hours are kept, never the place."
)
ABROAD_TOO: Final[tuple[Option, ...]] = (
    (AS_REGION, _("As in my region")),
    ("UA", places.name("UA")),
    *((country.code, country.name) for country in places.ABROAD),
)
ONLY_HOURS: Final[tuple[Option, ...]] = (
    (AS_REGION, _("As in Kyiv")),
    *((offset, offset) for offset in zones.OFFSETS),
)


@dataclass(frozen=True, kw_only=True)
class ZoneQuestion(Choice):
    """A time zone: one of the suggestions, or typed; the answer is its IANA name, "" for that of the region."""

    def press(self, value: str, view: View) -> Any:
        super().press(value, view)
        if value == AS_REGION:
            return ""
        return places.timezone(value) if places.is_place(value) else zones.find(value)

    def hear(self, said: Said, view: View) -> Any:
        """Return the zone that is meant; raise Refused where there is none."""
        return super().hear(said, view) if said.media else zones.find(said.words)

    def value(self, stored: Any) -> Any:
        if not isinstance(stored, str) or (stored and not zones.exists(stored)):
            return super().value(None)
        return stored

    def shown(self, stored: Any) -> Text:
        return zones.called(stored) if stored else self.choices[0][1]


WHICH_CLOCK: Final = ZoneQuestion("zone", WHICH_ZONE, ABROAD_TOO)
ONLY_ITS_HOURS: Final = ZoneQuestion("zone", WHICH_HOURS, ONLY_HOURS)
