"""A transaction commits as a whole or leaves nothing, and of many at once none is lost."""

import asyncio
import os
from pathlib import Path

import pytest
from asyncpg.exceptions import CannotConnectNowError  # type: ignore[import-untyped]
from PIL import UnidentifiedImageError
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, TimeoutError as TimeoutOfPool

from bot.clock import Clock
from bot.screens import Screen
from bot.tasks import start
from storage import accounts, counters, desks, keys, outbox, persons
from storage.crypto import CannotOpen, Vault
from storage.database import PRAGMAS, Database, Session, is_away
from storage.outbox import Outgoing

AT_ONCE = 60


async def count(database: Database, table: str) -> int:
    async with database.transaction() as session:
        return await session.scalar(text(f"SELECT count(*) FROM {table}")) or 0


async def test_sixty_who_read_add_and_write_at_once_lose_nothing(database: Database) -> None:
    async with database.transaction() as session:
        await persons.welcome(session, "telegram", "1001", "uk")

    async def add_one() -> None:
        async with database.transaction() as session:
            arrival = (await persons.arrive(session, "telegram", ["1001"]))["1001"]
            read = arrival.state.get("n", 0)
            await asyncio.sleep(0)
            arrival.state["n"] = read + 1
            await persons.remember(session, [arrival])

    await asyncio.gather(*(add_one() for _each in range(AT_ONCE)))
    async with database.transaction() as session:
        assert (await persons.arrive(session, "telegram", ["1001"]))["1001"].state == {"n": AT_ONCE}


async def test_sixty_who_count_at_once_get_sixty_numbers(database: Database) -> None:
    async def number() -> int:
        async with database.transaction() as session:
            return await counters.following(session, "requests")

    numbers = await asyncio.gather(*(number() for _each in range(AT_ONCE)))
    assert sorted(numbers) == list(range(1, AT_ONCE + 1))


async def test_a_failed_block_leaves_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        await _welcome_and_fail(database)
    assert [await count(database, table) for table in ("persons", "accounts", "outbox")] == [0, 0, 0]


async def test_a_failed_block_hands_nothing_over_and_the_next_one_works(database: Database) -> None:
    handed: list[Outgoing] = []
    database.committed = handed.extend
    with pytest.raises(ZeroDivisionError):
        await _welcome_and_fail(database)
    assert handed == []
    async with database.transaction() as session:
        arrival = await persons.welcome(session, "telegram", "1001", "uk")
        outbox.push_to(session, arrival.account, Screen("так"))
        assert handed == []
    assert [message.body for message in handed] == [{"text": "так"}]


async def _welcome_and_fail(database: Database) -> None:
    async with database.transaction() as session:
        arrival = await persons.welcome(session, "telegram", "1001", "uk")
        outbox.push_to(session, arrival.account, Screen("ні"))
        raise ZeroDivisionError


async def test_a_cancelled_block_leaves_nothing_and_frees_the_way(database: Database) -> None:
    begun = asyncio.Event()

    async def welcome() -> None:
        async with database.transaction() as session:
            await persons.welcome(session, "telegram", "1001", "uk")
            begun.set()
            await asyncio.Event().wait()

    task = start(welcome(), "welcome")
    await begun.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert await count(database, "persons") == 0


async def test_an_address_belongs_to_one_account(database: Database) -> None:
    async with database.transaction() as session:
        await accounts.add(session, "telegram", "1001", None, "uk")
        await accounts.add(session, "viber", "1001", None, "uk")
    with pytest.raises(IntegrityError):
        async with database.transaction() as session:
            await accounts.add(session, "telegram", "1001", None, "uk")


async def test_replicas_that_start_at_once_find_each_others_addresses(
    database: Database, clock: Clock
) -> None:
    async with database.transaction() as session:
        await session.execute(text("DELETE FROM keys"))
    key = os.urandom(32)
    url = database.engine.url.render_as_string(hide_password=False)
    replicas = [Database(url, Vault((key,)), clock) for _each in range(4)]
    await asyncio.gather(*(keys.unlock(replica) for replica in replicas))
    assert len({replica.vault.index("telegram", "1001") for replica in replicas}) == 1
    for replica in replicas:
        await replica.close()


async def test_with_the_wrong_data_key_the_program_does_not_start(database: Database, clock: Clock) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    stranger = Database(url, Vault((os.urandom(32),)), clock)
    with pytest.raises(CannotOpen):
        await keys.unlock(stranger)
    await stranger.close()


async def test_sqlite_is_set_as_measured(tmp_path: Path, clock: Clock) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/kolo.db", Vault((os.urandom(32),)), clock)
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    async with database.engine.connect() as connection:
        found = {name: (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar() for name in wanted}
    await database.close()
    assert found == wanted
    assert {pragma.partition("=")[0] for pragma in PRAGMAS} > set(wanted)


async def _row(session: Session, table: str, column: str) -> bytes:
    found: bytes = (await session.execute(text(f"SELECT {column} FROM {table}"))).scalar_one()
    return found


async def test_what_was_erased_leaves_the_file_and_its_log(database: Database) -> None:
    """Even sealed, it must not wait there for the day when a key is lost."""
    async with database.transaction() as session:
        arrival = await persons.welcome(session, "telegram", "1001", "uk")
        sealed = await _row(session, "persons", "profile")
    if not database.is_sqlite:
        assert await database.scrub()
        return
    folder = Path(str(database.engine.url.database)).parent
    assert sealed in _all_bytes(folder)
    async with database.transaction() as session:
        await persons.erase(session, arrival.person)
    assert await database.scrub()
    assert sealed not in _all_bytes(folder)
    assert (folder / "kolo.db-wal").stat().st_size == 0


async def test_scrubbing_waits_for_the_transaction_under_way(database: Database) -> None:
    async def write() -> None:
        async with database.transaction() as session:
            await persons.welcome(session, "telegram", "1001", "uk")
            await asyncio.sleep(0)

    done = await asyncio.gather(write(), database.scrub(), write_nothing(database))
    assert done[1]
    assert await count(database, "persons") == 1


async def write_nothing(database: Database) -> None:
    async with database.transaction():
        await asyncio.sleep(0)


def _all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob("kolo.db*")))


async def test_a_moderators_chat_is_still_one_when_its_owner_goes(database: Database) -> None:
    async with database.transaction() as session:
        arrival = await persons.welcome(session, "telegram", "1001", "uk")
        await desks.appoint(session, ["1001"])
        await persons.erase(session, arrival.person)
        assert [desk.address for desk in await desks.every(session)] == ["1001"]
    assert await count(database, "persons") == 0


def test_a_database_that_cannot_take_us_now_is_away_and_no_event_is_to_blame() -> None:
    assert is_away(TimeoutOfPool("all connections are busy"))
    assert is_away(CannotConnectNowError("the database system is starting up"))
    assert is_away(ConnectionRefusedError(111, "Connection refused"))
    assert is_away(OSError(113, "No route to host"))
    assert not is_away(ValueError("ours"))
    assert not is_away(
        UnidentifiedImageError("cannot identify image file")
    )  # an OSError too, of the picture alone


async def test_an_error_of_the_database_does_not_quote_what_was_written(database: Database) -> None:
    with pytest.raises(DBAPIError) as failed:
        async with database.transaction() as session:
            await session.execute(text("SELECT nothing FROM nowhere WHERE a = :word"), {"word": "canary"})
    assert "canary" not in str(failed.value)
