"""Changing and removing messages, and the errors that mean it is already so."""

from typing import Any

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReactionTypeEmoji,
)

from bot.sandbox.phones import Phone
from tests.sandbox.telegram_api.stand import Stand, jpeg

KEYS = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Так", callback_data="yes")]])


async def sent(stand: Stand, text: str = "Перша", **more: Any) -> tuple[Phone, Message]:
    phone = await stand.person()
    return phone, await stand.bot.send_message(phone.chat_id, text, **more)


async def test_a_text_is_rewritten_in_place_and_loses_its_buttons(stand: Stand) -> None:
    phone, message = await sent(stand, reply_markup=KEYS)
    edited = await stand.bot.edit_message_text(
        "<b>Друга</b>", chat_id=phone.chat_id, message_id=message.message_id, parse_mode="HTML"
    )
    assert isinstance(edited, Message)
    assert edited.edit_date is not None
    bubble = phone.bubbles[-1]
    assert (bubble.text, bubble.buttons, bubble.edited, len(phone.bubbles)) == ("Друга", [], True, 2)


async def test_the_same_content_again_is_refused(stand: Stand) -> None:
    phone, message = await sent(stand, reply_markup=KEYS)
    where: dict[str, Any] = {"chat_id": phone.chat_id, "message_id": message.message_id}
    with pytest.raises(TelegramBadRequest, match="message is not modified: specified new message content"):
        await stand.bot.edit_message_text("Перша", reply_markup=KEYS, **where)
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await stand.bot.edit_message_reply_markup(reply_markup=KEYS, **where)
    await stand.bot.edit_message_reply_markup(**where)
    assert phone.bubbles[-1].buttons == []
    assert not phone.bubbles[-1].edited


async def test_a_caption_is_edited_as_a_caption_only(stand: Stand) -> None:
    phone = await stand.person()
    photo = await stand.bot.send_photo(phone.chat_id, BufferedInputFile(jpeg(), "x.jpg"), caption="a")
    where: dict[str, Any] = {"chat_id": phone.chat_id, "message_id": photo.message_id}
    await stand.bot.edit_message_caption(caption="b", **where)
    assert phone.bubbles[-1].text == "b"
    with pytest.raises(TelegramBadRequest, match="there is no text in the message to edit"):
        await stand.bot.edit_message_text("c", **where)
    text = await stand.bot.send_message(phone.chat_id, "x")
    with pytest.raises(TelegramBadRequest, match="there is no caption in the message to edit"):
        await stand.bot.edit_message_caption(chat_id=phone.chat_id, message_id=text.message_id, caption="c")


async def test_what_is_not_there_or_not_ours_cannot_be_edited(stand: Stand) -> None:
    phone, _ = await sent(stand)
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await stand.bot.edit_message_text("x", chat_id=phone.chat_id, message_id=1)
    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await stand.bot.edit_message_text("x", chat_id=phone.chat_id, message_id=int(phone.bubbles[0].id))


async def test_messages_can_be_deleted_for_48_hours_the_persons_too(stand: Stand) -> None:
    phone, message = await sent(stand)
    stand.later(hours=48)
    await stand.bot.delete_message(phone.chat_id, message.message_id)
    await stand.bot.delete_message(phone.chat_id, int(phone.bubbles[0].id))
    assert [bubble.deleted for bubble in phone.bubbles] == [True, True]
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await stand.bot.delete_message(phone.chat_id, message.message_id)
    old = await stand.bot.send_message(phone.chat_id, "x")
    stand.later(hours=48, seconds=1)
    with pytest.raises(TelegramBadRequest, match="message can't be deleted"):
        await stand.bot.delete_message(phone.chat_id, old.message_id)


async def test_several_are_deleted_and_the_missing_passed_over(stand: Stand) -> None:
    phone, message = await sent(stand)
    assert await stand.bot.delete_messages(phone.chat_id, [1, message.message_id])
    assert phone.bubbles[-1].deleted
    assert await stand.said("deleteMessages", chat_id=int(phone.chat_id), message_ids=[]) != "ok"
    assert await stand.said("deleteMessages", chat_id=int(phone.chat_id), message_ids=[1] * 101) != "ok"


async def test_a_message_is_pinned_and_reacted_to(stand: Stand) -> None:
    phone, message = await sent(stand)
    await stand.bot.pin_chat_message(phone.chat_id, message.message_id, disable_notification=True)
    await stand.bot.set_message_reaction(
        phone.chat_id, int(phone.bubbles[0].id), reaction=[ReactionTypeEmoji(emoji="👍")]
    )
    assert (phone.bubbles[1].pinned, phone.bubbles[0].reaction) == (True, "👍")
    await stand.bot.unpin_chat_message(phone.chat_id)
    assert not phone.bubbles[1].pinned
    assert stand.api.violations == []
