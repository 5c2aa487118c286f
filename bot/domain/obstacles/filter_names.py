"""The names by which moderators call states, places, offices and months, in any language and with any ending."""

from functools import cache

from babel.dates import get_month_names

from bot.domain.filtering import named
from bot.domain.filtering.vocabulary import Name, Value, Values, Vocabulary, names
from bot.domain.obstacles.facts import HAPPENED, OFFICES
from bot.domain.obstacles.states import STATES
from bot.domain.typed import folded
from bot.i18n import LANGUAGES

# One letter a field, since a button holds 64 bytes.
STATUS, OFFICE, INSTEAD, MONTH, YEAR, OF_YEAR = "s", "o", "h", "m", "y", "n"
REGION, COUNTRY = named.REGION, named.COUNTRY


def meant(phrase: str) -> Values:
    """Return what a phrase of small letters may mean; nothing when it names nothing."""
    year, dash, month = phrase.partition("-")
    if year.isascii() and year.isdecimal() and len(year) == 4:
        if not dash:
            return frozenset({(YEAR, year)})
        if month.isascii() and month.isdecimal() and 1 <= int(month) <= 12:
            return frozenset({(MONTH, f"{year}-{int(month):02}")})
    return _vocabulary().meant(phrase)


@cache
def _vocabulary() -> Vocabulary:
    known = [
        name
        for field, codes in ((STATUS, STATES), (OFFICE, OFFICES), (INSTEAD, HAPPENED))
        for code, says in codes.items()
        if code != "other"
        for name in names((field, code), code, says)
    ]
    return Vocabulary((*known, *named.place_names(), *_months()), {})


def _months() -> list[Name]:
    return [
        Name((OF_YEAR, f"{number:02}"), folded(name))
        for language in LANGUAGES
        for form in ("format", "stand-alone")
        for number, name in get_month_names("wide", form, language).items()
    ]


def is_known(value: Value) -> bool:
    """Say whether a field can have this value, as far as the fields have names."""
    return value[0] in (MONTH, YEAR) or _vocabulary().knows(value)
