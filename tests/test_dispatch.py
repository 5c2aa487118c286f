"""Events become commits: each once, none of them somebody else's, and nobody is made of silence."""

import pytest
from sqlalchemy import func, select

from bot.incoming import Incoming
from storage import accounts, outbox
from storage.database import Database, Table
from storage.outbox import OutboxRow
from storage.persons import PersonRow
from tests.chat import DESK, Chat
from tests.circle import Circle, heard


async def rows(database: Database, table: type[Table]) -> int:
    async with database.transaction() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize("kind", ["left", "joined", "failed", "ignored"])
async def test_who_was_erased_stays_erased_when_they_block_the_bot(chat: Chat, kind: str) -> None:
    olha = await Circle(chat).joins("viber")
    await olha.says("/forget")
    await olha.presses("Delete everything")
    await olha.sends(kind)
    assert await rows(chat.database, PersonRow) == 0
    assert await rows(chat.database, accounts.AccountRow) == 1  # the moderators' chat


async def test_a_message_that_was_not_shown_does_not_open_a_closed_account(chat: Chat) -> None:
    circle = Circle(chat)
    olha = await circle.joins("viber")
    await olha.sends("left")
    await olha.sends("failed")
    async with chat.database.transaction() as session:
        assert await accounts.of_person(session, circle.id(olha)) is None


async def test_words_to_somebody_who_is_erased_in_the_same_moment_go_nowhere(chat: Chat) -> None:
    circle = Circle(chat)
    olha, petro = await circle.joins(), await circle.helper()
    await petro.sends_payload(f"a:talk:{await circle.matched(olha, petro)}")
    await olha.says("/forget")
    erase = next(data for row in olha.screen.rows for _label, data, _style in row if data[9:].isdecimal())
    await chat.receive(
        Incoming("telegram", "900", petro.address, "words", text="hello", sender=petro.address, message="77"),
        Incoming(
            "telegram", "901", olha.address, "press", text=erase, sender=olha.address, message="1", press="p"
        ),
    )
    assert await rows(chat.database, PersonRow) == 1
    assert await rows(chat.database, OutboxRow) == 0
    assert heard(olha, "This message is the last one") == 1


async def test_the_farewell_goes_out_even_when_the_log_cannot_be_cleaned(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def busy(database: Database) -> bool:
        raise OSError("the disk is full")

    olha = await Circle(chat).joins()
    await olha.says("/forget")
    monkeypatch.setattr(Database, "scrub", busy)
    await olha.presses("Delete everything")
    assert heard(olha, "This message is the last one") == 1


async def test_nobody_on_viber_is_taken_for_the_moderators(chat: Chat) -> None:
    chat.desk()
    stranger = chat.person("viber", DESK, language="en")
    telegram = Incoming("telegram", "900", DESK, "words", text="hello", sender="7")
    viber = Incoming("viber", "901", DESK, "words", text="/stats", sender=DESK)
    await chat.receive(telegram, viber)
    assert not heard(stranger, "Helpers")
    async with chat.database.transaction() as session:
        assert (await outbox.backlog(session)) == (0, 0)


async def test_of_an_event_that_comes_twice_at_once_one_counts(chat: Chat) -> None:
    olha = await Circle(chat).joins()
    event = Incoming("telegram", "900", olha.address, "words", text="/help", sender=olha.address, message="9")
    again = Incoming("telegram", "900", olha.address, "words", text="/help", sender=olha.address, message="9")
    await chat.receive(event, again)
    assert len(olha.texts) == 1
