"""How the rows, columns and periods of the heat table are called."""

import re
from datetime import UTC, datetime
from typing import Final

from bot.domain import places
from bot.domain.obstacles.facts import HAPPENED, OFFICES
from bot.domain.obstacles.heat import BY_HAPPENED, BY_MONTH, BY_OFFICE, BY_REGION, NOT_SAID, REST, Heat
from bot.domain.obstacles.heat_picture import Words
from bot.domain.places import Region
from bot.i18n import Language, Msg, Text, When, _, ctx, translate
from handlers.moderators import labels

TITLES: Final = {
    BY_REGION + BY_HAPPENED: _("Obstacles by place"),
    BY_REGION + BY_OFFICE: _("Obstacles by place and office"),
    BY_MONTH + BY_HAPPENED: _("Obstacles by month"),
    BY_MONTH + BY_OFFICE: _("Obstacles by month and office"),
}
WAYS: Final = {
    BY_REGION + BY_HAPPENED: _("By place"),
    BY_REGION + BY_OFFICE: _("By place and office"),
    BY_MONTH + BY_HAPPENED: _("By month"),
    BY_MONTH + BY_OFFICE: _("By month and office"),
}
LAST_YEAR: Final = _("the last twelve months")
NAMES: Final[dict[str, Text]] = {NOT_SAID: ctx("desk", "not said"), REST: ctx("heat", "all others")}


def words(counted: Heat, period: str, way: str, language: Language) -> Words:
    """Return what is written on the picture."""

    def said(text: Text) -> str:
        return translate(text, language)

    return Words(
        said(TITLES[way]),
        said(span(period)),
        said(ctx("heat", "Together")),
        said(_("How many people met it")),
        {row: said(place(row)) for row in counted.rows},
        {column: said(called(column, way[1])) for column in counted.columns},
    )


def place(row: str) -> Text:
    """Return the name of a row: a place in short, or a month."""
    if row in NAMES:
        return NAMES[row]
    if re.fullmatch("20[0-9]{2}-[0-9]{2}", row):
        return span(row)
    found = places.place(row) if places.is_place(row) else None
    return found.short if isinstance(found, Region) else labels.place(row)


def called(column: str, kind: str) -> Text:
    """Return the name of a column."""
    names = HAPPENED if kind == BY_HAPPENED else OFFICES
    return NAMES.get(column) or labels.called(names, column)


def span(period: str) -> Text:
    """Return the name of a period: a month, a year, or the last twelve months."""
    year, dash, month = period.partition("-")
    if not dash:
        return year or LAST_YEAR
    first = datetime(int(year), int(month), 15, tzinfo=UTC)
    return Msg("{month}").format(month=When(first, "UTC", "LLLL y"))
