"""Methods that rewrite a message of the bot."""

from bot.sandbox.telegram_api.chats import Stored
from bot.sandbox.telegram_api.errors import NOT_MODIFIED, BadRequest, Json
from bot.sandbox.telegram_api.keyboards import as_phone_buttons, inline_markup
from bot.sandbox.telegram_api.methods.call import Call
from bot.sandbox.telegram_api.text import Formatted, caption_text, for_phone, message_text
from bot.sandbox.telegram_api.world import World


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
