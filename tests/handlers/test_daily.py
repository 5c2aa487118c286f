"""A chat that clears itself: only when somebody wished so, said honestly, and in silence."""

import pytest

from storage import desks
from tests.chat import Chat, Phone
from tests.circle import Circle, heard

ON, OFF = "Clear it every day", "No longer every day"


async def turns_it_on(phone: Phone) -> None:
    await phone.says("/clean")
    await phone.presses(ON)


async def test_it_is_off_until_somebody_turns_it_on_and_off_again_in_the_same_place(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.says("/clean")
    assert olha.screen.labels == ["Clear the chat", ON, "Leave it"]
    assert "every day: whatever is a day old here, of both sides" in olha.screen.text
    assert "a return code on paper" in olha.screen.text
    await olha.presses(ON)
    assert "From now on this chat clears itself" in olha.screen.text
    assert olha.screen.labels == [OFF, "Menu"]
    await olha.says("/clean")
    assert olha.screen.labels == ["Clear the chat", OFF, "Leave it"]
    assert "This chat clears itself every day" in olha.screen.text
    await olha.presses(OFF)
    assert "does not clear itself any more" in olha.screen.text
    await olha.says("/clean")
    assert ON in olha.screen.labels


async def test_what_is_a_day_old_goes_and_nothing_is_said(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.says("/sos")
    await turns_it_on(olha)
    await circle.chat.passes(hours=12)
    await olha.says("/menu")
    await circle.chat.passes(hours=12)
    assert len(olha.messages) == 3
    await circle.chat.passes(hours=1)
    assert [message.labels[0] for message in olha.messages] == ["Ask for help"]
    await circle.chat.passes(hours=13)
    assert olha.messages == []


async def test_whoever_did_not_wish_for_it_keeps_everything(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.says("/sos")
    await circle.chat.passes(hours=30)
    assert heard(olha, "112") == 1


async def test_whoever_turned_it_off_keeps_what_stands_there(circle: Circle) -> None:
    olha = await circle.joins()
    await turns_it_on(olha)
    await olha.presses(OFF)
    await circle.chat.passes(hours=30)
    assert len(olha.messages) == 1


async def test_on_viber_there_is_no_button_and_it_is_said_why(circle: Circle) -> None:
    olha = await circle.joins("viber")
    await olha.says("/clean")
    assert olha.screen.labels == ["Menu"]
    assert "Viber lets no bot delete messages" in olha.screen.text
    assert "cannot clear itself every day either; on Telegram it can" in olha.screen.text
    await olha.sends_payload("a:clean:daily")
    assert "cannot clear itself" in olha.screen.text


@pytest.mark.parametrize("row", ["daily", "not-daily"])
async def test_where_it_cannot_be_a_forged_button_shows_the_question(chat: Chat, row: str) -> None:
    newcomer = chat.person(language="en")
    await newcomer.says("/start")
    await newcomer.sends_payload(f"a:clean:{row}")
    assert newcomer.screen.labels == ["Clear the chat", "Leave it"]


async def test_in_a_moderators_chat_there_is_no_such_button(circle: Circle) -> None:
    olha = await circle.joins()
    async with circle.database.transaction() as session:
        await desks.appoint(session, [olha.address])
    await olha.says("/clean")
    assert olha.screen.labels == ["Clear the chat", "Leave it"]


async def test_a_consent_that_is_taken_back_ends_it_and_says_so(circle: Circle) -> None:
    olha = await circle.joins()
    await turns_it_on(olha)
    await olha.says("/privacy")
    await olha.presses("Take consent back")
    assert "This chat then clears itself no more" in olha.screen.text
    await olha.presses("Take it back")
    await circle.chat.passes(hours=30)
    assert olha.messages


async def test_mydata_says_that_it_was_chosen(circle: Circle) -> None:
    olha = await circle.joins()
    for said in (0, 1):
        await olha.says("/mydata")
        await olha.presses("Show it here")
        assert heard(olha, "It clears itself every day, as you chose.") == said
        await olha.sends_payload("a:clean:daily")


async def test_the_other_side_of_a_talk_keeps_its_copy(circle: Circle) -> None:
    asks, helps, match_id = await circle.talking()
    await turns_it_on(asks)
    await helps.sends_payload(f"a:talk:{match_id}")
    await helps.says("come at five")
    await asks.sends_payload(f"a:talk:{match_id}")
    await asks.says("I will be there")
    await circle.chat.passes(hours=25)
    assert heard(asks, "come at five") == 0
    assert heard(helps, "I will be there") == 1


async def test_a_correction_of_what_is_gone_arrives_as_a_message(circle: Circle) -> None:
    asks, helps, match_id = await circle.talking()
    await turns_it_on(asks)
    await helps.sends_payload(f"a:talk:{match_id}")
    await helps.says("come at five", message="77")
    await circle.chat.passes(hours=25)
    assert heard(asks, "come at") == 0
    await helps.sends("edited", text="come at six", message="77")
    assert heard(asks, "come at six") == 1
    await circle.chat.passes(hours=26)
    assert heard(asks, "come at six") == 0


async def test_whatever_was_being_answered_goes_on_though_its_question_is_gone(circle: Circle) -> None:
    olha = await circle.joins()
    await turns_it_on(olha)
    await olha.says("/ask")
    await olha.presses("Documents")
    asked = olha.screen.text
    await circle.chat.passes(hours=26)
    assert olha.messages == []
    await olha.says("/ask")
    assert olha.screen.text in asked
