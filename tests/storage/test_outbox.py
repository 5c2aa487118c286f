"""Messages wait sealed until they are delivered, the most urgent first, and not longer than their account."""

from sqlalchemy import text

from bot.screens import Screen, command_button
from storage import accounts, outbox, persons
from storage.accounts import Account
from storage.database import Database
from storage.outbox import Priority


async def account(database: Database, address: str = "1001", channel: str = "telegram") -> Account:
    async with database.transaction() as session:
        return (await persons.welcome(session, channel, address, "uk")).account


async def push(database: Database, to: Account, words: str, priority: Priority = Priority.REPLY) -> int:
    async with database.transaction() as session:
        return outbox.push_to(session, to, Screen(words), priority).id


async def due(database: Database, *held: int, channel: str = "telegram", limit: int = 500) -> list[str]:
    async with database.transaction() as session:
        found = await outbox.due(session, channel, held, limit)
        return [message.body["text"] for message in found]


async def test_a_message_comes_back_as_it_was_pushed(database: Database) -> None:
    olha = await account(database)
    async with database.transaction() as session:
        screen = Screen("Добрий день", ((command_button("Меню", "menu"),),), passing=True)
        outbox.push_to(session, olha, screen, Priority.TALK, reply_to="77")
    async with database.transaction() as session:
        (message,) = await outbox.due(session, "telegram", ())
    assert message.account.address == "1001"
    assert message.priority == Priority.TALK
    assert message.body["text"] == "Добрий день"
    assert [[tuple(button) for button in row] for row in message.body["rows"]] == [[("Меню", "c:menu", "")]]
    assert (message.body["passing"], message.body["reply_to"]) == (True, "77")


async def test_the_most_urgent_goes_first_then_the_oldest(database: Database) -> None:
    olha = await account(database)
    for words, priority in (
        ("звістка", Priority.CHECK_IN),
        ("відповідь 1", Priority.REPLY),
        ("усім", Priority.BULK),
        ("номери", Priority.CRISIS),
        ("відповідь 2", Priority.REPLY),
        ("розмова", Priority.TALK),
    ):
        await push(database, olha, words, priority)
    assert await due(database) == ["номери", "розмова", "відповідь 1", "відповідь 2", "звістка", "усім"]


async def test_what_is_held_in_memory_already_is_not_read_again(database: Database) -> None:
    olha = await account(database)
    first, _second, third = [await push(database, olha, words) for words in "абв"]
    assert await due(database, first, third) == ["б"]


async def test_held_messages_do_not_use_up_the_limit(database: Database) -> None:
    olha = await account(database)
    held = [await push(database, olha, f"утримане {n}") for n in range(5)]
    await push(database, olha, "нове")
    assert await due(database, *held, limit=1) == ["нове"]


async def test_each_messenger_gets_its_own(database: Database) -> None:
    await push(database, await account(database, "a", "telegram"), "туди")
    await push(database, await account(database, "b", "viber"), "сюди")
    assert await due(database, channel="viber") == ["сюди"]


async def test_what_was_delivered_is_gone(database: Database) -> None:
    id = await push(database, await account(database), "раз")
    async with database.transaction() as session:
        await outbox.delivered(session, [id])
        assert await session.scalar(text("SELECT count(*) FROM outbox")) == 0


async def test_what_a_messenger_refuses_for_good_is_counted_and_not_sent(database: Database) -> None:
    olha = await account(database)
    id = await push(database, olha, "завелике")
    await push(database, olha, "добре")
    async with database.transaction() as session:
        await outbox.park(session, [id])
    assert await due(database) == ["добре"]
    async with database.transaction() as session:
        assert await outbox.backlog(session) == (1, 1)


async def test_nothing_waits_for_an_account_that_is_closed(database: Database) -> None:
    olha = await account(database)
    await push(database, olha, "запізно")
    async with database.transaction() as session:
        await accounts.close(session, olha.id)
    assert await due(database) == []


async def test_a_person_without_an_open_account_is_not_written_to(database: Database) -> None:
    olha = await account(database)
    assert olha.person_id is not None
    async with database.transaction() as session:
        assert await outbox.push(session, olha.person_id, Screen("так"))
        await accounts.close(session, olha.id)
    async with database.transaction() as session:
        assert not await outbox.push(session, olha.person_id, Screen("ні"))
        assert session.outgoing == []


async def test_a_message_is_said_in_the_language_of_the_person(database: Database) -> None:
    olha = await account(database)
    assert olha.person_id is not None
    async with database.transaction() as session:
        person = await persons.get(session, olha.person_id)
        assert person is not None
        await persons.speak(session, person, "en")
        await outbox.push(session, olha.person_id, Screen("-"))
        assert [message.account.language for message in session.outgoing] == ["en"]


async def test_a_message_that_does_not_open_keeps_none_of_the_others(database: Database) -> None:
    olha = await account(database)
    damaged = await push(database, olha, "а")
    await push(database, olha, "б")
    async with database.transaction() as session:
        words = session.vault.seal("б", "outbox.body:of another row")
        await session.execute(
            text("UPDATE outbox SET body = :words WHERE id = :id"), {"words": words, "id": damaged}
        )
    assert await due(database) == ["б"]
    async with database.transaction() as session:
        assert await outbox.backlog(session) == (1, 1)
