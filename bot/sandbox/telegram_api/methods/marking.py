"""Methods that mark a message: pins and reactions."""

from typing import Any

from bot.sandbox.telegram_api.chats import Chat, Stored
from bot.sandbox.telegram_api.errors import BadRequest
from bot.sandbox.telegram_api.methods.call import Call
from bot.sandbox.telegram_api.world import World


async def pin_chat_message(world: World, call: Call) -> bool:
    chat, stored = _to_pin(world, call)
    if stored is None:
        raise BadRequest("message to pin not found")
    stored.bubble.pinned = True
    if stored.body["message_id"] in chat.pinned:
        chat.pinned.remove(stored.body["message_id"])
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
    if chat.kind != "private" and "can_pin_messages" not in chat.rights:
        raise BadRequest("not enough rights to manage pinned messages in the chat")
    return chat, world.find(chat, call.params.get("message_id"))
