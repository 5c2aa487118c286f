"""Methods that take messages away."""

from bot.sandbox.telegram_api.errors import BadRequest
from bot.sandbox.telegram_api.methods.call import Call
from bot.sandbox.telegram_api.world import World

DELETABLE_FOR = 48 * 3600
MOST_DELETED = 100


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
