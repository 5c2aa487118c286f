"""What stands in the file of obstacles: a row each, and how its columns and codes are called."""

from collections.abc import Mapping
from typing import Final

from bot.domain import places
from bot.domain.obstacles import export
from bot.domain.obstacles.export import Row
from bot.domain.obstacles.facts import HAPPENED, MONEY, OFFICES, PROMISED
from bot.domain.obstacles.states import STATES
from bot.domain.obstacles.sums import sum_range
from bot.i18n import Language, Text, ctx, translate
from storage import obstacle_reports
from storage.database import Session
from storage.obstacles import Obstacle

HEADER: Final[Mapping[str, Text]] = {
    "number": ctx("export", "number"),
    "country": ctx("export", "country"),
    "region": ctx("export", "region"),
    "office": ctx("export", "office"),
    "promised": ctx("export", "promised"),
    "happened": ctx("export", "what happened"),
    "sums": ctx("export", "sums"),
    "month": ctx("export", "month"),
    "status": ctx("export", "state"),
    "people": ctx("export", "people"),
    "sentences": ctx("export", "sentences let out"),
}
CODES: Final[Mapping[str, Mapping[str, Text]]] = {
    "office": OFFICES,
    "promised": PROMISED,
    "happened": HAPPENED,
    "status": STATES,
}


async def row_of(session: Session, obstacle: Obstacle) -> Row:
    """Return what may be told of an obstacle outside."""
    reports = await obstacle_reports.of_obstacle(session, obstacle.id)
    facts = obstacle.facts
    region = facts.region if places.is_place(facts.region) else ""
    stories = [report.story for report in reports]
    asked = {sum_range(story.detail) for story in stories if story.facts.happened == MONEY}
    let_out = (report.story.public for report in reports if report.released and report.story.public)
    return Row(
        obstacle.number,
        places.country(region),
        region if "-" in region else "",
        facts.office,
        facts.promised,
        facts.happened,
        tuple(sorted(asked - {""})),
        f"{obstacle.created_at:%Y-%m}",
        obstacle.status,
        export.people(len(reports)),
        tuple(let_out) if obstacle.published else (),
    )


def as_csv(rows: list[Row], language: Language) -> bytes:
    """Return the rows as CSV, said in a language."""

    def says(field: str, code: str) -> str:
        if field in ("country", "region"):
            return translate(places.name(code), language) if places.is_place(code) else code
        return translate(CODES.get(field, {}).get(code, code), language)

    return export.as_csv(rows, {name: translate(text, language) for name, text in HEADER.items()}, says)
