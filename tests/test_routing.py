"""What an event means: nothing before consent, and no words into a talk that are meant for the bot."""

import pytest

from tests.chat import Chat
from tests.circle import Circle, heard


@pytest.mark.parametrize("how", ["resume", "anew"])
async def test_a_made_up_button_begins_no_flow_before_consent(chat: Chat, how: str) -> None:
    stranger = chat.person(language="en")
    await stranger.says("/start")
    await stranger.sends_payload(f"c:{how}:ask_for_help")
    assert not heard(stranger, "What do you need help with?")


async def test_what_is_written_after_a_flow_does_not_go_to_the_talk_that_was_open_before(chat: Chat) -> None:
    circle = Circle(chat)
    olha, petro = await circle.joins(), await circle.helper()
    match_id = await circle.matched(olha, petro)
    await olha.sends_payload(f"a:talk:{match_id}")
    await olha.says("/settings")
    await olha.presses("Name in talks")
    await olha.says("Kalyna")
    await olha.says("Olha is what they call me")
    assert heard(olha, "To whom") or heard(olha, "To ")
    assert not heard(petro, "what they call me")


@pytest.mark.parametrize("typed", ["/settings", "/настройки", "/НАЛАШТУВАННЯ", "настройки"])
async def test_a_command_is_understood_in_any_language_with_and_without_a_slash(
    chat: Chat, typed: str
) -> None:
    olha = await Circle(chat).joins()
    await olha.says(typed)
    assert olha.screen.labels == (await olha.says("/settings")).labels
    assert heard(olha, "Name in talks") or "Name in talks" in olha.screen.labels


async def test_numbers_of_help_come_in_whatever_way_they_are_called_for(chat: Chat) -> None:
    olha = await Circle(chat).joins()
    shown = (await olha.says("/sos")).text
    for typed in ("/сос", "/небезпека", "/Спасите", "СОС"):
        assert (await olha.says(typed)).text == shown, typed
