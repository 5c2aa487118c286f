"""Migrations lead to exactly the tables that the models describe, on both databases, there and back."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, ForeignKey, MetaData, Table, inspect, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.schema import Column
from sqlalchemy.types import BigInteger

from storage import migrate
from storage.tables import METADATA


async def tables_in(url: str) -> set[str]:
    engine = create_async_engine(url)
    async with engine.connect() as connection:
        names = await connection.run_sync(lambda plain: inspect(plain).get_table_names())
    await engine.dispose()
    return set(names)


async def test_an_empty_database_is_led_to_what_the_models_say(database_url: str) -> None:
    await migrate.upgrade(database_url)
    assert await migrate.differences(database_url) == []
    assert await tables_in(database_url) == {*METADATA.tables, "alembic_version"}


async def test_a_column_that_no_migration_adds_is_noticed(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await migrate.upgrade(database_url)
    newer = MetaData(naming_convention=METADATA.naming_convention)
    for table in METADATA.sorted_tables:
        table.to_metadata(newer)
    newer.tables["persons"].append_column(Column("shoe_size", BigInteger))
    monkeypatch.setattr("storage.tables.METADATA", newer)
    (found,) = await migrate.differences(database_url)
    assert found[0] == "add_column"
    assert found[3].name == "shoe_size"


async def test_up_down_up_ends_where_up_did(database_url: str) -> None:
    await migrate.upgrade(database_url)
    await migrate.downgrade(database_url)
    assert await tables_in(database_url) == {"alembic_version"}
    await migrate.upgrade(database_url)
    assert await migrate.differences(database_url) == []


async def test_every_single_step_can_be_taken_back(database_url: str) -> None:
    await migrate.upgrade(database_url)
    numbers = sorted(path.name[:4] for path in (migrate.STEPS / "versions").glob("[0-9]*.py"))
    for number in reversed(numbers[:-1]):
        await migrate.downgrade(database_url, number)
    await migrate.upgrade(database_url)
    assert await migrate.differences(database_url) == []


async def test_a_group_from_before_its_kinds_keeps_its_members(database_url: str) -> None:
    await migrate.upgrade(database_url)
    await migrate.downgrade(database_url, "0003")

    def fill(connection: Connection) -> None:
        connection.execute(text("INSERT INTO groups VALUES (7, 1, :name, 'GE', 'open', 0)"), {"name": b"x"})
        connection.execute(text("INSERT INTO persons VALUES (5, 'uk', 1, 0, :x, :x, 0)"), {"x": b"x"})
        connection.execute(text("INSERT INTO memberships VALUES (5, 7)"))

    await migrate._run(database_url, fill)
    await migrate.upgrade(database_url)

    def read(connection: Connection) -> list[Any]:
        found = "SELECT role, kind, mode, description FROM memberships JOIN groups ON groups.id = group_id"
        return [tuple(row) for row in connection.execute(text(found))]

    assert await migrate._run(database_url, read) == [("member", "place", "seen", None)]


async def test_first_words_from_before_the_numbers_are_counted(database_url: str) -> None:
    await migrate.upgrade(database_url)
    await migrate.downgrade(database_url, "0015")
    person = "INSERT INTO persons (id, language, consent, profile, conversation, seen_at)"
    request = (
        "INSERT INTO requests (id, number, person_id, group_id, language, urgency, status, outcome, ask, created_at, "
        "notices, look_at, circle)"
    )
    match = (
        "INSERT INTO matches (id, number, request_id, requester_id, helper_id, status, outcome, requester_name, "
        "helper_name, requester_paused, helper_paused, created_at, first_word_at, review)"
    )

    def fill(connection: Connection) -> None:
        for id in (5, 6):
            connection.execute(text(f"{person} VALUES ({id}, 'uk', 1, :x, :x, 0)"), {"x": b"x"})
        for id in (7, 8):
            told = f"({id}, {id}, 5, 0, 'uk', 'normal', 'waiting', '', :x, 0, 0, 0, 0)"
            connection.execute(text(f"{request} VALUES {told}"), {"x": b"x"})
        for id, word in ((1, 7200), (2, 3600)):
            told = f"({id}, {id}, 7, 5, 6, 'closed', 'left', :x, :x, false, false, 0, {word}, '')"
            connection.execute(text(f"{match} VALUES {told}"), {"x": b"x"})

    await migrate._run(database_url, fill)
    await migrate.upgrade(database_url)

    def read(connection: Connection) -> list[Any]:
        found = text("SELECT id, first_word_at FROM requests ORDER BY id")
        return [tuple(row) for row in connection.execute(found)]

    assert await migrate._run(database_url, read) == [(7, 3600), (8, None)]


async def test_several_replicas_may_start_at_once(database_url: str) -> None:
    await asyncio.gather(*(migrate.upgrade(database_url) for _replica in range(4)))
    assert await migrate.differences(database_url) == []


async def test_a_step_that_fails_leaves_nothing(database_url: str) -> None:
    def half_a_step(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE half (id INTEGER)"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await migrate._run(database_url, half_a_step)
    assert await tables_in(database_url) == set()


async def test_copying_a_table_keeps_the_rows_that_hang_on_it(tmp_path: Path) -> None:
    """SQLite changes a column by copying its table; with foreign keys on, that would empty the others."""
    url = f"sqlite+aiosqlite:///{tmp_path}/kolo.db"
    metadata = MetaData()
    Table("persons", metadata, Column("id", BigInteger, primary_key=True))
    Table(
        "notes",
        metadata,
        Column("person_id", BigInteger, ForeignKey("persons.id", ondelete="CASCADE")),
    )
    await migrate._run(url, metadata.create_all)

    def copy(connection: Connection) -> Any:
        connection.execute(text("INSERT INTO persons VALUES (1)"))
        connection.execute(text("INSERT INTO notes VALUES (1)"))
        connection.execute(text("CREATE TABLE copy (id BIGINT PRIMARY KEY)"))
        connection.execute(text("INSERT INTO copy SELECT id FROM persons"))
        connection.execute(text("DROP TABLE persons"))
        connection.execute(text("ALTER TABLE copy RENAME TO persons"))
        return connection.scalar(text("SELECT count(*) FROM notes"))

    assert await migrate._run(url, copy) == 1


async def test_a_step_that_orphans_a_row_is_refused(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/kolo.db"
    await migrate.upgrade(url)

    def orphan(connection: Connection) -> None:
        connection.execute(text("INSERT INTO desks (account_id) VALUES (12345)"))

    with pytest.raises(RuntimeError, match="nothing was changed"):
        await migrate._run(url, orphan)
