"""What people do on the phones, and the updates that reach the bot."""

import io

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from jsonschema import Draft202012Validator
from PIL import Image
from pydantic import ValidationError

from bot.sandbox.contract import check_of, definitions
from bot.sandbox.telegram_api import KINDS
from tests.sandbox.telegram_api.stand import Stand, jpeg

KEYS = InlineKeyboardMarkup(
    inline_keyboard=[
        [
            InlineKeyboardButton(text="Так", callback_data="yes"),
            InlineKeyboardButton(text="Ні", callback_data="no"),
        ]
    ]
)


async def test_a_command_is_marked_as_one(stand: Stand) -> None:
    phone = stand.api.new_phone("Olena", "returnee")
    await stand.api.write(phone.id, "/start g_abc")
    message = (await stand.updates())[0].message
    assert message is not None
    assert message.entities is not None
    assert [(one.type, one.offset, one.length) for one in message.entities] == [("bot_command", 0, 6)]
    assert (message.chat.id, message.from_user and message.from_user.language_code) == (
        int(phone.chat_id),
        "uk",
    )


FOUND = [
    ("пишіть на a.b@example.org", ["email"]),
    ("https://example.org/x?y=1 і example.com.ua", ["url", "url"]),
    ("@someone допоможе", ["mention"]),
    ("+380 44 123 45 67", ["phone_number"]),
    ("🌻 /menu", ["bot_command"]),
    ("і/або 1/2", []),
]


@pytest.mark.parametrize("text, kinds", FOUND)
async def test_links_names_and_numbers_are_marked(stand: Stand, text: str, kinds: list[str]) -> None:
    phone = stand.api.new_phone("Olena", "returnee")
    await stand.api.write(phone.id, text)
    message = (await stand.updates())[0].message
    assert message is not None
    assert [one.type for one in message.entities or []] == kinds


async def test_offsets_count_utf16_units(stand: Stand) -> None:
    phone = stand.api.new_phone("Olena", "returnee")
    await stand.api.write(phone.id, "🌻🌻 /menu")
    assert (phone.bubbles[0].entities[0].offset, phone.bubbles[0].entities[0].length) == (5, 5)


async def test_a_long_text_goes_as_several_messages(stand: Stand) -> None:
    phone = stand.api.new_phone("Olena", "returnee")
    await stand.api.write(phone.id, "я" * 10_000)
    assert [len(bubble.text) for bubble in phone.bubbles] == [4096, 4096, 1808]
    await stand.api.write(phone.id, "  ")
    assert len(phone.bubbles) == 3


async def test_a_press_brings_its_payload_and_the_answer_a_toast(stand: Stand) -> None:
    phone = await stand.person()
    await stand.bot.send_message(phone.chat_id, "x", reply_markup=KEYS)
    await stand.api.press(phone.id, phone.bubbles[-1].id, 0, 1)
    query = (await stand.updates())[0].callback_query
    assert query is not None
    assert (query.data, query.message and query.message.message_id) == ("no", int(phone.bubbles[-1].id))
    await stand.bot.answer_callback_query(query.id, text="Прийнято")
    assert phone.toast == "Прийнято"
    stand.later(seconds=151)
    for query_id in (query.id, "1"):
        with pytest.raises(
            TelegramBadRequest, match="query is too old and response timeout expired or query ID"
        ):
            await stand.bot.answer_callback_query(query_id)


async def test_a_tampered_payload_and_a_press_on_a_deleted_message_arrive(stand: Stand) -> None:
    phone = await stand.person()
    message = await stand.bot.send_message(phone.chat_id, "x", reply_markup=KEYS)
    await stand.bot.delete_message(phone.chat_id, message.message_id)
    await stand.api.press_data(phone.id, str(message.message_id), "../../etc")
    raw = (await stand.raw_updates())[0]["callback_query"]
    assert (raw["data"], raw["message"]["date"]) == ("../../etc", 0)


async def test_a_reply_names_the_message_it_answers(stand: Stand) -> None:
    phone = await stand.person()
    message = await stand.bot.send_message(phone.chat_id, "Питання")
    await stand.api.write(phone.id, "Відповідь", reply_to=str(message.message_id))
    answer = (await stand.updates())[0].message
    assert answer is not None
    assert answer.reply_to_message is not None
    assert answer.reply_to_message.message_id == message.message_id
    assert phone.bubbles[-1].reply_to == phone.bubbles[-2].id


async def test_an_edit_of_ones_own_message_arrives(stand: Stand) -> None:
    phone = await stand.person()
    await stand.api.edit(phone.id, phone.bubbles[0].id, "/help")
    edited = (await stand.updates())[0].edited_message
    assert edited is not None
    assert (edited.text, edited.edit_date is not None, phone.bubbles[0].edited) == ("/help", True, True)
    message = await stand.bot.send_message(phone.chat_id, "x")
    with pytest.raises(ValueError, match="people edit only what they wrote"):
        await stand.api.edit(phone.id, str(message.message_id), "y")


async def test_a_photo_loses_its_metadata_and_can_be_downloaded_for_an_hour(stand: Stand) -> None:
    phone = await stand.person()
    await stand.api.send_photo(phone.id, jpeg(400, 300, exif=True), "Довідка")
    message = (await stand.updates())[0].message
    assert message is not None
    assert message.photo is not None
    assert (message.caption, [size.width for size in message.photo]) == ("Довідка", [90, 400])
    file = await stand.bot.get_file(message.photo[-1].file_id)
    data = io.BytesIO()
    await stand.bot.download(message.photo[-1], destination=data)
    assert b"SECRET-MAKER" not in data.getvalue()
    assert Image.open(data).size == (400, 300)
    stand.later(hours=1)
    async with stand.http.get(f"{stand.url}/file/bot42:SANDBOX/{file.file_path}") as gone:
        assert gone.status == 404


async def test_blocking_and_unblocking_are_told(stand: Stand) -> None:
    phone = await stand.person()
    await stand.api.block(phone.id)
    await stand.api.unblock(phone.id)
    changes = [update.my_chat_member for update in await stand.updates()]
    assert [change and change.new_chat_member.status for change in changes] == ["kicked", "member"]
    await stand.api.block(phone.id)
    await stand.api.write(phone.id, "я знову тут")
    kinds = [update.event_type for update in await stand.updates()]
    assert kinds == ["my_chat_member", "my_chat_member", "message"]


async def test_several_people_write_and_press_in_a_group(stand: Stand) -> None:
    group = stand.api.new_group("Moderators", ["Anna", "Bohdan"])
    await stand.api.write(group.id, "/queue", author="Bohdan")
    message = (await stand.updates())[0].message
    assert message is not None
    assert message.from_user is not None
    assert (message.chat.id, message.chat.type) == (int(group.chat_id), "group")
    assert int(group.chat_id) < 0
    assert (message.from_user.first_name, group.bubbles[0].author) == ("Bohdan", "Bohdan")
    await stand.bot.send_message(group.chat_id, "x", reply_markup=KEYS)
    await stand.api.press(group.id, group.bubbles[-1].id, 0, 0, author="Bohdan")
    query = (await stand.updates())[0].callback_query
    assert query is not None
    assert query.from_user.id == message.from_user.id


async def test_every_other_kind_arrives_and_keeps_to_the_contract_except_the_two_that_must_not(
    stand: Stand,
) -> None:
    phone = await stand.person()
    for kind in KINDS:
        await stand.api.send_other(phone.id, kind)
    updates = await stand.raw_updates(offset=1)
    assert len(updates) == len(KINDS)
    check = check_of("Update")
    assert check is not None
    broken = [kind for kind, update in zip(KINDS, updates, strict=True) if check(update)]
    assert broken == ["forward_hidden", "unknown"]
    peer = Draft202012Validator({"$ref": "#/$defs/Update", "$defs": definitions()})
    assert [peer.is_valid(update) for update in updates] == [kind not in broken for kind in KINDS]


async def test_the_body_of_the_hidden_forward_stops_aiograms_own_polling(stand: Stand) -> None:
    phone = await stand.person()
    await stand.api.send_other(phone.id, "forward_hidden")
    with pytest.raises(Exception, match="Failed to deserialize object") as error:
        await stand.bot.get_updates(timeout=0)
    assert isinstance(error.value.original, ValidationError)  # type: ignore[attr-defined]


async def test_updates_of_every_verb_keep_to_the_contract(stand: Stand) -> None:
    phone = await stand.person()
    group = stand.api.new_group("Moderators", ["Anna"])
    sent = await stand.bot.send_message(phone.chat_id, "x", reply_markup=KEYS)
    await stand.api.write(phone.id, "a", reply_to=str(sent.message_id))
    await stand.api.press(phone.id, str(sent.message_id), 0, 0)
    await stand.api.edit(phone.id, phone.bubbles[0].id, "b")
    await stand.api.send_photo(phone.id, jpeg(), "c")
    await stand.api.block(phone.id)
    await stand.api.unblock(phone.id)
    await stand.api.block(group.id)
    await stand.api.unblock(group.id)
    check = check_of("Update")
    assert check is not None
    updates = await stand.raw_updates()
    assert len(updates) == 8
    assert [str(problem) for update in updates if (problem := check(update))] == []


async def test_a_deleted_account_does_nothing_more(stand: Stand) -> None:
    phone = await stand.person()
    await stand.api.deactivate(phone.id)
    with pytest.raises(ValueError, match="this account is deleted"):
        await stand.api.write(phone.id, "x")


async def test_who_leaves_a_group_is_told_in_it_and_to_the_administrator(stand: Stand) -> None:
    await stand.call("getUpdates", offset=1, allowed_updates=["message", "chat_member"], timeout=0)
    group = stand.api.new_group("Moderators", ["Lesia", "Taras"])
    await stand.api.leave(group.id, "Taras")
    await stand.api.join(group.id, "Taras")
    left, told_left, came, told_came = await stand.updates()
    assert left.message is not None
    assert left.message.left_chat_member is not None
    assert left.message.left_chat_member.first_name == "Taras"
    assert told_left.chat_member is not None
    assert told_left.chat_member.new_chat_member.status == "left"
    assert came.message is not None
    assert came.message.new_chat_members is not None
    assert [one.first_name for one in came.message.new_chat_members] == ["Taras"]
    assert told_came.chat_member is not None
    assert told_came.chat_member.new_chat_member.status == "member"
    assert group.gone == []


async def test_only_who_is_there_leaves_and_only_who_is_gone_comes(stand: Stand) -> None:
    group = stand.api.new_group("Moderators", ["Lesia", "Taras"])
    with pytest.raises(ValueError, match="there already"):
        await stand.api.join(group.id, "Taras")
    await stand.api.leave(group.id, "Taras")
    with pytest.raises(ValueError, match="gone"):
        await stand.api.leave(group.id, "Taras")
    for name in ("Ostap", ""):
        with pytest.raises(LookupError):
            await stand.api.leave(group.id, name)
    with pytest.raises(LookupError):
        await stand.api.leave(stand.api.new_phone("Olena", "returnee").id, "Olena")
    taras = -int(group.chat_id) + 1
    assert (await stand.bot.get_chat_member(int(group.chat_id), taras)).status == "left"
