"""Methods about the bot itself: commands, descriptions, name, menu button."""

import json
import re
from typing import Any

from bot.sandbox.telegram_api.errors import BadRequest
from bot.sandbox.telegram_api.html import Json
from bot.sandbox.telegram_api.methods.call import Call
from bot.sandbox.telegram_api.world import World

MOST_COMMANDS = 100
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LONGEST_COMMAND_TEXT = 256
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


async def set_my_commands(world: World, call: Call) -> bool:
    commands = call.params.get("commands")
    if not isinstance(commands, list):
        raise BadRequest("can't parse commands: Array expected")
    if len(commands) > MOST_COMMANDS:
        raise BadRequest("BOT_COMMANDS_TOO_MUCH")
    for one in commands:
        _check_command(one)
    world.settings[_commands_key(call.params)] = commands
    return True


async def get_my_commands(world: World, call: Call) -> list[Json]:
    found: list[Json] = world.settings.get(_commands_key(call.params), [])
    return found


async def delete_my_commands(world: World, call: Call) -> bool:
    world.settings.pop(_commands_key(call.params), None)
    return True


async def set_my_text(world: World, call: Call) -> bool:
    """`setMyDescription`, `setMyShortDescription`, `setMyName`: an empty text takes it away."""
    field = _text_field(call)
    text = str(call.params.get(field) or "")
    if len(text) > LONGEST[field]:
        raise BadRequest(f"bot {field.replace('_', ' ')} is too long")
    world.settings[field, _language(call.params)] = text
    return True


async def get_my_text(world: World, call: Call) -> Json:
    field = _text_field(call)
    fallback = world.bot["first_name"] if field == "name" else ""
    default = world.settings.get((field, ""), fallback)
    return {field: world.settings.get((field, _language(call.params))) or default}


async def set_chat_menu_button(world: World, call: Call) -> bool:
    world.settings["menu_button", str(call.params.get("chat_id", ""))] = call.params.get("menu_button")
    return True


async def get_chat_menu_button(world: World, call: Call) -> Json:
    found = world.settings.get(("menu_button", str(call.params.get("chat_id", ""))))
    return found or {"type": "default"}


def commands_shown(world: World, chat_id: int, language: str) -> list[Json]:
    """The commands this chat's menu shows: the nearest scope and language that has any."""
    everybody = "all_private_chats" if chat_id > 0 else "all_group_chats"
    scopes: list[Json] = [{"type": "chat", "chat_id": chat_id}, {"type": everybody}, {"type": "default"}]
    for scope in scopes:
        for code in (language, ""):
            found: list[Json] = world.settings.get(_commands_key({"scope": scope, "language_code": code}), [])
            if found:
                return found
    return []


def _check_command(one: Any) -> None:
    if not isinstance(one, dict) or not COMMAND.fullmatch(str(one.get("command", "")).removeprefix("/")):
        raise BadRequest("BOT_COMMAND_INVALID")
    if not 1 <= len(str(one.get("description") or "")) <= LONGEST_COMMAND_TEXT:
        raise BadRequest("BOT_COMMAND_DESCRIPTION_INVALID")


def _commands_key(params: Json) -> tuple[str, ...]:
    scope = params.get("scope") or {"type": "default"}
    return ("commands", json.dumps(scope, sort_keys=True), _language(params))


def _language(params: Json) -> str:
    code = str(params.get("language_code") or "")
    if not LANGUAGE.fullmatch(code):
        raise BadRequest("invalid language code specified")
    return code


def _text_field(call: Call) -> str:
    name = call.method.lower().removeprefix("setmy").removeprefix("getmy")
    return {"shortdescription": "short_description"}.get(name, name)
