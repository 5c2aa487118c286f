"""Who the bot is on Telegram: its commands and descriptions in three languages, set only where they differ."""

from collections.abc import Iterable
from typing import Any

import structlog
from aiogram.enums import BotCommandScopeType
from aiogram.exceptions import TelegramAPIError
from aiogram.methods import (
    DeleteWebhook,
    GetMe,
    GetMyCommands,
    GetMyDescription,
    GetMyShortDescription,
    SetMyCommands,
    SetMyDescription,
    SetMyShortDescription,
    SetWebhook,
)
from aiogram.types import BotCommand, BotCommandScopeChat, BotCommandScopeDefault

from bot.channels.base import Described
from bot.channels.telegram.sending import UPDATES, TelegramChannel
from bot.i18n import LANGUAGES, Language, Text, _, translate

log = structlog.get_logger(__name__)
DESCRIPTION = _(
    "Kolo is a circle of people who came back, and of those close to them: from captivity, from prison, from "
    "deportation. Here you can ask for help and help others. You talk through the bot and nobody sees who you are. "
    "It is free. Nobody here asks for money or codes. This is not an emergency service: /sos shows the numbers."
)
SHORT = _("Mutual help for those who came back. Free, without names.")


async def username(channel: TelegramChannel) -> str:
    """Return the name by which links lead to the bot."""
    return str((await channel.call(GetMe()))["username"])


async def introduce(
    channel: TelegramChannel, commands: Described, desks: Iterable[str], desk: Described
) -> None:
    """Set commands and descriptions, those of the moderators (`desk`) in their chats (`desks`)."""
    for language in LANGUAGES:
        await _set_commands(
            channel, commands, BotCommandScopeDefault(type=BotCommandScopeType.DEFAULT), language
        )
        await _describe(channel, language)
    for address in desks:
        scope = BotCommandScopeChat(type=BotCommandScopeType.CHAT, chat_id=int(address))
        for language in LANGUAGES:
            await _set_commands(channel, desk, scope, language)


async def listen_by_webhook(channel: TelegramChannel, url: str, secret: str) -> None:
    """Ask Telegram to call us."""
    await channel.call(SetWebhook(url=url, secret_token=secret, allowed_updates=UPDATES, max_connections=40))


async def listen_by_polling(channel: TelegramChannel) -> None:
    """Make sure that no webhook stands in the way; waiting updates stay."""
    await channel.call(DeleteWebhook(drop_pending_updates=False))


async def _set_commands(
    channel: TelegramChannel, commands: Described, scope: Any, language: Language
) -> None:
    wanted = [
        BotCommand(command=name, description=translate(says, language)[:256]) for name, says in commands
    ]
    # Ukrainian is also what people see whose app speaks another language.
    for code in (language, "") if language == "uk" else (language,):
        more = {"language_code": code} if code else {}
        try:
            present = await channel.call(GetMyCommands(scope=scope, **more))
            if present != [{"command": c.command, "description": c.description} for c in wanted]:
                await channel.call(SetMyCommands(commands=wanted, scope=scope, **more))
        except TelegramAPIError as error:
            log.warning("commands_not_set", error=type(error).__name__)


async def _describe(channel: TelegramChannel, language: Language) -> None:
    for code in (language, "") if language == "uk" else (language,):
        more = {"language_code": code} if code else {}
        await _differs_then_set(channel, DESCRIPTION, language, GetMyDescription(**more), "description", more)
        await _differs_then_set(
            channel, SHORT, language, GetMyShortDescription(**more), "short_description", more
        )


async def _differs_then_set(
    channel: TelegramChannel, text: Text, language: Language, get: Any, field: str, more: dict[str, str]
) -> None:
    wanted = translate(text, language)
    try:
        if (await channel.call(get)).get(field) == wanted:
            return
        if field == "description":
            await channel.call(SetMyDescription(description=wanted, **more))
        else:
            await channel.call(SetMyShortDescription(short_description=wanted, **more))
    except TelegramAPIError as error:
        log.warning("description_not_set", error=type(error).__name__)
