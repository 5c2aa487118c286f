"""The switch that stops sending: what it lets through, and that every process sees it."""

from dataclasses import replace

import pytest

from bot.hush import Hush
from bot.screens import Screen
from storage import accounts, desks, hushes, outbox
from storage.database import Database
from storage.hushes import MODERATORS, OPERATOR
from storage.outbox import Outgoing, Priority

DESK = "-1001"


@pytest.fixture
async def messages(database: Database) -> dict[str, Outgoing]:
    """A message to somebody, one about danger to life, one to the moderators, and one that takes another back."""
    async with database.transaction() as session:
        await desks.appoint(session, [DESK])
        person = await accounts.of_chat(session, "telegram", "1")
        desk = await accounts.of_chat(session, "telegram", DESK)
        return {
            "person": outbox.push_to(session, person, Screen("Words")),
            "danger": outbox.push_to(session, person, Screen("Numbers"), Priority.CRISIS),
            "desk": outbox.push_to(session, desk, Screen("The queue")),
            "taken back": outbox.push_to(session, person, Screen(""), Priority.TALK, delete="7"),
        }


async def passing(hush: Hush, messages: dict[str, Outgoing]) -> set[str]:
    """What goes out, as the switch stands now."""
    await hush.look()
    return {name for name, message in messages.items() if hush.lets(message)}


async def turn(database: Database, on: bool, by: str) -> bool:
    async with database.transaction() as session:
        return await (hushes.begin if on else hushes.end)(session, by)


async def test_the_operators_switch_lets_nothing_through(
    database: Database, messages: dict[str, Outgoing]
) -> None:
    hush = Hush(database)
    assert await passing(hush, messages) == set(messages)
    assert await turn(database, True, OPERATOR)
    assert await passing(hush, messages) == set()
    assert (hush.all, hush.any) == (True, True)


async def test_the_moderators_switch_lets_them_danger_to_life_and_what_is_taken_back_through(
    database: Database, messages: dict[str, Outgoing]
) -> None:
    hush = Hush(database)
    await turn(database, True, MODERATORS)
    assert await passing(hush, messages) == {"danger", "desk", "taken back"}
    assert (hush.all, hush.any) == (False, True)


async def test_of_two_switches_each_is_turned_off_by_itself(
    database: Database, messages: dict[str, Outgoing]
) -> None:
    hush = Hush(database)
    for by in (OPERATOR, MODERATORS):
        assert await turn(database, True, by)
        assert not await turn(database, True, by)
    assert await turn(database, False, OPERATOR)
    assert not await turn(database, False, OPERATOR)
    assert await passing(hush, messages) == {"danger", "desk", "taken back"}
    await turn(database, False, MODERATORS)
    assert await passing(hush, messages) == set(messages)


async def test_another_process_sees_it_in_the_database(
    database: Database, database_url: str, messages: dict[str, Outgoing]
) -> None:
    other = Database(database_url, database.vault, database.clock)
    hush = Hush(other)
    await turn(database, True, OPERATOR)
    assert await passing(hush, messages) == set()
    await other.close()


async def test_while_the_database_is_away_the_switch_stays_as_it_was(
    database: Database, messages: dict[str, Outgoing]
) -> None:
    hush = Hush(database)
    await turn(database, True, OPERATOR)
    await hush.look()
    await database.close()
    assert not hush.lets(replace(messages["person"], priority=Priority.CRISIS))
