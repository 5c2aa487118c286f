"""Nobody changes, removes, reorders or adds an act in the audit unseen: of a thousand made-up changes each is found."""

import random
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import LargeBinary, Table, delete, insert, select, update

from storage import audit_chain
from storage.audit import AuditRow
from storage.database import Database, Session, table_of
from tests.storage.test_audit_chain import check, write

ROWS, TRIES = 30, 1000
AUDIT: Table = table_of(AuditRow)


class _Undone(Exception):
    """What was changed is taken back."""


def other(rows: list[dict[str, Any]], column: Any, value: Any, chance: random.Random) -> Any:
    """Another value for a column: of another row, or made up."""
    found = [row[column.name] for row in rows if row[column.name] != value]
    if found and chance.random() < 0.5 and column.name not in ("id", "place"):
        return chance.choice(found)
    if isinstance(value, datetime):
        return value + timedelta(seconds=chance.randint(1, 10_000))
    if isinstance(column.type, LargeBinary):
        at = chance.randrange(max(len(value), 1))
        return value[:at] + bytes([(value[at] if value else 0) ^ 1 << chance.randrange(8)]) + value[at + 1 :]
    return f"x{value}"[:32] if isinstance(value, str) else value + 10_000


async def change(session: Session, rows: list[dict[str, Any]], chance: random.Random) -> str:
    """Make one change of any kind; return what it was."""
    one, two = chance.sample(rows, 2)
    kind = chance.choice(("value", "value", "removed", "swapped", "cut", "added"))
    here = AUDIT.c.id == one["id"]
    if kind == "value":
        column = chance.choice(list(AUDIT.columns))
        value = {column.name: other(rows, column, one[column.name], chance)}
        await session.execute(update(AUDIT).where(here).values(value))
        return f"{kind} of {column.name}"
    if kind == "removed":
        await session.execute(delete(AUDIT).where(here))
    elif kind == "cut":
        await session.execute(delete(AUDIT).where(AUDIT.c.place >= one["place"]))
    elif kind == "added":
        await session.execute(insert(AUDIT).values({**one, "id": 1, "place": len(rows) + 1}))
    else:  # the two acts change places
        contents = [column.name for column in AUDIT.columns if column.name not in ("id", "place", "link")]
        for row, taken in ((one, two), (two, one)):
            values = {name: taken[name] for name in contents}
            await session.execute(update(AUDIT).where(AUDIT.c.id == row["id"]).values(values))
    return kind


async def tried(database: Database, rows: list[dict[str, Any]], chance: random.Random) -> None:
    """See that one change is found, and take it back."""
    async with database.transaction() as session:
        kind = await change(session, rows, chance)
        assert (await audit_chain.check(session)).faults, kind
        raise _Undone(kind)


@pytest.mark.timeout(180)
async def test_of_a_thousand_changes_of_any_kind_each_is_found(database: Database) -> None:
    await write(database, *range(ROWS))
    async with database.transaction() as session:
        found = (await session.execute(select(AUDIT).order_by(AUDIT.c.place))).mappings()
        rows = [dict(row) for row in found]
    chance, kinds = random.Random(17), set[str]()
    for _try in range(TRIES):
        with pytest.raises(_Undone) as undone:
            await tried(database, rows, chance)
        kinds.add(str(undone.value))
    assert len(kinds) == len(AUDIT.columns) + 4
    assert (await check(database)).faults == ()
