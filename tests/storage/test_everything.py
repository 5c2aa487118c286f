"""Nothing that is stored about a person is left out, nothing about anybody else comes along."""

import json
from typing import Any

import pytest
from sqlalchemy import Column, select

from storage import everything, persons
from storage.database import Database, Sealed, Session
from storage.persons import Person
from storage.tables import METADATA
from tests.storage.rows import (
    ANOTHER,
    ANOTHERS_ACCOUNT,
    ME,
    MINE,
    MY_ACCOUNT,
    add,
    fill,
    naming_columns,
    words_in,
)

EACH = pytest.mark.parametrize("column", naming_columns(), ids=str)


async def _name_me_in(session: Session, column: Column[Any]) -> None:
    whose = everything.names(column)
    assert whose is not None
    await fill(session)
    await add(session, column.table, 2, {column.name: MINE[whose]})


@EACH
async def test_every_row_that_names_me_is_shown_and_nobody_else(
    database: Database, column: Column[Any]
) -> None:
    async with database.transaction() as session:
        await _name_me_in(session, column)
        found = await everything.about(session, ME)
    assert set(found) == {"persons", "accounts", column.table.name}
    assert [row[column.name] for row in found[column.table.name]] == ["you"]
    assert str(ANOTHER) not in json.dumps(found)
    assert str(ANOTHERS_ACCOUNT) not in json.dumps(found)


# A moderators' chat is a setting of the bot: it stays (test_database.py).
@pytest.mark.parametrize("column", [c for c in naming_columns() if c.table.name != "desks"], ids=str)
async def test_no_row_names_me_when_i_was_erased(database: Database, column: Column[Any]) -> None:
    async with database.transaction() as session:
        await _name_me_in(session, column)
        await persons.erase(session, Person(ME))
    async with database.transaction() as session:
        for table in METADATA.sorted_tables:
            values = {value for row in await session.execute(select(table)) for value in row}
            assert not values & {ME, MY_ACCOUNT}
        assert await everything.about(session, ANOTHER) != {}


async def test_all_that_is_sealed_is_shown_opened(database: Database) -> None:
    async with database.transaction() as session:
        await fill(session)
        shown = json.dumps(await everything.about(session, ANOTHER), ensure_ascii=False)
    theirs = [c for table in everything.tables() for c in table.columns if isinstance(c.type, Sealed)]
    assert theirs
    assert not [column for column in theirs if words_in(column) not in shown]


async def test_of_a_stranger_nothing_is_stored(database: Database) -> None:
    async with database.transaction() as session:
        await fill(session)
        assert await everything.about(session, 12345) == {}


def test_only_these_tables_name_nobody() -> None:
    nameless = set(METADATA.tables) - {table.name for table in everything.tables()}
    assert nameless == {
        "announcements",
        "alerts",
        "audit",
        "audit_end",
        "banned_addresses",
        "card_texts",
        "cards",
        "code_tries",
        "contact_checks",
        "counters",
        "gone",
        "duties",
        "group_neighbours",
        "groups",
        "inbox",
        "invitations",
        "hushes",
        "job_runs",
        "joint_requests",
        "keys",
        "moderators",
        "obstacle_changes",
        "obstacle_moved",
        "obstacle_moves",
        "obstacles",
        "points",
        "quarantine",
        "saved_answers",
        "spending",
    }


async def test_the_number_of_a_message_on_the_others_phone_is_not_told(database: Database) -> None:
    table = METADATA.tables["talk_messages"]
    mine = {
        "from_account": MY_ACCOUNT,
        "from_message": "12",
        "to_account": ANOTHERS_ACCOUNT,
        "to_message": "990017",
    }
    async with database.transaction() as session:
        await fill(session)
        await add(session, table, 2, mine)
        (shown,) = (await everything.about(session, ME))["talk_messages"]
    assert (shown["from_message"], shown["to_message"]) == ("12", "on another phone")
