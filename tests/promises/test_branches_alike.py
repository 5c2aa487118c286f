"""From where somebody came back is neither readable nor to be guessed: of two groups every row looks the same."""

import random
from collections import Counter
from collections.abc import Sequence
from math import sqrt
from typing import Any

from sqlalchemy import Boolean, Column, LargeBinary, String, select

from bot.domain.matching import Ask, Skills
from bot.domain.obstacles.facts import Facts, Story
from handlers.where import ABROAD, DANGER
from storage import helpers, obstacle_reports, obstacles, persons, requests
from storage.database import Database, Moment, Session
from storage.everything import names
from storage.tables import METADATA

EACH = 100  # people of a group
FAR = 5 * sqrt((2 * EACH + 1) / (12 * EACH * EACH))  # five times what chance brings, for equal groups
# Both are asked about alike. Which requests a moderator reads first (danger, crisis, restricted movement) is in the
# clear, and so could be guessed at: docs/promises.md says it.
SIDES: dict[str, tuple[dict[str, str], Ask, Story]] = {
    "captivity": (
        {"place": ABROAD, "region": "GE", "name": "Kalyna"},
        Ask("documents", "documents.passport", "GE", words="мій полон і документи"),
        Story(Facts("UA-21", "military", "payment", "refused"), words="відмовили після полону"),
    ),
    "colony": (
        {"place": DANGER, "region": "UA-65", "name": "Yavir"},
        Ask("housing", "housing.night", "UA-65", in_person=True, words="колонія, немає де жити"),
        Story(Facts("UA-65", "pension", "document", "queue"), place="Херсон", words="після колонії"),
    ),
}


async def live(session: Session, number: int, side: str) -> int:
    """One of them comes, asks for help, helps, and tells of an obstacle."""
    told, ask, story = SIDES[side]
    arrival = await persons.welcome(session, "telegram", f"70000{number:04}", "uk")
    person = await persons.consent(session, arrival.person, 1)
    await persons.tell(session, person, **told)
    await requests.add(session, person.id, "uk", 0, ask, held=False)
    await helpers.volunteer(session, person.id, Skills((ask.need,), ("uk",)), 2)
    obstacle = await obstacles.add(session, story.facts, 0)
    assert await obstacle_reports.add(session, obstacle.id, person.id, story, 0) is not None
    return person.id


async def rows(session: Session, sides: dict[int, str]) -> list[tuple[Column[Any], list[tuple[Any, str]]]]:
    """Every column of every table that names one of them, with the side of each row, in the order of the file."""
    found = []
    for table in METADATA.sorted_tables:
        whose = next((c for c in table.columns if names(c) == "persons.id"), None)
        if whose is None:
            continue
        all_rows = (await session.execute(select(table))).mappings().all()
        for column in table.columns:
            pairs = [
                (row[column.name], sides[row[whose.name]]) for row in all_rows if row[whose.name] in sides
            ]
            if pairs:
                found.append((column, pairs))
    return found


def told_apart(pairs: Sequence[tuple[float, str]]) -> float:
    """How well a number tells the sides apart: 0 as chance does, 0.5 always (area under the curve, less a half)."""
    ranked = sorted(pairs)
    ranks = {
        value: sum(i for i, p in enumerate(ranked) if p[0] == value) for value in {v for v, _s in ranked}
    }
    count = Counter(value for value, _side in ranked)
    mine = [ranks[value] / count[value] for value, side in ranked if side == "colony"]
    return (sum(mine) - EACH * (EACH - 1) / 2) / (EACH * EACH) - 0.5


async def test_no_column_no_size_and_no_order_tells_from_where_somebody_came(database: Database) -> None:
    order = [side for side in SIDES for _person in range(EACH)]
    random.Random(7).shuffle(order)
    async with database.transaction() as session:
        sides = {await live(session, number, side): side for number, side in enumerate(order)}
    async with database.transaction() as session:
        found = await rows(session, sides)
    assert {column.table.name for column, _pairs in found} >= {"persons", "accounts", "requests", "helpers"}
    for column, pairs in found:
        if isinstance(column.type, LargeBinary):
            seen = [(0 if value is None else len(value), side) for value, side in pairs]
            assert len({size for size, _side in seen}) == 1, column
        elif isinstance(column.type, String | Boolean | Moment):
            by_side = {side: Counter(value for value, of in pairs if of == side) for side in SIDES}
            assert by_side["captivity"] == by_side["colony"], column
        place_in_file = [(place, side) for place, (_value, side) in enumerate(pairs)]
        numbers = [(value, side) for value, side in pairs if isinstance(value, int)]
        for told in (place_in_file, numbers):
            assert not told or abs(told_apart(told)) < FAR, column


def test_the_measure_tells_apart_what_differs() -> None:
    assert told_apart([(n, "colony" if n >= EACH else "captivity") for n in range(2 * EACH)]) == 0.5
    assert told_apart([(n, "colony" if n < EACH else "captivity") for n in range(2 * EACH)]) == -0.5
    assert told_apart([(n % 2, "colony" if n < EACH else "captivity") for n in range(2 * EACH)]) == 0
