"""When the database fails, what is limited stays shut, and nothing is counted for it; danger has no limit at all.

Shut: what one person sends (`bot/domain/flood.py`), new requests, obstacles and offers to help
(`bot/domain/new_cases.py`), tries of codes (`storage/code_tries.py`), paid messages on Viber (`storage/spending.py`).
What bounds letters and who asks to join is counted in the very rows that are not written then. The pace of sending is
kept in memory and needs no database. The numbers of help are never limited, and need none either
(tests/app/test_without_database.py).
"""

import pytest
from sqlalchemy.exc import DBAPIError

from bot.domain.codes import return_code
from bot.domain.flood import LIMITS
from bot.domain.new_cases import MOST
from storage import accounts, code_tries, spending
from storage.database import Database
from tests.app import ailments
from tests.chat import Chat
from tests.circle import Circle

NOBODYS = return_code(b"0123456789abcdef")
TOO_MANY = "Those are many messages at once."
ANSWERS = ("Documents", "Passport", "Skip", "No hurry", "Skip", "No preference", "Skip")
ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # it can refuse every write


@ONLY_SQLITE
async def test_what_one_person_sends_waits_with_the_messenger_and_is_not_counted(
    database: Database, chat: Chat
) -> None:
    chat.dispatcher.limited = True
    olha = await Circle(chat).joins()
    async with ailments.read_only(database):
        for _one in range(LIMITS["words"].at_once + 5):
            with pytest.raises(DBAPIError):  # the messenger keeps it and brings it again
                await olha.says("/menu")
    assert olha.messages == []
    for _one in range(LIMITS["words"].at_once):
        await olha.says("/menu")
    assert not any(TOO_MANY in said for said in olha.texts)
    await olha.says("/menu")
    assert TOO_MANY in olha.screen.text


@ONLY_SQLITE
async def test_no_request_is_kept_and_none_is_counted_and_afterwards_all_three_go(
    database: Database, chat: Chat
) -> None:
    circle = Circle(chat)
    olha = await circle.joins()
    for most in range(MOST["request"].an_hour):
        await olha.says("/ask")
        for label in ANSWERS:
            await olha.presses(label)
        async with ailments.read_only(database):
            for _press in range(4):
                with pytest.raises(DBAPIError):  # the messenger keeps it and brings it again
                    await olha.presses("Send")
        assert len(await circle.requests(olha)) == most
        await olha.presses("Send")
        assert f"Your request has the number {most + 1}" in olha.screen.text
    assert "The next one can go after" in (await olha.says("/ask")).text


@ONLY_SQLITE
async def test_no_code_is_looked_at_while_tries_cannot_be_counted(database: Database, chat: Chat) -> None:
    olha = chat.person(language="en")
    await olha.says("/return")
    shown = len(olha.messages)
    async with ailments.read_only(database):
        for _one in range(code_tries.OF_ONE):
            with pytest.raises(DBAPIError):
                await olha.says(NOBODYS)
    assert len(olha.messages) == shown
    for _one in range(code_tries.OF_ONE):
        await olha.sends_payload("a:return:type")
        await olha.says(NOBODYS)
    assert not any("Too many codes" in said for said in olha.texts)
    await olha.sends_payload("a:return:type")
    await olha.says(NOBODYS)
    assert any("Too many codes" in said for said in olha.texts)


@ONLY_SQLITE
async def test_nothing_is_paid_for_while_it_cannot_be_counted(database: Database) -> None:
    for urgent in (False, True):
        async with ailments.read_only(database):
            with pytest.raises(DBAPIError):
                async with database.transaction() as session:
                    await spending.spend(session, accounts.CHARGES, 10, urgent)
    async with database.transaction() as session:
        assert await spending.spent(session, accounts.CHARGES) == 0
        assert await spending.left(session, accounts.CHARGES, 10) == 10
