"""Methods that change or remove what is in a chat."""

from typing import Any

from bot.sandbox.telegram_api.errors import NOT_MODIFIED, BadRequest
from bot.sandbox.telegram_api.html import Json
from bot.sandbox.telegram_api.keyboards import as_phone_buttons, inline_markup
from bot.sandbox.telegram_api.methods.call import Call
from bot.sandbox.telegram_api.text import Formatted, caption_text, for_phone, message_text
from bot.sandbox.telegram_api.world import Chat, Stored, World

DELETABLE_FOR = 48 * 3600
MOST_DELETED = 100


async def edit_message_text(world: World, call: Call) -> Json:
    stored = _editable(world, call)
    if "text" not in stored.body:
        raise BadRequest("there is no text in the message to edit")
    return _changed(world, stored, call, message_text(call.params), ("text", "entities"))


async def edit_message_caption(world: World, call: Call) -> Json:
    stored = _editable(world, call)
    if "text" in stored.body:
        raise BadRequest("there is no caption in the message to edit")
    return _changed(world, stored, call, caption_text(call.params), ("caption", "caption_entities"))


async def edit_message_reply_markup(world: World, call: Call) -> Json:
    stored = _editable(world, call)
    markup = inline_markup(call.params.get("reply_markup"))
    if markup == stored.body.get("reply_markup"):
        raise BadRequest(NOT_MODIFIED)
    _keep_markup(stored, markup)
    world.phones.changed(stored.chat.phone)
    return stored.body


async def delete_message(world: World, call: Call) -> bool:
    chat = world.chat_to_write(call.params.get("chat_id"))
    stored = world.find(chat, call.params.get("message_id"))
    if stored is None:
        raise BadRequest("message to delete not found")
    if world.now() - stored.body["date"] > DELETABLE_FOR:
        raise BadRequest("message can't be deleted for everyone")
    world.remove(stored)
    return True


async def delete_messages(world: World, call: Call) -> bool:
    chat = world.chat_to_write(call.params.get("chat_id"))
    ids = call.params.get("message_ids")
    if not isinstance(ids, list) or not ids:
        raise BadRequest("message identifiers are not specified")
    if len(ids) > MOST_DELETED:
        raise BadRequest("too many message identifiers specified")
    for stored in [found for one in ids if (found := world.find(chat, one))]:
        if world.now() - stored.body["date"] <= DELETABLE_FOR:
            world.remove(stored)
    return True


async def pin_chat_message(world: World, call: Call) -> bool:
    chat, stored = _to_pin(world, call)
    if stored is None:
        raise BadRequest("message to pin not found")
    stored.bubble.pinned = True
    chat.pinned.append(stored.body["message_id"])
    world.phones.changed(chat.phone)
    return True


async def unpin_chat_message(world: World, call: Call) -> bool:
    chat, stored = _to_pin(world, call)
    if stored is None and chat.pinned:
        stored = world.find(chat, chat.pinned[-1])
    if stored is None or not stored.bubble.pinned:
        raise BadRequest("message to unpin not found")
    stored.bubble.pinned = False
    chat.pinned.remove(stored.body["message_id"])
    world.phones.changed(chat.phone)
    return True


async def set_message_reaction(world: World, call: Call) -> bool:
    chat = world.chat_to_write(call.params.get("chat_id"))
    stored = world.find(chat, call.params.get("message_id"))
    if stored is None:
        raise BadRequest("message to react not found")
    reactions: list[Any] = call.params.get("reaction") or []
    if len(reactions) > 1:
        raise BadRequest("REACTIONS_TOO_MANY")
    stored.bubble.reaction = reactions[0].get("emoji") if reactions else None
    world.phones.changed(chat.phone)
    return True


def _to_pin(world: World, call: Call) -> tuple[Chat, Stored | None]:
    chat = world.chat_to_write(call.params.get("chat_id"))
    return chat, world.find(chat, call.params.get("message_id"))


def _editable(world: World, call: Call) -> Stored:
    chat = world.chat_to_write(call.params.get("chat_id"))
    if not call.params.get("message_id"):
        raise BadRequest("message identifier is not specified")
    stored = world.find(chat, call.params["message_id"])
    if stored is None:
        raise BadRequest("message to edit not found")
    if not stored.by_bot:
        raise BadRequest("message can't be edited")
    return stored


def _changed(world: World, stored: Stored, call: Call, text: Formatted, fields: tuple[str, str]) -> Json:
    markup = inline_markup(call.params.get("reply_markup"))
    words, marks = fields
    body = stored.body
    if (body.get(words, ""), body.get(marks, []), body.get("reply_markup")) == (
        text.text,
        text.entities,
        markup,
    ):
        raise BadRequest(NOT_MODIFIED)
    body.update({words: text.text, marks: text.entities, "edit_date": world.now()})
    if not text.entities:
        del body[marks]
    _keep_markup(stored, markup)
    bubble = stored.bubble
    bubble.text, bubble.entities, bubble.edited = text.text, for_phone(text.entities), True
    world.phones.changed(stored.chat.phone)
    return body


def _keep_markup(stored: Stored, markup: Json | None) -> None:
    stored.body.pop("reply_markup", None)
    if markup:
        stored.body["reply_markup"] = markup
    stored.bubble.buttons = as_phone_buttons(markup)
