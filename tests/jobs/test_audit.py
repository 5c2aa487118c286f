"""The audit loses its oldest acts after a year and stays a chain; daily it is looked through and its end noted."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.clock import StoppedClock
from jobs import audit as job, keeping
from jobs.audit import AuditChanged
from storage import audit, audit_check, audit_notes, audit_old
from storage.audit_old import ChainBroken
from storage.database import Database
from tests.storage.test_audit_chain import check, run, write


async def forget(database: Database) -> int:
    """Let go what is old enough, as the job does; return how many acts that were."""
    return await keeping.forget_acts(database)


@pytest.fixture
def folder(database: Database, tmp_path: Path) -> Path:
    """Where the backups are, and the notes beside them."""
    database.backups = tmp_path / "backups"
    return database.backups


async def noted(database: Database, folder: Path) -> list[str]:
    await job.run(database)
    return audit_notes.ends(folder)


async def test_acts_go_after_a_year_and_what_is_left_is_whole(
    database: Database, clock: StoppedClock
) -> None:
    await write(database, 1, 2)
    clock.jump(timedelta(days=1))
    await write(database, 3, 4)
    clock.jump(audit_old.KEPT - timedelta(days=1, seconds=1))
    assert await forget(database) == 0
    clock.jump(timedelta(seconds=1))
    assert await forget(database) == 2
    await write(database, 5)
    checked = await check(database)
    assert (checked.rows, checked.faults, checked.end.partition(":")[0]) == (3, (), "5")


async def test_when_all_acts_are_gone_the_chain_goes_on_from_the_last(
    database: Database, clock: StoppedClock
) -> None:
    await write(database, 1, 2)
    clock.jump(audit_old.KEPT)
    assert await forget(database) == 2
    assert await check(database) == audit_check.Checked(0, (await check(database)).end)
    await write(database, 3)
    checked = await check(database)
    assert (checked.rows, checked.faults, checked.end.partition(":")[0]) == (1, (), "3")


async def test_many_old_acts_go_in_slices(database: Database, clock: StoppedClock) -> None:
    async with database.transaction() as session:
        for number in range(audit_old.SLICE + 1):
            await audit.write(session, "telegram:7", "look", f"request {number}")
    clock.jump(audit_old.KEPT)
    async with database.transaction() as session:
        assert await audit_old.forget_some(session) == audit_old.SLICE
    assert (await check(database)).faults == ()
    assert await forget(database) == 1
    assert (await check(database)).faults == ()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET at = 1 WHERE place = 1",
        "UPDATE audit SET object = 'request 9' WHERE place = 1",
        "DELETE FROM audit WHERE place = 1",
        "UPDATE audit_end SET proof = link",
        "DELETE FROM audit_end",
        "INSERT INTO audit_end SELECT 2, place, link, link FROM audit WHERE place = 1",
    ],
)
async def test_of_a_changed_audit_nothing_goes_however_old_it_is(
    database: Database, clock: StoppedClock, change: str
) -> None:
    await write(database, 1, 2, 3)
    await run(database, change)
    clock.jump(audit_old.KEPT)
    left = (await check(database)).rows
    with pytest.raises(ChainBroken):
        async with database.transaction() as session:
            await audit_old.forget_some(session)
    assert (await check(database)).rows == left
    assert (await check(database)).faults


async def test_acts_from_before_there_was_a_chain_go_too(database: Database, clock: StoppedClock) -> None:
    await write(database, 1, 2)
    await run(database, "UPDATE audit SET place = NULL, link = NULL")
    await run(database, "DELETE FROM audit_end")
    clock.jump(audit_old.KEPT)
    await keeping.run(database)
    assert await check(database) == audit_check.Checked(0, "0:")


async def test_acts_that_are_written_while_old_ones_go_are_in_the_chain(
    database: Database, clock: StoppedClock
) -> None:
    await write(database, *range(5))
    clock.jump(audit_old.KEPT)
    await asyncio.gather(forget(database), *(write(database, number) for number in range(5)))
    checked = await check(database)
    assert (checked.rows, checked.faults) == (5, ())


async def test_the_end_is_noted_beside_the_backups_when_there_is_a_new_one(
    database: Database, folder: Path
) -> None:
    assert await noted(database, folder) == []
    await write(database, 1)
    first = await noted(database, folder)
    assert await noted(database, folder) == first == [(await check(database)).end]
    await write(database, 2)
    assert await noted(database, folder) == [*first, (await check(database)).end]


async def test_the_end_stands_in_the_log_without_anybody(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    await write(database, 1)
    await job.run(database)
    said = capsys.readouterr().out
    assert (await check(database)).end in said
    assert "telegram" not in said
    assert "request" not in said


async def test_an_older_database_put_back_is_found_by_the_notes(database: Database, folder: Path) -> None:
    await write(database, 1, 2)
    async with database.engine.begin() as thief:
        then = (await thief.execute(text("SELECT place, link, proof FROM audit_end"))).one()._asdict()
    await write(database, 3)
    await job.run(database)
    await run(database, "DELETE FROM audit WHERE place > 2")
    async with database.engine.begin() as thief:
        await thief.execute(text("UPDATE audit_end SET place = :place, link = :link, proof = :proof"), then)
    await write(database, 4, 5)
    assert (await check(database)).faults == ()
    with pytest.raises(AuditChanged):
        await job.run(database)


async def test_notes_of_acts_that_have_gone_say_nothing_and_go_themselves(
    database: Database, folder: Path, clock: StoppedClock
) -> None:
    await write(database, 1)
    (first,) = await noted(database, folder)
    await write(database, 2)
    clock.jump(audit_old.KEPT)
    await forget(database)
    checked = await check(database, first)
    assert (checked.lost, checked.older) == ((), (first,))
    clock.jump(timedelta(days=31))
    await write(database, 3)
    assert await noted(database, folder) == [(await check(database)).end]


async def test_what_a_restored_backup_cannot_know_is_not_asked_of_it(
    database: Database, folder: Path
) -> None:
    now = database.clock.now()
    for end in ("1:aaaaaaaa", "2:bbbbbbbb", "3:cccccccc"):
        audit_notes.note(folder, now, end)
    audit_notes.note(folder, now, "2:dddddddd", audit_notes.RESTORED)
    audit_notes.note(folder, now, "3:eeee")  # cut off by a crash
    assert audit_notes.ends(folder) == ["1:aaaaaaaa", "2:dddddddd"]
