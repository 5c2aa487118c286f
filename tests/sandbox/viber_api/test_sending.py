"""What the bot may send: statuses in the body, failures of the app afterwards, the bill."""

import io
from typing import Any

import pytest
from viberbot.api.messages import KeyboardMessage, LocationMessage, PictureMessage, TextMessage, URLMessage
from viberbot.api.messages.data_types.location import Location

from tests.sandbox.viber_api.stand import SENDER, Stand

Json = dict[str, Any]


def key(**fields: Any) -> Json:
    return {"Columns": 3, "Rows": 1, "ActionType": "reply", "ActionBody": "yes", "Text": "Так", **fields}


def keyboard(*buttons: Json) -> Json:
    return {"Type": "keyboard", "Buttons": list(buttons)}


async def test_a_text_appears_with_its_keyboard_in_rows_of_six(stand: Stand) -> None:
    phone = await stand.person()
    keys = keyboard(key(), key(Text="<b>Ні</b> &amp; годі", ActionBody="no"), key(Columns=6), key(Columns=2))
    message = TextMessage(text="Вітаю", keyboard=keys, min_api_version=6, tracking_data="t1").to_dict()
    said = await stand.sent(phone, message)
    assert (said["status"], said["status_message"], said["billing_status"]) == (0, "ok", 1)
    assert phone.bubbles[-1].text == "Вітаю"
    assert phone.bubbles[-1].id == str(said["message_token"])
    assert [[(one.text, one.columns) for one in row] for row in phone.keyboard] == [
        [("Так", 3), ("Ні & годі", 3)],
        [("Так", 6)],
        [("Так", 2)],
    ]
    assert stand.api.violations == []


async def test_a_message_without_a_keyboard_hides_it_and_a_keyboard_alone_makes_no_bubble(
    stand: Stand,
) -> None:
    phone = await stand.person()
    assert await stand.send(phone, KeyboardMessage(keyboard=keyboard(key())).to_dict()) == 0
    assert (len(phone.bubbles), len(phone.keyboard)) == (1, 1)
    await stand.send(phone, TextMessage(text="x").to_dict())
    assert phone.keyboard == []


MESSAGES: list[tuple[Json, int]] = [
    (TextMessage(text="я" * 7000).to_dict(), 0),
    (TextMessage(text="я" * 7001).to_dict(), 3),
    ({"type": "text", "text": ""}, 4),
    ({"type": "text"}, 4),
    ({"text": "x"}, 4),
    ({"type": "hologram"}, 3),
    ({"type": ["text"], "text": "x"}, 3),
    ({"type": "text", "text": 5}, 3),
    ({"type": "text", "text": "x", "sender": "Kolo"}, 4),
    ({"type": "picture", "text": "", "media": 5}, 3),
    ({"type": "contact", "contact": "x"}, 4),
    ({"type": "text", "text": "x", "sender": {}}, 4),
    ({"type": "text", "text": "x", "sender": {"name": "x" * 28}}, 0),
    ({"type": "text", "text": "x", "sender": {"name": "x" * 29}}, 3),
    ({"type": "text", "text": "x", "tracking_data": "x" * 4000}, 0),
    ({"type": "text", "text": "x", "tracking_data": "x" * 4001}, 3),
    ({"type": "text", "text": "x", "min_api_version": "six"}, 3),
    ({"type": "text", "text": "x", "keyboard": "k"}, 3),
    ({"type": "text", "text": "x", "keyboard": keyboard(key(Text="x" * 31_000))}, 3),
    ({"type": "picture", "text": "", "media": "ftp://example.org/a.jpg"}, 3),
    ({"type": "picture", "text": "", "media": "https://example.org/a.webp"}, 3),
    ({"type": "picture", "media": "https://example.org/a.jpg"}, 4),
    ({"type": "picture", "text": "я" * 513, "media": "https://example.org/a.jpg"}, 3),
    (LocationMessage(location=Location(lat=50.4, lon=30.5)).to_dict(), 0),
    (URLMessage(media="https://example.org/" + "x" * 1980).to_dict(), 0),
    (URLMessage(media="https://example.org/" + "x" * 1981).to_dict(), 3),
    ({"type": "contact", "contact": {"name": "x" * 29, "phone_number": "1"}}, 3),
    ({"type": "file", "media": "https://example.org/a", "size": 1, "file_name": "no-ending"}, 3),
]


@pytest.mark.parametrize("message, status", MESSAGES)
async def test_messages_are_taken_or_refused(stand: Stand, message: Json, status: int) -> None:
    phone = await stand.person()
    assert await stand.send(phone, message) == status
    assert len(phone.bubbles) == 1 + (status == 0)


KEYBOARDS = [
    (keyboard(*[key(Columns=6)] * 24), None),
    (keyboard(*[key(Columns=6)] * 25), "keyboard.Buttons must hold 1 to 24 buttons"),
    (keyboard(), "keyboard.Buttons must hold 1 to 24 buttons"),
    ({"Buttons": [key()]}, "keyboard.Type must be keyboard"),
    (keyboard("x"), "keyboard.Buttons.0 must be an object"),  # type: ignore[arg-type]
    (keyboard(key(Columns=[6])), "keyboard.Buttons.0.Columns must be 1 to 6"),
    (keyboard(key(Columns=7)), "keyboard.Buttons.0.Columns must be 1 to 6"),
    (keyboard(key(), key(Rows=3)), "keyboard.Buttons.1.Rows must be 1 to 2"),
    (keyboard(key(ActionBody="")), "keyboard.Buttons.0.ActionBody is required"),
    (keyboard(key(ActionType="jump")), "keyboard.Buttons.0.ActionType is unknown"),
    (keyboard(key(Text="")), "keyboard.Buttons.0 has neither Text nor Image"),
]


@pytest.mark.parametrize("keys, reason", KEYBOARDS)
async def test_the_app_refuses_a_keyboard_after_status_0(
    stand: Stand, keys: Json, reason: str | None
) -> None:
    phone = await stand.person()
    said = await stand.sent(phone, TextMessage(text="x", keyboard=keys).to_dict())
    assert said["status"] == 0
    event = stand.hook.events[-1]
    if reason is None:
        assert event["event"] == "delivered"
        return
    assert (event["event"], event["desc"], event["user_id"]) == ("failed", reason, phone.user_id)
    assert (event["message_token"], phone.bubbles[-1].failed) == (said["message_token"], True)
    assert stand.api.violations == phone.violations == [reason]


async def test_who_cannot_be_written_to(stand: Stand) -> None:
    phone = await stand.person()
    fresh = stand.api.new_phone("Ivan", "returnee")
    text = TextMessage(text="x").to_dict()
    assert await stand.send(fresh, text) == 6
    await stand.api.block(phone.id)
    assert await stand.send(phone, text) == 6
    assert (await stand.call("send_message", {"receiver": "nobody", "sender": SENDER, **text}))["status"] == 5
    assert (await stand.call("send_message", {"sender": SENDER, **text}))["status"] == 4


async def test_a_wrong_token_is_told_in_the_body_and_the_right_one_may_stand_there(stand: Stand) -> None:
    assert (await stand.call("get_account_info", {}, token="other"))["status"] == 2
    body = {"auth_token": "50d9-sandbox"}
    async with stand.http.post(f"{stand.url}/get_account_info", json=body) as answer:
        assert (await answer.json())["status"] == 0


async def test_an_old_app_does_not_take_new_features(stand: Stand) -> None:
    phone = await stand.person()
    stand.api.old_app(phone.id, 3)
    assert await stand.send(phone, TextMessage(text="x", min_api_version=4).to_dict()) == 13
    assert await stand.send(phone, TextMessage(text="x", min_api_version=3).to_dict()) == 0


async def test_after_100_unanswered_messages_in_an_hour_a_reply_or_time_is_needed(stand: Stand) -> None:
    phone = await stand.person()
    text = TextMessage(text="x").to_dict()
    assert {await stand.send(phone, text) for _ in range(100)} == {0}
    assert await stand.send(phone, text) == 12
    await stand.api.write(phone.id, "так")
    assert await stand.send(phone, text) == 0
    for _ in range(99):
        await stand.send(phone, text)
    assert await stand.send(phone, text) == 12
    stand.later(hours=1)
    assert await stand.send(phone, text) == 0


async def test_a_message_outside_the_24_hours_is_paid(stand: Stand) -> None:
    phone = await stand.person()
    text = TextMessage(text="x").to_dict()
    stand.later(hours=23, minutes=59)
    await stand.send(phone, text)
    assert (stand.api.paid, stand.api.free) == (0, 1)
    stand.later(minutes=1)
    assert (await stand.sent(phone, text))["billing_status"] == 2
    assert (stand.api.paid, stand.api.free) == (1, 1)


async def test_statuses_and_failures_come_on_demand(stand: Stand) -> None:
    phone = await stand.person()
    text = TextMessage(text="x").to_dict()
    for status in (6, 11, 12, 13, 23, 24):
        stand.api.answer_next(status)
        assert await stand.send(phone, text) == status
    stand.api.trouble.plan("too_many")
    assert await stand.send(phone, text) == 12
    stand.api.fail_next("old phone")
    assert await stand.send(phone, text) == 0
    assert (stand.hook.events[-1]["event"], stand.hook.events[-1]["desc"]) == ("failed", "old phone")
    assert stand.api.violations == []


async def test_a_picture_is_fetched_and_shown(stand: Stand) -> None:
    phone = await stand.person()
    link = stand.hook_url.replace("viber/webhook", "media/0123.jpg")
    assert await stand.send(phone, PictureMessage(text="Довідка", media=link).to_dict()) == 0
    bubble = phone.bubbles[-1]
    assert (bubble.text, bubble.kind) == ("Довідка", "photo")
    assert stand.api.world.phones.picture(str(bubble.photo)).data == stand.hook.picture


@pytest.mark.parametrize("name", ["nowhere/0.jpg", "media/0.jpg"])
async def test_a_picture_that_cannot_be_shown_fails_later(stand: Stand, name: str) -> None:
    phone = await stand.person()
    stand.hook.picture = b"<html>"
    link = stand.hook_url.replace("viber/webhook", name)
    assert await stand.send(phone, PictureMessage(text="x", media=link).to_dict()) == 0
    assert stand.hook.kinds() == ["failed"]
    assert phone.bubbles[-1].failed


async def test_unknown_fields_are_taken_in_silence_but_noted(stand: Stand) -> None:
    phone = await stand.person()
    assert await stand.send(phone, {"type": "text", "text": "x", "txet": "secret"}) == 0
    assert stand.api.violations == ["unknown field txet"]


async def test_a_broadcast_says_whom_it_did_not_reach(stand: Stand) -> None:
    one, two = await stand.person("Anna"), await stand.person("Bohdan")
    await stand.api.block(two.id)
    body = {"type": "text", "text": "replace_me_with_user_name!", "sender": SENDER}
    said = await stand.call("broadcast_message", {"broadcast_list": [one.user_id, two.user_id], **body})
    assert [(failed["receiver"], failed["status"]) for failed in said["failed_list"]] == [(two.user_id, 6)]
    assert one.bubbles[-1].text == "Anna!"
    too_many = {"broadcast_list": [one.user_id] * 301, **body}
    assert (await stand.call("broadcast_message", too_many))["status"] == 3


async def test_a_body_that_is_no_json_is_bad_data(stand: Stand) -> None:
    for data in (b"{", b"[]", b"x" * 2_000_000):
        async with stand.http.post(f"{stand.url}/send_message", data=io.BytesIO(data)) as answer:
            assert (answer.status, (await answer.json())["status"]) == (200, 3)


async def test_the_account_and_its_people_are_told(stand: Stand) -> None:
    phone = await stand.person()
    info = await stand.call("get_account_info", {})
    assert (info["webhook"], info["subscribers_count"]) == (stand.hook_url, 1)
    online = await stand.call("get_online", {"ids": [phone.user_id, "nobody"]})
    assert [user["id"] for user in online["users"]] == [phone.user_id]
    asked = [await stand.call("get_user_details", {"id": phone.user_id}) for _ in range(3)]
    assert [one["status"] for one in asked] == [0, 0, 12]
    assert (await stand.call("get_hologram", {}))["status"] == 3
