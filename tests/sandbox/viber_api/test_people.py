"""What people do on their Viber phones, and the events that reach the bot."""

from typing import Any

import pytest
from viberbot.api.messages import TextMessage
from viberbot.api.viber_requests import ViberMessageRequest, create_request

from bot.clock import Clock
from bot.sandbox.phones import Phones
from bot.sandbox.viber_api import KINDS, ViberApi
from tests.sandbox.viber_api.stand import SENDER, Stand

Json = dict[str, Any]
JPEG = b"\xff\xd8 a picture"


async def test_opening_the_chat_is_no_subscription_and_may_be_welcomed(stand: Stand) -> None:
    phone = stand.api.new_phone("Taras", "helper")
    stand.hook.welcome = {"type": "text", "text": "Вітаємо", "sender": SENDER}
    await stand.api.start(phone.id, "g_abc")
    event = stand.hook.events[-1]
    assert (event["type"], event["context"], event["subscribed"]) == ("open", "g_abc", False)
    assert (event["user"]["id"], event["user"]["language"]) == (phone.user_id, "uk")
    assert [bubble.text for bubble in phone.bubbles] == ["Вітаємо"]
    assert (stand.api.paid, stand.api.free) == (0, 0)
    assert await stand.send(phone, TextMessage(text="x").to_dict()) == 6
    await stand.api.start(phone.id)
    assert "context" not in stand.hook.events[-1]


async def test_a_wrong_welcome_is_not_shown_but_noted(stand: Stand) -> None:
    phone = stand.api.new_phone("Taras", "helper")
    stand.hook.welcome = {"type": "text", "text": "Вітаємо"}
    await stand.api.start(phone.id)
    assert phone.bubbles == []
    assert phone.violations == ["welcome message: missingData: sender.name"]


async def test_a_message_arrives_signed_and_viberbot_can_read_it(stand: Stand) -> None:
    phone = stand.api.new_phone("Taras", "helper")
    await stand.api.write(phone.id, "Вітаю")
    await stand.api.settled()
    event = stand.hook.events[-1]
    assert all(stand.hook.signed)
    assert event["message_token"] > 2**53
    assert event["timestamp"] == int(stand.clock.now().timestamp() * 1000)
    request = create_request(event)
    assert isinstance(request, ViberMessageRequest)
    assert (request.message.text, request.sender.id) == ("Вітаю", phone.user_id)
    assert phone.bubbles[-1].mine


async def test_a_press_is_a_message_that_can_be_silent(stand: Stand) -> None:
    phone = await stand.person()
    buttons = [
        {"Columns": 2, "Rows": 1, "ActionBody": "loud", "Text": "a"},
        {"Columns": 2, "Rows": 1, "ActionBody": "quiet", "Text": "b", "Silent": True},
        {
            "Columns": 2,
            "Rows": 1,
            "ActionBody": "https://x.org",
            "ActionType": "open-url",
            "Text": "c",
            "Silent": True,
        },
        {"Columns": 6, "Rows": 1, "ActionBody": "none", "ActionType": "none", "Text": "d"},
    ]
    keyboard = {"Type": "keyboard", "Buttons": buttons}
    await stand.send(phone, TextMessage(text="x", keyboard=keyboard, tracking_data="t7").to_dict())
    for row, column in [(0, 0), (0, 1), (0, 2), (1, 0)]:
        await stand.api.press(phone.id, row, column)
    await stand.api.settled()
    assert stand.hook.texts() == ["loud", "quiet"]
    messages = [event for event in stand.hook.events if event["event"] == "message"]
    assert [event["silent"] for event in messages] == [False, True]
    assert {event["message"]["tracking_data"] for event in messages} == {"t7"}
    assert [bubble.text for bubble in phone.bubbles if bubble.mine] == ["Вітаю", "loud"]
    with pytest.raises(LookupError):
        await stand.api.press(phone.id, 5, 0)
    await stand.api.press_data(phone.id, "tampered")
    await stand.api.settled()
    assert stand.hook.texts()[-1] == "tampered"


async def test_a_photo_comes_as_a_link_that_lives_an_hour(stand: Stand) -> None:
    phone = await stand.person()
    await stand.api.send_photo(phone.id, JPEG, "Довідка")
    await stand.api.settled()
    message = stand.hook.events[-1]["message"]
    assert (message["type"], message["text"]) == ("picture", "Довідка")
    async with stand.http.get(message["media"]) as found:
        assert await found.read() == JPEG
    stand.later(hours=1)
    async with stand.http.get(message["media"]) as gone:
        assert gone.status == 404
    with pytest.raises(ValueError, match="this is not a picture"):
        await stand.api.send_photo(phone.id, b"<html>")


async def test_every_other_kind_arrives_and_no_documented_one_stops_viberbot(stand: Stand) -> None:
    phone = await stand.person()
    for kind in KINDS:
        await stand.api.send_other(phone.id, kind)
    await stand.api.settled()
    assert len(stand.hook.events) == len(KINDS)
    unreadable = []
    for kind, event in zip(KINDS, stand.hook.events, strict=True):
        try:
            create_request(event)
        except Exception:
            unreadable.append(kind)
    assert unreadable == ["unknown", "client_status"]


async def test_leaving_and_coming_back_are_told_but_not_coming_back_by_a_message(stand: Stand) -> None:
    phone = await stand.person()
    await stand.api.block(phone.id)
    await stand.api.unblock(phone.id)
    await stand.api.block(phone.id)
    blocked_before = phone.blocked
    await stand.api.write(phone.id, "я тут")
    assert (blocked_before, phone.blocked) == (True, False)
    await stand.api.settled()
    assert stand.hook.kinds() == ["unsubscribed", "subscribed", "unsubscribed", "message"]
    assert stand.hook.events[0]["user_id"] == phone.user_id
    assert await stand.send(phone, TextMessage(text="x").to_dict()) == 0


async def test_a_message_that_was_looked_at_is_told_with_our_token(stand: Stand) -> None:
    phone = await stand.person()
    said = await stand.sent(phone, TextMessage(text="x").to_dict())
    await stand.api.seen(phone.id, phone.bubbles[-1].id)
    await stand.api.settled()
    assert stand.hook.kinds() == ["delivered", "seen"]
    assert {event["message_token"] for event in stand.hook.events} == {said["message_token"]}


def test_ids_are_the_same_at_each_start() -> None:
    ids = [ViberApi(Phones(), Clock(), "t").new_phone("Taras", "helper").user_id for _ in range(2)]
    assert ids[0] == ids[1]
    assert ids[0].endswith("==")
