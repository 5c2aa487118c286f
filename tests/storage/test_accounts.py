"""Accounts: addresses lie sealed and are found by a keyed hash; moderators' chats are accounts of nobody."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.clock import Clock, StoppedClock
from storage import accounts, desks, persons
from storage.database import Database


async def test_an_address_lies_nowhere_in_clear(database: Database) -> None:
    async with database.transaction() as session:
        await persons.welcome(session, "telegram", "380501234567", "uk")
        (row,) = (await session.execute(text("SELECT * FROM accounts"))).all()
    assert b"380501234567" not in b"".join(value for value in row if isinstance(value, bytes))
    assert "380501234567" not in [str(value) for value in row]


async def test_the_account_used_last_is_written_to(database: Database, clock: Clock) -> None:
    async with database.transaction() as session:
        olha = (await persons.welcome(session, "viber", "v", "uk")).person
    clock.jump(timedelta(hours=1))
    async with database.transaction() as session:
        await accounts.belong(session, "telegram", "t", olha.id, "uk")
    async with database.transaction() as session:
        found = await accounts.of_person(session, olha.id)
        assert found is not None
        assert found.channel == "telegram"
        await accounts.close(session, found.id)
        again = await accounts.of_person(session, olha.id)
        assert again is not None
        assert again.channel == "viber"


async def test_a_moderators_private_chat_becomes_the_account_of_who_writes_there(database: Database) -> None:
    async with database.transaction() as session:
        desk = await accounts.of_chat(session, "telegram", "1001")
        arrival = await persons.welcome(session, "telegram", "1001", "uk")
    assert arrival.account.id == desk.id


async def test_an_account_that_somebody_has_is_not_given_away(database: Database) -> None:
    async with database.transaction() as session:
        olha = await persons.welcome(session, "telegram", "1001", "uk")
    with pytest.raises(IntegrityError):
        async with database.transaction() as session:
            await persons.welcome(session, "telegram", "1001", "uk")
    async with database.transaction() as session:
        assert await accounts.of_person(session, olha.person.id) == olha.account


async def test_a_chat_of_moderators_is_one_account(database: Database) -> None:
    async with database.transaction() as session:
        first = await accounts.of_chat(session, "telegram", "-1001")
        await accounts.speak(session, first.id, "ru")
    async with database.transaction() as session:
        again = await accounts.of_chat(session, "telegram", "-1001")
    assert (again.id, again.language, again.person_id) == (first.id, "ru", None)


async def test_only_the_chats_that_are_set_are_desks(database: Database) -> None:
    for chats in (["-1001", "-1002"], ["-1002", "-1003"]):
        async with database.transaction() as session:
            await desks.appoint(session, chats)
        async with database.transaction() as session:
            assert sorted(desk.address for desk in await desks.every(session)) == chats


async def test_each_account_remembers_its_own_live_message(database: Database) -> None:
    async with database.transaction() as session:
        first = await persons.welcome(session, "telegram", "1", "uk")
        second = await persons.welcome(session, "telegram", "2", "uk")
        await accounts.set_live_messages(session, {first.account.id: "11", second.account.id: "22"})
    async with database.transaction() as session:
        found = await persons.arrive(session, "telegram", ["1", "2"])
    assert {address: arrival.live_message for address, arrival in found.items()} == {"1": "11", "2": "22"}


async def test_when_an_account_was_used_is_known_within_the_hour_and_exactly_beside_another(
    database: Database, clock: StoppedClock
) -> None:
    async def acts(channel: str, address: str) -> None:
        clock.jump(timedelta(minutes=10))
        async with database.transaction() as session:
            arrival = (await persons.arrive(session, channel, [address]))[address]
            await persons.remember(session, [arrival])

    async def used() -> dict[str, timedelta]:
        async with database.transaction() as session:
            return {
                chat.account.channel: clock.now() - chat.used_at
                for chat in await accounts.chats(session, olha)
            }

    async with database.transaction() as session:
        olha = (await persons.welcome(session, "telegram", "1001", "uk")).person.id
    for minutes in (10, 20, 30, 40, 50, 0, 10):
        await acts("telegram", "1001")
        assert await used() == {"telegram": timedelta(minutes=minutes)}
    async with database.transaction() as session:
        await accounts.add(session, "viber", "v", olha, "uk")
    for channel, address in (("telegram", "1001"), ("viber", "v"), ("telegram", "1001")):
        await acts(channel, address)
        assert (await used())[channel] == timedelta()
