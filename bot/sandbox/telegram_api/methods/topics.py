"""Methods about the topics of a forum."""

from bot.sandbox.telegram_api.errors import BadRequest, Json
from bot.sandbox.telegram_api.methods.call import Call
from bot.sandbox.telegram_api.world import World

LONGEST_NAME = 128
ICON_COLOUR = 0x6FB9F0


async def create_forum_topic(world: World, call: Call) -> Json:
    chat = world.chat_to_write(call.params.get("chat_id"))
    name = str(call.params.get("name") or "").strip()[:LONGEST_NAME]
    if not chat.is_forum:
        raise BadRequest("the chat is not a forum")
    if "can_manage_topics" not in chat.rights:
        raise BadRequest("not enough rights to create a topic")
    if not name:
        raise BadRequest("TOPIC_TITLE_EMPTY")
    about = {"name": name, "icon_color": ICON_COLOUR}
    made = world.add_message(chat, world.bot, {"forum_topic_created": about, "is_topic_message": True})
    thread = made.body["message_id"]
    made.body["message_thread_id"] = thread
    made.bubble.kind, made.bubble.text = "system", name
    chat.topics[thread] = name
    world.phones.changed(chat.phone)
    return {"message_thread_id": thread, **about}
