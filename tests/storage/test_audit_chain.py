"""Whoever changes the audit without the key is found out, whatever they change."""

import asyncio

import pytest
from sqlalchemy import text

from storage import audit, audit_chain, audit_check
from storage.database import Database


async def write(database: Database, *numbers: int) -> None:
    """Each in a transaction of its own."""
    for number in numbers:
        async with database.transaction() as session:
            await audit.write(session, "telegram:7", "look", f"request {number}", "because")


async def check(database: Database, *notes: str) -> audit_check.Checked:
    async with database.transaction() as session:
        return await audit_check.check(session, notes)


async def run(database: Database, statement: str) -> None:
    async with database.engine.begin() as connection:
        await connection.execute(text(statement))


async def test_an_empty_audit_and_one_that_nobody_touched_are_whole(database: Database) -> None:
    assert await check(database) == audit_check.Checked(0, "0:")
    await write(database, 1, 2, 3)
    checked = await check(database)
    assert (checked.rows, checked.faults) == (3, ())
    async with database.transaction() as session:
        assert await audit_chain.noted(session) == checked.end


async def test_several_acts_of_one_transaction_stand_in_their_order(database: Database) -> None:
    async with database.transaction() as session:
        for number in range(3):
            await audit.write(session, "", "pair", f"talk {number}")
    checked = await check(database)
    assert (checked.rows, checked.faults) == (3, ())


async def test_an_act_that_was_rolled_back_leaves_no_hole(database: Database) -> None:
    await write(database, 1)
    async with database.transaction() as session:
        await audit.write(session, "", "pair", "talk 1")
        await audit_chain.extend(session)
        await session.rollback()
        session.audited.clear()
    await write(database, 2)
    checked = await check(database)
    assert (checked.rows, checked.faults) == (2, ())


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET object = 'request 9' WHERE place = 2",
        "UPDATE audit SET act = 'words' WHERE place = 2",
        "UPDATE audit SET at = at + 60 WHERE place = 2",
        "UPDATE audit SET actor = (SELECT link FROM audit WHERE place = 1) WHERE place = 2",
        "UPDATE audit SET reason = (SELECT reason FROM audit WHERE place = 1) WHERE place = 2",
        "DELETE FROM audit WHERE place = 2",
        "DELETE FROM audit WHERE place = 1",
        "DELETE FROM audit WHERE place = 4",
        "DELETE FROM audit WHERE place >= 3",
        "DELETE FROM audit",
        "DELETE FROM audit_end",
        "UPDATE audit_end SET place = 3",
        "UPDATE audit SET place = NULL WHERE place = 4",
        "UPDATE audit SET place = 5 WHERE place = 2",
        "UPDATE audit SET link = (SELECT link FROM audit WHERE place = 1) WHERE place = 3",
    ],
)
async def test_every_change_is_found(database: Database, change: str) -> None:
    await write(database, 1, 2, 3, 4)
    await run(database, change)
    assert (await check(database)).faults


async def test_an_end_that_was_cut_off_is_found_though_the_note_of_it_is_moved_back(
    database: Database,
) -> None:
    await write(database, 1, 2, 3, 4)
    await run(database, "DELETE FROM audit WHERE place > 2")
    await run(database, "UPDATE audit_end SET place = 2, link = (SELECT link FROM audit WHERE place = 2)")
    assert (await check(database)).faults == ("the end of the chain, or its start, was not written by us",)


async def test_an_older_database_put_back_is_found_by_an_end_that_was_noted(database: Database) -> None:
    await write(database, 1, 2)
    early = (await check(database)).end
    await write(database, 3)
    checked = await check(database, early, "4:9f02c6d1", "2:9f02c6d1")
    assert (checked.faults, checked.lost) == ((), ("4:9f02c6d1", "2:9f02c6d1"))


async def test_a_chain_that_is_taken_apart_is_not_put_together_again(database: Database) -> None:
    await write(database, 1, 2, 3)
    await run(database, "UPDATE audit SET place = NULL, link = NULL")
    await run(database, "DELETE FROM audit_end")
    assert (await check(database)).faults == ("3 rows are outside the chain",)
    await write(database, 4)
    assert (await check(database)).faults == ("3 rows are outside the chain",)


async def test_a_row_put_beside_the_chain_later_is_never_joined(database: Database) -> None:
    await write(database, 1)
    await run(
        database,
        "INSERT INTO audit (id, at, actor, act, object, reason)"
        " SELECT id + 1, at, actor, act, object, reason FROM audit",
    )
    await write(database, 2)
    assert (await check(database)).faults == ("1 row is outside the chain",)


async def test_of_two_who_act_at_once_both_are_in_the_chain(database: Database) -> None:
    await asyncio.gather(*(write(database, number) for number in range(12)))
    checked = await check(database)
    assert (checked.rows, checked.faults) == (12, ())
