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
