"""/reassign: a request goes on to another helper; it keeps its place, and both hear it kindly."""

import pytest

from storage import requests
from tests.chat import Chat, Phone
from tests.circle import Circle, heard
from tests.handlers.moderators import stand


async def test_it_is_asked_once_and_then_others_may_be_asked(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    asks, helps, match_id = await circle.talking()
    await desk.says("/reassign 1")
    assert desk.screen.text.startswith("Lead request 1 on to somebody else?")
    assert (await circle.match(match_id)).status == "active"
    await desk.presses("Lead it on")
    assert desk.screen.text.startswith("No helper fits request 1 now.")
    assert (await circle.match(match_id)).outcome == "left"
    assert heard(asks, "cannot go on with request 1. It keeps its place") == 1
    assert heard(helps, "Request 1 goes on with somebody else. Thank you for your help.") == 1
    assert "reassign request 1" in await stand.acts(chat)


async def test_a_named_helper_is_asked_at_once(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    _asks, _helps, match_id = await circle.talking()
    other = await circle.helper("viber")
    await desk.says("/reassign 1 2")
    assert "Helper 2 is being asked" in desk.screen.text
    assert (await circle.match(match_id)).status == "closed"
    await other.presses("I can help")
    request = await circle.request((await circle.match(match_id)).request_id)
    assert request.status == requests.MATCHED


@pytest.mark.parametrize(
    "typed, answer",
    [
        ("/reassign 1 1", "Helper 1 helps with it already."),
        ("/reassign 1 2", "Nothing was changed: helper 2 cannot be asked about request 1."),
        ("/reassign 1 99", "There is no helper 99."),
        ("/reassign 2", "Nobody helps with request 2 now."),
        ("/reassign 99", "There is no request 99."),
    ],
)
async def test_what_cannot_be_leaves_the_talk_as_it_is(
    chat: Chat, desk: Phone, typed: str, answer: str
) -> None:
    circle = Circle(chat)
    _asks, _helps, match_id = await circle.talking()
    await stand.volunteer(chat, chat.person())
    await stand.request(chat, chat.person(), held=True)
    await desk.says(typed)
    assert desk.screen.text.startswith(answer)
    assert (await circle.match(match_id)).status == "active"


async def test_a_second_press_is_answered_kindly(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    await circle.talking()
    await desk.sends_payload("a:m-onward:1")
    await desk.sends_payload("a:m-onward:1")
    assert desk.screen.text.startswith("Nobody helps with request 1 now.")
