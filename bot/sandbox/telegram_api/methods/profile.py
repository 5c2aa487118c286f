"""Methods about the bot itself: descriptions, name, menu button."""

import re

from bot.sandbox.telegram_api.errors import BadRequest, Json
from bot.sandbox.telegram_api.methods.call import Call
from bot.sandbox.telegram_api.world import World

LANGUAGE = re.compile(r"|[a-z]{2}")
LONGEST = {"description": 512, "short_description": 120, "name": 64}


async def get_me(world: World, call: Call) -> Json:
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": True,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def set_my_text(world: World, call: Call) -> bool:
    """`setMyDescription`, `setMyShortDescription`, `setMyName`: an empty text takes it away."""
    field = _text_field(call)
    text = str(call.params.get(field) or "")
    if len(text) > LONGEST[field]:
        raise BadRequest(f"bot {field.replace('_', ' ')} is too long")
    world.settings[field, language_of(call.params)] = text
    return True


async def get_my_text(world: World, call: Call) -> Json:
    field = _text_field(call)
    fallback = world.bot["first_name"] if field == "name" else ""
    default = world.settings.get((field, ""), fallback)
    return {field: world.settings.get((field, language_of(call.params))) or default}


async def set_chat_menu_button(world: World, call: Call) -> bool:
    world.settings["menu_button", str(call.params.get("chat_id", ""))] = call.params.get("menu_button")
    return True


async def get_chat_menu_button(world: World, call: Call) -> Json:
    found = world.settings.get(("menu_button", str(call.params.get("chat_id", ""))))
    return found or {"type": "default"}


def language_of(params: Json) -> str:
    """The language of a call; BadRequest if it is not two letters or none."""
    code = str(params.get("language_code") or "")
    if not LANGUAGE.fullmatch(code):
        raise BadRequest("invalid language code specified")
    return code


def _text_field(call: Call) -> str:
    name = call.method.lower().removeprefix("setmy").removeprefix("getmy")
    return {"shortdescription": "short_description"}.get(name, name)
