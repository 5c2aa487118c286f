"""What the bot may send, and the errors it gets in the API's own words."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramUnauthorizedError
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)

from tests.sandbox.telegram_api.stand import NOON, Stand, jpeg

Json = dict[str, Any]


def inline(*rows: list[Json]) -> Json:
    return {"inline_keyboard": list(rows)}


def button(**fields: Any) -> Json:
    return {"text": "Yes", **fields}


async def test_a_message_appears_on_the_phone_with_its_buttons(stand: Stand) -> None:
    phone = await stand.person()
    keys = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Так", callback_data="yes")]])
    message = await stand.bot.send_message(
        phone.chat_id, "<b>Вітаю</b> &amp; <i>добрий</i> день", parse_mode="HTML", reply_markup=keys
    )
    bubble = phone.bubbles[-1]
    assert (bubble.text, bubble.at, bubble.mine) == ("Вітаю & добрий день", NOON, False)
    assert [(one.type, one.offset, one.length) for one in bubble.entities] == [
        ("bold", 0, 5),
        ("italic", 8, 6),
    ]
    assert [(key.text, key.data) for key in bubble.buttons[0]] == [("Так", "yes")]
    assert str(message.message_id) == bubble.id
    assert stand.api.violations == []


TEXTS = [
    ("x", None, "ok"),
    ("", None, "Bad Request: message text is empty"),
    ("  \n ", None, "Bad Request: message text is empty"),
    ("<b></b>", "HTML", "Bad Request: message text is empty"),
    ("я" * 4096, None, "ok"),
    ("я" * 4097, None, "Bad Request: message is too long"),
    ("🌻" * 2048, None, "ok"),
    ("🌻" * 2049, None, "Bad Request: message is too long"),
    ("<b>" + "я" * 4096 + "</b>", "HTML", "ok"),
    ("a & b &copy; &lt;", "HTML", "ok"),
    ("1 < 2", "HTML", 'Bad Request: can\'t parse entities: Unsupported start tag "" at byte offset 2'),
    ("я<p>", "HTML", 'Bad Request: can\'t parse entities: Unsupported start tag "p" at byte offset 2'),
    (
        "<b>x",
        "HTML",
        "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    ("x</b>", "HTML", "Bad Request: can't parse entities: Unexpected end tag at byte offset 1"),
    (
        "<b>x</i>",
        "HTML",
        "Bad Request: can't parse entities: Unmatched end tag at byte offset 4, "
        'expected "</b>", found "</i>"',
    ),
    ("<b", "HTML", "Bad Request: can't parse entities: Unclosed start tag at byte offset 0"),
    ("<b>x</b", "HTML", "Bad Request: can't parse entities: Unclosed end tag at byte offset 4"),
    (
        "<span>x</span>",
        "HTML",
        'Bad Request: can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset 0',
    ),
    ("x", "Wiki", "Bad Request: unsupported parse_mode"),
]


@pytest.mark.parametrize("text, mode, outcome", TEXTS)
async def test_texts_are_taken_or_refused(stand: Stand, text: str, mode: str | None, outcome: str) -> None:
    phone = await stand.person()
    params = {"parse_mode": mode} if mode else {}
    assert await stand.said("sendMessage", chat_id=int(phone.chat_id), text=text, **params) == outcome


KEYBOARDS = [
    (inline([button(callback_data="x" * 64)]), "ok"),
    (inline([button(callback_data="x" * 65)]), "Bad Request: BUTTON_DATA_INVALID"),
    (inline([button(callback_data="я" * 32)]), "ok"),
    (inline([button(callback_data="я" * 33)]), "Bad Request: BUTTON_DATA_INVALID"),
    (
        inline([button(callback_data="")]),
        "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (
        inline([{"callback_data": "x"}]),
        "Bad Request: can't parse inline keyboard button: Can't find field \"text\"",
    ),
    (inline([button(callback_data="x")] * 8), "ok"),
    (inline([button(callback_data="x")] * 9), "Bad Request: reply markup is too long"),
    (inline(*[[button(callback_data="x")]] * 100), "ok"),
    (inline(*[[button(callback_data="x")]] * 101), "Bad Request: reply markup is too long"),
    (inline([button(copy_text={"text": "0 800 500"})]), "ok"),
    (inline([button(copy_text={"text": "0" * 257})]), "Bad Request: BUTTON_COPY_TEXT_INVALID"),
    (inline([button(url="https://example.org/a")]), "ok"),
    (
        inline([button(url="ftp://example.org")]),
        "Bad Request: inline keyboard button URL 'ftp://example.org' is invalid: Unsupported URL protocol",
    ),
    (inline([button(callback_data="x", style="danger")]), "ok"),
    (
        inline([button(callback_data="x", style="pink")]),
        "Bad Request: can't parse inline keyboard button: invalid button style specified",
    ),
]


@pytest.mark.parametrize("markup, outcome", KEYBOARDS)
async def test_keyboards_are_taken_or_refused(stand: Stand, markup: Json, outcome: str) -> None:
    phone = await stand.person()
    said = await stand.said("sendMessage", chat_id=int(phone.chat_id), text="x", reply_markup=markup)
    assert said == outcome


async def test_a_refused_message_leaves_no_bubble(stand: Stand) -> None:
    phone = await stand.person()
    markup = inline([button(callback_data="x" * 65)])
    await stand.said("sendMessage", chat_id=int(phone.chat_id), text="x", reply_markup=markup)
    assert len(phone.bubbles) == 1


async def test_a_reply_keyboard_shows_and_goes(stand: Stand) -> None:
    phone = await stand.person()
    keys = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="/sos")]], resize_keyboard=True)
    await stand.bot.send_message(phone.chat_id, "x", reply_markup=keys)
    assert phone.keyboard[0][0].text == "/sos"
    await stand.api.press_key(phone.id, 0, 0)
    assert phone.bubbles[-1].text == "/sos"
    await stand.bot.send_message(phone.chat_id, "x", reply_markup=ReplyKeyboardRemove())
    assert phone.keyboard == []


async def test_a_photo_is_shown_and_can_be_sent_again_by_its_id(stand: Stand) -> None:
    phone = await stand.person()
    photo = BufferedInputFile(jpeg(), "qr.jpg")
    message = await stand.bot.send_photo(phone.chat_id, photo, caption="<u>QR</u>", parse_mode="HTML")
    assert phone.bubbles[-1].text == "QR"
    assert message.photo is not None
    assert stand.api.world.phones.picture(str(phone.bubbles[-1].photo)).content_type == "image/jpeg"
    again = await stand.bot.send_photo(phone.chat_id, message.photo[-1].file_id, has_spoiler=True)
    assert again.has_media_spoiler
    assert phone.bubbles[-1].spoiler
    assert stand.api.violations == []


async def test_a_document_is_shown_by_its_name_and_a_picture_as_one(stand: Stand) -> None:
    phone, kept = await stand.person(), stand.api.world.phones.picture
    await stand.bot.send_document(phone.chat_id, BufferedInputFile(b"<script>", "x.html"))
    bubble = phone.bubbles[-1]
    assert (bubble.file_name, bubble.photo) == ("x.html", None)
    assert kept(str(bubble.file)).content_type == "application/octet-stream", "the page only saves it"
    await stand.bot.send_document(phone.chat_id, BufferedInputFile(jpeg(), "x.jpg"))
    bubble = phone.bubbles[-1]
    assert (bubble.file_name, kept(str(bubble.photo)).content_type) == (None, "image/jpeg")


async def test_a_photo_is_refused_as_telegram_refuses_it(stand: Stand) -> None:
    phone = await stand.person()
    for data, words in [
        (b"not a picture", "IMAGE_PROCESS_FAILED"),
        (b"", "file must be non-empty"),
        (jpeg(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (jpeg(5200, 5000), "PHOTO_INVALID_DIMENSIONS"),
    ]:
        with pytest.raises(TelegramBadRequest, match=words):
            await stand.bot.send_photo(phone.chat_id, BufferedInputFile(data, "x.jpg"))
    with pytest.raises(TelegramBadRequest, match="wrong file_id or the file is temporarily unavailable"):
        await stand.bot.send_photo(phone.chat_id, "no-such-id")
    with pytest.raises(TelegramBadRequest, match="message caption is too long"):
        await stand.bot.send_photo(phone.chat_id, BufferedInputFile(jpeg(), "x.jpg"), caption="я" * 1025)


async def test_a_reply_shows_what_it_answers(stand: Stand) -> None:
    phone = await stand.person()
    first = phone.bubbles[0].id
    message = await stand.bot.send_message(
        phone.chat_id, "Вітаю", reply_parameters=ReplyParameters(message_id=int(first))
    )
    assert message.reply_to_message is not None
    assert phone.bubbles[-1].reply_to == first
    with pytest.raises(TelegramBadRequest, match="message to be replied not found"):
        await stand.bot.send_message(phone.chat_id, "x", reply_parameters=ReplyParameters(message_id=1))


async def test_a_chat_that_is_gone_says_how(stand: Stand) -> None:
    blocked, deleted = await stand.person(), await stand.person("Taras")
    fresh = stand.api.new_phone("Ivan", "helper")
    await stand.api.block(blocked.id)
    await stand.api.deactivate(deleted.id)
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await stand.bot.send_message(blocked.chat_id, "x")
    with pytest.raises(TelegramForbiddenError, match="user is deactivated"):
        await stand.bot.send_message(deleted.chat_id, "x")
    for unknown in (fresh.chat_id, "1", "@nobody", "x"):
        with pytest.raises(TelegramBadRequest, match="chat not found"):
            await stand.bot.send_message(unknown, "x")


async def test_a_group_can_throw_the_bot_out_or_move(stand: Stand) -> None:
    group = stand.api.new_group("Moderators", ["Anna", "Bohdan"])
    old_id = int(group.chat_id)
    await stand.bot.send_message(old_id, "x")
    await stand.api.upgrade_group(group.id)
    moved = await stand.call("sendMessage", chat_id=old_id, text="x")
    assert moved["parameters"] == {"migrate_to_chat_id": int(group.chat_id)}
    assert moved["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    await stand.bot.send_message(group.chat_id, "x")
    await stand.api.block(group.id)
    with pytest.raises(TelegramForbiddenError, match="bot was kicked from the supergroup chat"):
        await stand.bot.send_message(group.chat_id, "x")


async def test_a_wrong_token_and_an_unknown_method_are_told_apart(stand: Stand) -> None:
    wrong = await stand.call("getMe", token="43:OTHER")
    assert (wrong["error_code"], wrong["description"]) == (401, "Unauthorized")
    unknown = await stand.call("sendHologram")
    assert unknown["error_code"] == 404
    other = Bot("43:OTHER", session=stand.bot.session)
    with pytest.raises(TelegramUnauthorizedError):
        await other.get_me()


async def test_calls_come_as_form_query_and_json_alike(stand: Stand) -> None:
    phone = await stand.person()
    address = f"{stand.url}/bot42:SANDBOX/SENDMESSAGE"
    markup = '{"inline_keyboard":[[{"text":"a","callback_data":"b"}]]}'
    params = {"chat_id": phone.chat_id, "text": "123", "disable_notification": "true", "reply_markup": markup}
    async with stand.http.post(address, data=params) as answer:
        assert answer.status == 200
    async with stand.http.get(address, params=params) as answer:
        assert answer.status == 200
    assert [(bubble.text, len(bubble.buttons)) for bubble in phone.bubbles[1:]] == [("123", 1)] * 2
    assert stand.api.violations == []


async def test_typing_shows_until_the_message_comes(stand: Stand) -> None:
    phone = await stand.person()
    await stand.bot.send_chat_action(phone.chat_id, "typing")
    assert phone.typing
    await stand.bot.send_message(phone.chat_id, "x")
    assert not phone.typing


async def test_voice_and_documents_arrive_as_what_they_are(stand: Stand) -> None:
    phone = await stand.person()
    voice = await stand.bot.send_voice(phone.chat_id, BufferedInputFile(b"OggS", "v.ogg"))
    paper = await stand.bot.send_document(phone.chat_id, BufferedInputFile(b"%PDF", "p.pdf"), caption="x")
    assert voice.voice is not None
    assert paper.document is not None
    assert [bubble.kind for bubble in phone.bubbles[1:]] == ["voice", "document"]
