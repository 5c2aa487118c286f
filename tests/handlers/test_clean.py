"""/clean: asked once, honest about what stays; the other side of a talk keeps its copy."""

from typing import Any

from sqlalchemy import func, select

from storage.database import Database
from storage.phone_messages import PhoneMessageRow
from tests.chat import Chat, Phone
from tests.circle import Circle


async def noted(database: Database) -> int:
    async with database.transaction() as session:
        return await session.scalar(select(func.count()).select_from(PhoneMessageRow)) or 0


async def clean(phone: Phone) -> None:
    await phone.says("/clean")
    await phone.presses("Clear the chat")


async def test_it_says_what_goes_and_what_stays_and_asks_once(circle: Circle) -> None:
    olha = await circle.joins()
    for way in ("/clean", "clear the chat", "очистити чат"):
        await olha.says(way)
        assert "last 48 hours" in olha.screen.text
        assert "on the other person’s phone" in olha.screen.text
        assert olha.screen.labels == ["Clear the chat", "Clear it every day", "Leave it"]
    before = len(olha.messages)
    await olha.presses("Leave it")
    assert "Nothing was deleted here." in olha.screen.text
    assert len(olha.messages) == before


async def test_one_line_is_left_that_says_how_the_rest_goes(circle: Circle) -> None:
    olha = await circle.joins()
    await clean(olha)
    assert [message.labels for message in olha.messages] == [["Menu"]]
    assert "up to this line" in olha.screen.text
    assert "Clear history" in olha.screen.text
    assert await noted(circle.database) == 1
    await clean(olha)
    assert len(olha.messages) == 1


async def test_on_viber_it_says_how_it_is_done_by_hand_and_keeps_no_numbers(circle: Circle) -> None:
    olha = await circle.joins("viber")
    await olha.says("/clean")
    assert "Viber lets no bot delete messages" in olha.screen.text
    assert olha.screen.labels == ["Menu"]
    await olha.sends_payload("a:clean:1")
    assert "Viber lets no bot delete messages" in olha.screen.text
    assert await noted(circle.database) == 0


async def test_an_old_button_asks_again(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.says("/clean")
    before = len(olha.messages)
    await circle.chat.passes(hours=2)
    await olha.presses("Clear the chat")
    assert olha.screen.labels == ["Clear the chat", "Clear it every day", "Leave it"]
    assert len(olha.messages) == before


async def test_a_newcomer_who_agreed_to_nothing_can_clear_their_chat(chat: Chat) -> None:
    olha = chat.person(language="en")
    await olha.says("/start")
    await clean(olha)
    assert len(olha.messages) == 1


async def test_answers_that_were_given_are_still_there_afterwards(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.says("/ask")
    await olha.presses("Documents")
    asked = olha.screen.text
    await clean(olha)
    await olha.says("/ask")
    assert olha.screen.text in asked


async def test_what_is_written_after_it_goes_into_no_talk(circle: Circle) -> None:
    olha, taras, _match = await circle.talking()
    await clean(olha)
    seen = taras.texts
    await olha.says("Who is this?")
    assert taras.texts == seen


async def test_who_deletes_everything_is_offered_it_first_and_leaves_no_number_behind(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.says("/forget")
    await olha.presses("Clear this chat first")
    await olha.presses("Clear the chat")
    await olha.says("/forget")
    await olha.presses("Delete everything")
    assert await noted(circle.database) == 0


async def test_mydata_says_how_many_numbers_are_kept(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.says("/mydata")
    await olha.presses("Show it here")
    words: list[Any] = [text for text in olha.texts if "without their words" in text]
    assert len(words) == 1
