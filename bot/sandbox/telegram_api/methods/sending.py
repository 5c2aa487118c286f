"""Methods that put something new into a chat."""

import mimetypes
from collections.abc import Callable
from typing import Any, Final

from bot.sandbox.phones import Bubble
from bot.sandbox.telegram_api.chats import Chat, Stored
from bot.sandbox.telegram_api.errors import BadRequest, Json
from bot.sandbox.telegram_api.files import File
from bot.sandbox.telegram_api.keyboards import as_phone_buttons, change_reply_keyboard, inline_markup
from bot.sandbox.telegram_api.methods import attachments
from bot.sandbox.telegram_api.methods.call import Call
from bot.sandbox.telegram_api.text import Formatted, caption_text, for_phone, message_text
from bot.sandbox.telegram_api.world import World

ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


SHOWN: Final = {"image/jpeg", "image/png"}  # documents that the page shows as pictures


async def send_message(world: World, call: Call) -> Json:
    chat = world.chat_to_write(call.params.get("chat_id"))
    text = message_text(call.params)
    content: Json = {"text": text.text, **_marked("entities", text)}
    return _put(world, chat, call, content, "text", text)


async def send_photo(world: World, call: Call) -> Json:
    chat = world.chat_to_write(call.params.get("chat_id"))
    caption = caption_text(call.params)
    photo = await attachments.photo(world, call)
    content: Json = {"photo": photo.body(), **_captioned(caption)}
    spoiler = bool(call.params.get("has_spoiler"))
    if spoiler:
        content["has_media_spoiler"] = True
    stored = _put(world, chat, call, content, "photo", caption)
    bubble = chat.phone.bubbles[-1]
    bubble.photo, bubble.spoiler = photo.path, spoiler
    return stored


async def send_voice(world: World, call: Call) -> Json:
    return await _send_file(
        world, call, "voice", lambda file: {"duration": 1, "mime_type": file.content_type}
    )


async def send_document(world: World, call: Call) -> Json:
    named: Callable[[File], Json] = lambda file: {"file_name": file.name, "mime_type": file.content_type}  # noqa: E731
    return await _send_file(world, call, "document", named)


async def send_chat_action(world: World, call: Call) -> bool:
    chat = world.chat_to_write(call.params.get("chat_id"))
    if call.params.get("action") not in ACTIONS:
        raise BadRequest("wrong parameter action in request")
    chat.phone.typing = True
    world.phones.changed(chat.phone)
    return True


async def _send_file(world: World, call: Call, kind: str, about: Callable[[File], Json]) -> Json:
    chat = world.chat_to_write(call.params.get("chat_id"))
    caption = caption_text(call.params)
    file = await attachments.file(world, call, kind)
    content: Json = {kind: {**file.short(), **about(file)}, **_captioned(caption)}
    stored = _put(world, chat, call, content, kind, caption)
    if kind == "document":
        _show_file(world, chat.phone.bubbles[-1], file)
    return stored


def _show_file(world: World, bubble: Bubble, file: File) -> None:
    """Show a picture as one, and any other file by its name; the page opens none of those, it only saves them."""
    keep, kind = world.phones.keep_picture, mimetypes.guess_type(file.name)[0]
    if kind in SHOWN:
        bubble.photo = keep(file.data, kind)
    else:
        bubble.file, bubble.file_name = keep(file.data, "application/octet-stream"), file.name


def _captioned(caption: Formatted) -> Json:
    return {"caption": caption.text, **_marked("caption_entities", caption)} if caption.text else {}


def _marked(field: str, read: Formatted) -> Json:
    return {field: read.entities} if read.entities else {}


def _put(world: World, chat: Chat, call: Call, content: Json, kind: str, shown: Formatted) -> Json:
    """Check what is left to check, then store the message and show its bubble."""
    params = call.params
    markup = inline_markup(params.get("reply_markup"))
    answered = _answered(world, chat, params.get("reply_parameters"))
    topic = _topic(chat, params.get("message_thread_id"))
    if topic:
        content.update(message_thread_id=topic, is_topic_message=True)
    change_reply_keyboard(chat.phone, params.get("reply_markup"))
    if markup:
        content["reply_markup"] = markup
    if params.get("protect_content"):
        content["has_protected_content"] = True
    stored = world.add_message(chat, world.bot, content, answered)
    bubble = stored.bubble
    bubble.kind, bubble.text, bubble.entities = kind, shown.text, for_phone(shown.entities)
    bubble.buttons, bubble.topic = as_phone_buttons(markup), chat.topics.get(topic, "")
    chat.phone.typing = False
    world.phones.changed(chat.phone)
    return stored.body


def _topic(chat: Chat, thread: Any) -> int:
    """The topic that a message is for, 0: the general one."""
    if not thread:
        return 0
    if int(thread) not in chat.topics:
        raise BadRequest("message thread not found")
    return int(thread)


def _answered(world: World, chat: Chat, reply: Any) -> Stored | None:
    if not isinstance(reply, dict) or "message_id" not in reply:
        return None
    found = world.find(chat, reply["message_id"])
    if found is None and not reply.get("allow_sending_without_reply"):
        raise BadRequest("message to be replied not found")
    return found
