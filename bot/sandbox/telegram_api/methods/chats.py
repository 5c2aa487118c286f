"""Methods about chats, people, files and presses."""

from datetime import timedelta

from bot.sandbox.telegram_api.errors import QUERY_TOO_OLD, BadRequest, Json
from bot.sandbox.telegram_api.methods.call import Call
from bot.sandbox.telegram_api.world import World

ANSWER_PRESS_WITHIN = timedelta(seconds=150)
"""As long as the update itself is kept; the real limit is not documented."""
LONGEST_TOAST = 200
ADMINISTRATOR_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)


async def answer_callback_query(world: World, call: Call) -> bool:
    text = str(call.params.get("text") or "")
    query = world.queries.get(str(call.params.get("callback_query_id", "")))
    if query is None or world.clock.now() - query.at > ANSWER_PRESS_WITHIN:
        raise BadRequest(QUERY_TOO_OLD)
    if len(text) > LONGEST_TOAST:
        raise BadRequest("MESSAGE_TOO_LONG")
    query.phone.toast = text
    world.phones.changed(query.phone)
    return True


async def get_file(world: World, call: Call) -> Json:
    return world.files.link(str(call.params.get("file_id") or ""), world.clock.now())


async def get_chat(world: World, call: Call) -> Json:
    chat = world.chat(call.params.get("chat_id"))
    return {
        **chat.body(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }


async def get_chat_member(world: World, call: Call) -> Json:
    chat = world.chat(call.params.get("chat_id"))
    user_id = call.params.get("user_id")
    if user_id == world.bot["id"]:
        return bot_as_member(world, "kicked" if chat.phone.blocked else _bot_status(chat.kind))
    person = next((one for one in chat.people if one["id"] == user_id), None)
    if person is None:
        raise BadRequest("PARTICIPANT_ID_INVALID")
    return {"status": "left" if person["first_name"] in chat.phone.gone else "member", "user": person}


async def leave_chat(world: World, call: Call) -> bool:
    chat = world.chat_to_write(call.params.get("chat_id"))
    if chat.kind == "private":
        raise BadRequest("chat member status can't be changed in private chats")
    chat.left = True
    world.phones.changed(chat.phone)
    return True


def _bot_status(kind: str) -> str:
    return "member" if kind == "private" else "administrator"


def bot_as_member(world: World, status: str) -> Json:
    """The bot as a ChatMember of that status."""
    member: Json = {"status": status, "user": world.bot}
    if status == "kicked":
        member["until_date"] = 0
    if status == "administrator":
        member.update(
            dict.fromkeys(ADMINISTRATOR_RIGHTS, False), can_manage_chat=True, can_delete_messages=True
        )
    return member
