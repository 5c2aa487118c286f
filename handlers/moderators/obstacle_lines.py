"""The lines of the list of obstacles: short enough for a phone."""

from typing import Final

from bot.domain import places
from bot.domain.obstacles import filter_names
from bot.domain.obstacles.facts import HAPPENED, OFFICES, called
from bot.domain.obstacles.filters import Filter
from bot.domain.obstacles.states import STATES
from bot.i18n import Msg, Text, _, lines, plural
from handlers.moderators import labels
from storage import obstacle_reports
from storage.database import Session
from storage.obstacles import Obstacle

TITLE: Final = Msg("{n} · {met}")
NAMES: Final[dict[str, dict[str, Text]]] = {
    filter_names.STATUS: dict(STATES),
    filter_names.OFFICE: dict(OFFICES),
    filter_names.INSTEAD: dict(HAPPENED),
}


def title(found: list[Obstacle], wanted: Filter) -> Text:
    """Say how many were found, and by what."""
    asked = (lines(*map(_said, sorted(test)), separator=" / ") for test in wanted.tests)
    counted: Msg = plural("{n} obstacle", "{n} obstacles", len(found))
    return lines(
        _("Most like “{words}”").format(words=wanted.like) if wanted.like else counted,
        *asked,
    )


def _said(value: tuple[str, str]) -> Text:
    field, code = value
    if field in (filter_names.REGION, filter_names.COUNTRY):
        return places.name(code)
    return NAMES.get(field, {}).get(code, code)


async def item(session: Session, obstacle: Obstacle) -> Text:
    """Return an obstacle in the list: its number, how many met it, how it stands, what it is."""
    people = await obstacle_reports.count(session, obstacle.id)
    facts = obstacle.facts
    met = plural("{n} person", "{n} people", people)
    told = (called(OFFICES, facts.office), called(HAPPENED, facts.happened))
    return lines(
        TITLE.format(n=obstacle.number, met=met),
        labels.called(STATES, obstacle.status),
        *(one for one in told if one is not None),
        labels.place(facts.region) if facts.region else None,
    )
