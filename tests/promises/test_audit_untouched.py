"""Nobody changes, removes, reorders or adds an act in the audit unseen: of a thousand made-up changes each is found.

Some of its oldest acts have gone by themselves, and some more are due; after every second change the bot goes on.
"""

import random
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import LargeBinary, Table, delete, insert, select, update

from bot.clock import StoppedClock
from storage import audit, audit_chain, audit_check, audit_old
from storage.audit import AuditRow
from storage.audit_chain import END, START, AuditEndRow
from storage.database import Database, Session, table_of
from tests.jobs.test_audit import forget
from tests.storage.test_audit_chain import check, write

ROWS, TRIES = 30, 1000
AUDIT, ENDS = table_of(AuditRow), table_of(AuditEndRow)
PLACES = {END: "end", START: "start"}
State = dict[str, list[dict[str, Any]]]  # the rows of both tables


class _Undone(Exception):
    """What was changed is taken back."""


async def state(session: Session) -> State:
    """What a thief copies."""
    ordered = ((AUDIT, AUDIT.c.place), (ENDS, ENDS.c.id))
    return {
        table.name: [dict(row) for row in (await session.execute(select(table).order_by(by))).mappings()]
        for table, by in ordered
    }


def other(rows: list[dict[str, Any]], column: Any, value: Any, chance: random.Random) -> Any:
    """Another value for a column: of another row, or made up."""
    found = [row[column.name] for row in rows if row[column.name] != value]
    if found and chance.random() < 0.5 and column.name not in ("id", "place"):
        return chance.choice(found)
    if isinstance(value, datetime):
        return value + timedelta(seconds=chance.choice((1, -1)) * chance.randint(1, 100_000_000))
    if isinstance(column.type, LargeBinary):
        at = chance.randrange(max(len(value), 1))
        return value[:at] + bytes([(value[at] if value else 0) ^ 1 << chance.randrange(8)]) + value[at + 1 :]
    return f"x{value}"[:32] if isinstance(value, str) else value + 10_000


async def change_value(
    session: Session, table: Table, rows: list[dict[str, Any]], chance: random.Random
) -> str:
    """Change one value of one row."""
    one, column = chance.choice(rows), chance.choice(list(table.columns))
    value = {column.name: other(rows, column, one[column.name], chance)}
    await session.execute(update(table).where(table.c.id == one["id"]).values(value))
    return f"{column}" if table is AUDIT else f"{column} of the {PLACES[one['id']]}"


async def swap(session: Session, one: dict[str, Any], two: dict[str, Any]) -> None:
    """Let two acts change places."""
    contents = [column.name for column in AUDIT.columns if column.name not in ("id", "place", "link")]
    for row, taken in ((one, two), (two, one)):
        values = {name: taken[name] for name in contents}
        await session.execute(update(AUDIT).where(AUDIT.c.id == row["id"]).values(values))


async def put_back(session: Session, old: State, now: State, chance: random.Random) -> str:
    """Put back what had gone: the acts alone, with the start of then, or all as it was then."""
    kind = chance.choice(("old acts", "old acts and start", "an older day"))
    if kind == "an older day":
        await session.execute(delete(AUDIT))
        await session.execute(insert(AUDIT).values(old["audit"]))
    else:
        gone = [row for row in old["audit"] if row["place"] < now["audit"][0]["place"]]
        await session.execute(insert(AUDIT).values(gone[-chance.randint(1, len(gone)) :]))
    for row in old["audit_end"]:
        if kind == "an older day" or (kind == "old acts and start" and row["id"] == START):
            await session.execute(update(ENDS).where(ENDS.c.id == row["id"]).values(row))
    return kind


async def cut(session: Session, one: dict[str, Any], chance: random.Random) -> str:
    """Cut off the acts on one side of an act, and perhaps say that this is how it was left."""
    kind, place = chance.choice(("start", "end")), AUDIT.c.place
    await session.execute(
        delete(AUDIT).where(place <= one["place"] if kind == "start" else place > one["place"])
    )
    if chance.random() < 0.5:
        values = {"place": one["place"], "link": one["link"]}
        await session.execute(
            update(ENDS).where(ENDS.c.id == (START if kind == "start" else END)).values(values)
        )
        return f"{kind} cut off and moved"
    return f"{kind} cut off"


async def change(session: Session, old: State, now: State, chance: random.Random) -> str:
    """Make one change of any kind; return what it was."""
    rows = now["audit"]
    one, two = chance.sample(rows[:-1], 2)
    kind = chance.choice(
        ("value", "value", "of ends", "act gone", "swapped", "cut", "added", "back", "end gone")
    )
    if kind == "value":
        return await change_value(session, AUDIT, rows, chance)
    if kind == "of ends":
        return await change_value(session, ENDS, now["audit_end"], chance)
    if kind == "cut":
        return await cut(session, one, chance)
    if kind == "back":
        return await put_back(session, old, now, chance)
    if kind == "act gone":
        await session.execute(delete(AUDIT).where(AUDIT.c.id == one["id"]))
    elif kind == "added":
        place = chance.choice((rows[0]["place"] - 1, rows[-1]["place"] + 1, 0, -1, None))
        await session.execute(insert(AUDIT).values({**one, "id": 1, "place": place}))
    elif kind == "swapped":
        await swap(session, one, two)
    else:
        kind = chance.choice(("end gone", "start gone", "all gone"))
        id = {"end gone": (END,), "start gone": (START,)}.get(kind, (END, START))
        await session.execute(delete(ENDS).where(ENDS.c.id.in_(id)))
        if kind == "all gone":
            await session.execute(delete(AUDIT))
    return kind


async def go_on(session: Session) -> None:
    """Do what the bot does next: keep an act, and let old ones go."""
    session.expunge_all()
    await audit.write(session, "telegram:7", "look", "request 1")
    await audit_chain.extend(session)
    session.audited.clear()
    with suppress(audit_old.ChainBroken):
        await audit_old.forget_some(session)


async def tried(database: Database, old: State, now: State, note: str, chance: random.Random) -> None:
    """See that one change is found, also after the bot went on, and take it back."""
    async with database.transaction() as session:
        kind = await change(session, old, now, chance)
        if chance.random() < 0.5 and kind != "added":  # whose place the next act may want: it fails then
            await go_on(session)
        session.expunge_all()
        checked = await audit_check.check(session, [note])
        assert checked.faults or checked.lost, kind
        raise _Undone(kind)


async def test_of_a_thousand_changes_of_any_kind_each_is_found(
    database: Database, clock: StoppedClock
) -> None:
    for number in range(ROWS):
        await write(database, number)
        clock.jump(timedelta(days=1))
    clock.jump(audit_old.KEPT - timedelta(days=ROWS - 5))
    await forget(database)
    async with database.transaction() as session:
        old = await state(session)
    await write(database, ROWS)
    clock.jump(timedelta(days=4))
    await forget(database)
    clock.jump(timedelta(days=3))  # three more are due
    async with database.transaction() as session:
        now = await state(session)
        note = await audit_chain.noted(session)
    assert [len(each["audit"]) for each in (old, now)] == [24, 21]
    chance, kinds = random.Random(17), set[str]()
    for _try in range(TRIES):
        with pytest.raises(_Undone) as undone:
            await tried(database, old, now, note, chance)
        kinds.add(str(undone.value))
    assert len(kinds) == len(AUDIT.columns) + 2 * len(ENDS.columns) + 4 + 3 + 3 + 3
    checked = await check(database, note)
    assert (checked.faults, checked.lost, checked.rows) == ((), (), 21)
