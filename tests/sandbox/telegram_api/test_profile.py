"""The bot's own face: commands by scope and language, descriptions, the menu button."""

from typing import Any

import pytest
from aiogram.types import BotCommand, BotCommandScopeChat, MenuButtonCommands

from tests.sandbox.telegram_api.stand import Stand

UKRAINIAN = [BotCommand(command="ask", description="Попросити допомоги")]
ENGLISH = [BotCommand(command="ask", description="Ask for help")]
MODERATORS = [BotCommand(command="queue", description="Черга")]


async def test_commands_are_kept_by_scope_and_language(stand: Stand) -> None:
    phone = await stand.person()
    group = stand.api.new_group("Moderators", ["Anna"])
    await stand.bot.set_my_commands(ENGLISH)
    await stand.bot.set_my_commands(UKRAINIAN, language_code="uk")
    await stand.bot.set_my_commands(MODERATORS, scope=BotCommandScopeChat(chat_id=int(group.chat_id)))
    assert [one.description for one in await stand.bot.get_my_commands()] == ["Ask for help"]
    ukrainian = await stand.bot.get_my_commands(language_code="uk")
    assert [one.description for one in ukrainian] == ["Попросити допомоги"]
    assert stand.api.commands(phone.id)[0]["description"] == "Попросити допомоги"
    assert stand.api.commands(phone.id, "pl")[0]["description"] == "Ask for help"
    assert stand.api.commands(group.id)[0]["command"] == "queue"
    await stand.bot.delete_my_commands(language_code="uk")
    assert stand.api.commands(phone.id)[0]["description"] == "Ask for help"
    assert stand.api.violations == []


async def test_descriptions_fall_back_to_the_one_without_a_language(stand: Stand) -> None:
    await stand.bot.set_my_description("Hello")
    await stand.bot.set_my_description("Вітаємо", language_code="uk")
    await stand.bot.set_my_short_description("Short")
    await stand.bot.set_my_name("Коло", language_code="uk")
    assert (await stand.bot.get_my_description(language_code="uk")).description == "Вітаємо"
    assert (await stand.bot.get_my_description(language_code="pl")).description == "Hello"
    assert (await stand.bot.get_my_short_description()).short_description == "Short"
    assert (await stand.bot.get_my_name()).name == "Kolo"
    await stand.bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert isinstance(await stand.bot.get_chat_menu_button(), MenuButtonCommands)
    assert stand.api.violations == []


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("setMyDescription", {"description": "x" * 513}),
    ("setMyShortDescription", {"short_description": "x" * 121}),
    ("setMyName", {"name": "x" * 65}),
    ("setMyCommands", {"commands": [{"command": "Ask", "description": "x"}]}),
    ("setMyCommands", {"commands": [{"command": "x" * 33, "description": "x"}]}),
    ("setMyCommands", {"commands": [{"command": "ask", "description": ""}]}),
    ("setMyCommands", {"commands": [{"command": "ask", "description": "x" * 257}]}),
    ("setMyCommands", {"commands": [{"command": "ask", "description": "x"}] * 101}),
    ("setMyCommands", {"commands": [], "language_code": "ukr"}),
]


@pytest.mark.parametrize("method, params", REFUSED)
async def test_what_is_too_long_or_malformed_is_refused(
    stand: Stand, method: str, params: dict[str, Any]
) -> None:
    assert (await stand.said(method, **params)).startswith("Bad Request: ")


async def test_chats_and_members_are_told(stand: Stand) -> None:
    phone = await stand.person()
    group = stand.api.new_group("Moderators", ["Anna"])
    assert (await stand.bot.get_chat(phone.chat_id)).first_name == "Olena"
    assert (await stand.bot.get_chat(group.chat_id)).title == "Moderators"
    me = await stand.bot.get_chat_member(group.chat_id, stand.bot.id)
    anna = await stand.bot.get_chat_member(group.chat_id, int(group.user_id))
    assert (me.status, anna.status) == ("administrator", "member")
    await stand.bot.leave_chat(group.chat_id)
    said = await stand.said("sendMessage", chat_id=int(group.chat_id), text="x")
    assert said == "Forbidden: bot is not a member of the group chat"
