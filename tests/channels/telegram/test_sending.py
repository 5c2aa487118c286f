"""What goes to Telegram, and what its errors mean for a message."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.channels.base import Parcel
from bot.channels.split import utf16_length
from bot.channels.telegram.sending import LARGEST_FILE, TEXT, UPDATES, TelegramChannel
from bot.errors import Halted, NotAllowed, TopicGone, TryLater, Undeliverable, Unreachable
from tests.channels.scripted import Scripted
from tests.sandbox.telegram_api.stand import TOKEN, Stand, jpeg, standing

PARCEL = Parcel("42", "Вітаю", (((("Меню", "c:menu", ""),)),))
SENT = {"ok": True, "result": {"message_id": 5, "date": 1, "chat": {"id": 42, "type": "private"}}}


DONE = {"ok": True, "result": True}


def refusal(code: int, description: str, **parameters: Any) -> dict[str, Any]:
    return {"ok": False, "error_code": code, "description": description, "parameters": parameters}


@pytest.fixture
async def channel(server: Scripted) -> AsyncIterator[TelegramChannel]:
    channel = TelegramChannel(TOKEN, server.url)
    yield channel
    await close(channel)


async def close(channel: TelegramChannel) -> None:
    """Close without aiogram's pause of a quarter of a second."""
    session: Any = channel.bot.session
    await (await session.create_session()).close()


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    async with standing() as one:
        yield one


@pytest.fixture
async def phone_channel(stand: Stand) -> AsyncIterator[TelegramChannel]:
    channel = TelegramChannel(TOKEN, stand.url)
    yield channel
    await close(channel)


TROUBLES: list[tuple[int, Any, type[Exception], float | None]] = [
    (403, refusal(403, "Forbidden: bot was blocked by the user"), Unreachable, None),
    (403, refusal(403, "Forbidden: user is deactivated"), Unreachable, None),
    (403, refusal(403, "Forbidden: bot was kicked from the group chat"), Unreachable, None),
    (400, refusal(400, "Bad Request: chat not found"), Unreachable, None),
    (400, refusal(400, "Bad Request: message text is empty"), Undeliverable, None),
    (400, refusal(400, "Bad Request: BUTTON_DATA_INVALID"), Undeliverable, None),
    (400, refusal(400, "Bad Request: wording of tomorrow"), Undeliverable, None),
    (413, refusal(413, "Request Entity Too Large"), Undeliverable, None),
    (401, refusal(401, "Unauthorized"), Halted, None),
    (404, refusal(404, "Not Found"), Halted, None),
    (409, refusal(409, "Conflict: terminated by other getUpdates request"), TryLater, None),
    (429, refusal(429, "Too Many Requests: retry after 13", retry_after=13), TryLater, 13),
    (500, refusal(500, "Internal Server Error: restart"), TryLater, None),
    (502, b"<html>502 Bad Gateway</html>", TryLater, None),
    (200, b"<html>a proxy's page</html>", TryLater, None),
    (200, b"[1]", TryLater, None),
    (418, refusal(418, "I'm a teapot"), TryLater, None),
    (0, b"", TryLater, None),
]


@pytest.mark.parametrize("status, body, expected, seconds", TROUBLES)
async def test_each_error_means_one_thing_for_the_message(
    status: int,
    body: Any,
    expected: type[Exception],
    seconds: float | None,
    server: Scripted,
    channel: TelegramChannel,
) -> None:
    server.will_answer(status, body)
    for send in (PARCEL, replace(PARCEL, edit="5"), replace(PARCEL, delete="5")):
        with pytest.raises(expected) as raised:
            await channel.send(send)
        assert type(raised.value) is expected
        assert getattr(raised.value, "seconds", None) == seconds
        said = f"{raised.value!r} {raised.value} {raised.value.__cause__}"
        assert not [secret for secret in (TOKEN, "42", "Вітаю") if secret in said]


async def test_a_message_that_is_gone_counts_as_taken_back(
    server: Scripted, channel: TelegramChannel
) -> None:
    server.will_answer(400, refusal(400, "Bad Request: message to delete not found"))
    assert await channel.send(replace(PARCEL, delete="5")) == "5"


async def test_a_message_that_is_too_old_to_be_deleted_loses_its_words_and_buttons(
    server: Scripted, channel: TelegramChannel
) -> None:
    server.will_answer(400, refusal(400, "Bad Request: message can't be deleted for everyone"))
    server.will_answer(200, SENT)
    assert await channel.send(replace(PARCEL, text="", delete="5")) == "5"
    assert server.bodies[-1]["message_id"] == 5
    assert server.bodies[-1]["text"] == "…"
    assert "reply_markup" not in server.bodies[-1]


@pytest.mark.parametrize(
    "description",
    [
        "Bad Request: message to edit not found",
        "Bad Request: message can't be edited",
        "Bad Request: there is no text in the message to edit",
    ],
)
async def test_a_message_that_cannot_be_rewritten_comes_anew(
    description: str, server: Scripted, channel: TelegramChannel
) -> None:
    server.will_answer(400, refusal(400, description))
    server.will_answer(200, SENT)
    assert await channel.send(replace(PARCEL, edit="3")) == "5"
    assert [path.rpartition("/")[2] for path, _raw in server.calls] == ["editMessageText", "sendMessage"]


async def test_a_message_that_says_so_already_counts_as_rewritten(
    server: Scripted, channel: TelegramChannel
) -> None:
    server.will_answer(
        400, refusal(400, "Bad Request: message is not modified: specified new message content ...")
    )
    assert await channel.send(replace(PARCEL, edit="3")) == "3"


async def test_a_group_that_became_a_supergroup_is_followed(
    server: Scripted, channel: TelegramChannel
) -> None:
    moved = "Bad Request: group chat was upgraded to a supergroup chat"
    server.will_answer(400, refusal(400, moved, migrate_to_chat_id=-1001))
    server.will_answer(200, SENT)
    await channel.send(replace(PARCEL, address="-7"))
    await channel.send(replace(PARCEL, address="-7"))
    assert [body["chat_id"] for body in server.bodies] == [-7, -1001, -1001]


async def test_only_what_was_said_is_sent(server: Scripted, channel: TelegramChannel) -> None:
    server.will_answer(200, SENT)
    await channel.send(PARCEL)
    assert server.bodies == [
        {
            "chat_id": 42,
            "text": "Вітаю",
            "reply_markup": {"inline_keyboard": [[{"text": "Меню", "callback_data": "c:menu"}]]},
        }
    ]


async def test_a_rewriting_without_buttons_takes_them_off(server: Scripted, channel: TelegramChannel) -> None:
    server.will_answer(200, SENT)
    await channel.send(replace(PARCEL, edit="5", rows=()))
    assert "reply_markup" not in server.bodies[0]


async def test_a_long_text_comes_in_parts_and_the_buttons_with_the_last(
    stand: Stand, phone_channel: TelegramChannel
) -> None:
    phone = await stand.person()
    text = "🌻слово " * 1500
    await phone_channel.send(replace(PARCEL, address=str(phone.chat_id), text=text))
    shown = [bubble for bubble in phone.bubbles if not bubble.mine]
    assert len(shown) > 1
    assert all(utf16_length(bubble.text) <= TEXT for bubble in shown)
    assert "".join("".join(b.text for b in shown).split()) == "".join(text.split())
    assert [bool(bubble.buttons) for bubble in shown] == [False] * (len(shown) - 1) + [True]
    assert stand.api.violations == []


async def test_a_picture_and_a_voice_carry_their_words_and_buttons(
    stand: Stand, phone_channel: TelegramChannel
) -> None:
    phone = await stand.person()
    here = replace(PARCEL, address=str(phone.chat_id))
    await phone_channel.send(replace(here, picture=jpeg()))
    await phone_channel.send(replace(here, voice=b"OggS"))
    await phone_channel.send(replace(here, picture=jpeg(), text="щ" * 3000))
    assert all(bubble.text for bubble in phone.bubbles if not bubble.mine)
    assert phone.bubbles[-1].buttons
    assert stand.api.violations == []


async def test_a_document_carries_its_name_words_and_buttons(
    stand: Stand, phone_channel: TelegramChannel
) -> None:
    phone = await stand.person()
    table = replace(
        PARCEL, address=str(phone.chat_id), document=b"number,people\r\n", file_name="obstacles.csv"
    )
    message = await phone_channel.send(table)
    bubble = phone.bubbles[-1]
    assert (bubble.id, bubble.kind, bubble.text) == (message, "document", PARCEL.text)
    assert bubble.buttons
    (file,) = (file for file in stand.api.world.files.all() if file.name == "obstacles.csv")
    assert file.data == table.document
    assert stand.api.violations == []


@pytest.mark.parametrize("status, body, expected, seconds", TROUBLES)
async def test_a_document_meets_the_same_errors(
    status: int,
    body: Any,
    expected: type[Exception],
    seconds: float | None,
    server: Scripted,
    channel: TelegramChannel,
) -> None:
    server.will_answer(status, body)
    with pytest.raises(expected) as raised:
        await channel.send(replace(PARCEL, document=b"secret", file_name="x.csv"))
    assert getattr(raised.value, "seconds", None) == seconds
    assert TOKEN not in repr(raised.value)


async def test_an_answer_to_a_message_that_is_gone_is_sent_all_the_same(
    stand: Stand, phone_channel: TelegramChannel
) -> None:
    phone = await stand.person()
    await phone_channel.send(replace(PARCEL, address=str(phone.chat_id), reply_to="99999"))
    assert phone.bubbles[-1].text == "Вітаю"


async def test_failures_of_what_does_not_matter_stay_silent(
    server: Scripted, channel: TelegramChannel
) -> None:
    for status, body, _expected, _seconds in TROUBLES:
        server.answers = [(status, body)]
        await channel.freeze("42", "5")
        await channel.acknowledge("99")


async def test_a_file_is_read_to_its_end(server: Scripted, channel: TelegramChannel) -> None:
    picture = b"\xff\xd8" + bytes(range(256)) * 8_000  # two megabytes come in many pieces
    server.will_answer(200, {"ok": True, "result": {"file_id": "x", "file_path": "photos/1.jpg"}})
    server.will_answer(200, picture)
    assert await channel.fetch("x") == picture


async def test_a_file_that_is_too_large_or_gone_is_given_up(
    server: Scripted, channel: TelegramChannel
) -> None:
    server.will_answer(200, {"ok": True, "result": {"file_id": "x", "file_path": "photos/1.jpg"}})
    server.will_answer(200, bytes(LARGEST_FILE + 1))
    with pytest.raises(Undeliverable):
        await channel.fetch("x")
    server.answers = [(400, refusal(400, "Bad Request: file is too big"))]
    with pytest.raises(Undeliverable):
        await channel.fetch("x")


async def test_a_file_that_does_not_come_is_asked_for_later_and_its_link_stays_here(
    server: Scripted, channel: TelegramChannel
) -> None:
    server.will_answer(200, {"ok": True, "result": {"file_id": "x", "file_path": "photos/1.jpg"}})
    server.will_answer(502, b"")
    with pytest.raises(TryLater) as raised:
        await channel.fetch("x")
    assert TOKEN not in repr(raised.value)


async def test_updates_come_as_they_were_written(server: Scripted, channel: TelegramChannel) -> None:
    odd = [{"update_id": 1, "message": {"forward_origin": {"type": "hidden_user"}}}, {"hologram": [None]}]
    server.will_answer(200, {"ok": True, "result": odd})
    assert await channel.updates(5, 0) == odd
    asked = json.loads(server.calls[0][1])
    assert asked["offset"] == 5
    assert asked["allowed_updates"] == UPDATES
    assert {"message", "edited_message", "callback_query", "my_chat_member", "chat_member"} == set(UPDATES)


@pytest.mark.parametrize("status, body, expected, seconds", TROUBLES[8:12] + TROUBLES[12:14])
async def test_errors_while_asking_for_updates_pause_or_stop(
    status: int,
    body: Any,
    expected: type[Exception],
    seconds: float | None,
    server: Scripted,
    channel: TelegramChannel,
) -> None:
    server.will_answer(status, body)
    with pytest.raises(expected):
        await channel.updates(None, 0)


async def test_a_message_that_was_deleted_meanwhile_needs_no_pin(
    server: Scripted, channel: TelegramChannel
) -> None:
    server.will_answer(400, refusal(400, "Bad Request: message to pin not found"))
    assert await channel.send(Parcel("-42", pin="7")) == "7"


async def test_a_message_is_pinned_without_a_sound(server: Scripted, channel: TelegramChannel) -> None:
    server.will_answer(200, {"ok": True, "result": True})
    assert await channel.send(Parcel("-42", pin="7")) == "7"
    assert server.calls[0][0].endswith("/pinChatMessage")
    assert server.bodies == [{"chat_id": -42, "message_id": 7, "disable_notification": True}]


@pytest.mark.parametrize(
    "description, expected",
    [
        ("Bad Request: not enough rights to manage pinned messages in the chat", NotAllowed),
        ("Bad Request: not enough rights to create a topic", NotAllowed),
        ("Bad Request: message thread not found", TopicGone),
        ("Bad Request: TOPIC_CLOSED", TopicGone),
    ],
)
async def test_what_is_not_allowed_and_a_topic_that_is_gone_are_known(
    description: str, expected: type[Exception], server: Scripted, channel: TelegramChannel
) -> None:
    server.will_answer(400, refusal(400, description))
    with pytest.raises(expected):
        await channel.send(replace(PARCEL, thread="3"))


async def test_a_closed_general_topic_is_no_reason_to_try_for_ever(
    server: Scripted, channel: TelegramChannel
) -> None:
    server.will_answer(400, refusal(400, "Bad Request: TOPIC_CLOSED"))
    with pytest.raises(Undeliverable) as refused:
        await channel.send(PARCEL)
    assert not isinstance(refused.value, TopicGone)


async def test_every_part_of_a_long_text_goes_into_its_topic(
    server: Scripted, channel: TelegramChannel
) -> None:
    server.will_answer(200, SENT)
    await channel.send(replace(PARCEL, text="слово " * 1000, thread="3"))
    assert [body["message_thread_id"] for body in server.bodies] == [3, 3]


async def test_where_only_an_edit_is_wished_nothing_takes_its_place(
    server: Scripted, channel: TelegramChannel
) -> None:
    server.will_answer(400, refusal(400, "Bad Request: message to edit not found"))
    assert await channel.send(replace(PARCEL, edit="7", only_edit=True)) == "7"
    assert len(server.calls) == 1


async def test_a_topic_is_opened_or_the_chat_has_none(server: Scripted, channel: TelegramChannel) -> None:
    server.will_answer(200, {"ok": True, "result": {"message_thread_id": 9, "name": "x", "icon_color": 1}})
    server.will_answer(400, refusal(400, "Bad Request: the chat is not a forum"))
    server.will_answer(400, refusal(400, "Bad Request: not enough rights to create a topic"))
    server.will_answer(429, refusal(429, "Too Many Requests: retry after 3", retry_after=3))
    assert await channel.open_topic("-42", "Запити") == "9"
    assert await channel.open_topic("-42", "Запити") == ""
    with pytest.raises(NotAllowed):
        await channel.open_topic("-42", "Запити")
    with pytest.raises(TryLater):
        await channel.open_topic("-42", "Запити")


async def test_of_many_messages_one_that_is_too_old_keeps_no_other_from_going(
    server: Scripted, channel: TelegramChannel
) -> None:
    too_old = refusal(400, "Bad Request: message can't be deleted for everyone")
    for status, body in (
        (400, too_old),
        (200, DONE),
        (400, too_old),
        (400, too_old),
        (200, SENT),
        (200, DONE),
    ):
        server.will_answer(status, body)
    assert await channel.send(replace(PARCEL, text="", delete="1 2 3 4")) == "1 2 3 4"
    assert [path.rpartition("/")[2] for path, _raw in server.calls] == [
        "deleteMessages",  # all four
        "deleteMessages",  # the first two
        "deleteMessages",  # the other two
        "deleteMessage",  # the third, which is too old
        "editMessageText",
        "deleteMessage",
    ]


async def test_a_message_in_parts_is_named_by_all_of_them(server: Scripted, channel: TelegramChannel) -> None:
    server.will_answer(200, SENT)
    server.will_answer(200, SENT)
    assert await channel.send(replace(PARCEL, text="слово " * 1000)) == "5 5"
