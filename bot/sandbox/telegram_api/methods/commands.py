"""Methods about the bot's commands, by scope and language."""

import json
import re
from typing import Any

from bot.sandbox.telegram_api.errors import BadRequest, Json
from bot.sandbox.telegram_api.methods.call import Call
from bot.sandbox.telegram_api.methods.profile import language_of
from bot.sandbox.telegram_api.world import World

MOST_COMMANDS = 100
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LONGEST_TEXT = 256


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
    if not 1 <= len(str(one.get("description") or "")) <= LONGEST_TEXT:
        raise BadRequest("BOT_COMMAND_DESCRIPTION_INVALID")


def _commands_key(params: Json) -> tuple[str, ...]:
    scope = params.get("scope") or {"type": "default"}
    return ("commands", json.dumps(scope, sort_keys=True), language_of(params))
