"""Calls of the Bot API through aiogram, and what their errors mean."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

import aiohttp
import structlog
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramMigrateToChat,
    TelegramNotFound,
    TelegramRetryAfter,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    CreateForumTopic,
    DeleteMessage,
    DeleteMessages,
    EditMessageReplyMarkup,
    EditMessageText,
    GetFile,
    GetUpdates,
    PinChatMessage,
    SendDocument,
    SendMessage,
    SendPhoto,
    SendVoice,
    TelegramMethod,
)
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyParameters,
)

from bot.channels.base import Buttons, Parcel
from bot.channels.reading import read_whole
from bot.channels.split import split
from bot.channels.telegram.meaning import meaning, says
from bot.channels.telegram.session import TIMEOUT, LeanSession
from bot.errors import NotAllowed, TopicGone, TryLater, Undeliverable

log = structlog.get_logger(__name__)
TEXT, CAPTION = 4096, 1024  # UTF-16 units (core.telegram.org/bots/api#sendmessage)
LARGEST_FILE = 20_000_000  # bytes that getFile gives (core.telegram.org/bots/api#getfile)
UPDATES = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member"]
# Stands where a message can only be rewritten: a bot deletes for 48 hours, and edits for longer
# (core.telegram.org/bots/api#deletemessage).
EMPTIED = "…"
TOPIC_NAME = 128  # characters (core.telegram.org/bots/api#createforumtopic)


NOT_CONNECTED = aiohttp.ClientConnectorError.__name__


class TelegramChannel:
    """Sends to Telegram and fetches from it."""

    name = "telegram"
    per_second, chat_spacing = 25.0, 1.0  # of about 30, and 1 a second (core.telegram.org/bots/faq)
    can_edit = can_delete = True
    charges = types_buttons = False
    hosts_pictures = False

    def __init__(self, token: str, api_url: str) -> None:
        self.bot = Bot(token, session=LeanSession(api=TelegramAPIServer.from_base(api_url)))
        self._moved: dict[str, str] = {}  # groups that became supergroups: old id to new

    async def send(self, parcel: Parcel) -> str:
        """Send, rewrite or take back one message; return its id, or those of its parts with spaces between them."""
        try:
            return await self._send(parcel)
        except TelegramMigrateToChat as moved:
            self._moved[parcel.address] = str(moved.migrate_to_chat_id)
            log.warning("chat_became_supergroup", advice="put the new id into MODERATORS_CHAT_ID")
            return await self.send(parcel)
        except TelegramAPIError as error:
            refused = meaning(error)
            if isinstance(refused, TopicGone) and not parcel.thread:  # there is no other place to go to
                refused = Undeliverable("the general topic is closed")
            raise refused from None
        except ClientDecodeError:
            raise TryLater("an answer that is not JSON") from None

    async def _send(self, parcel: Parcel) -> str:
        chat = self._chat(parcel.address)
        if parcel.pin:
            await self._pin(chat, int(parcel.pin))
            return parcel.pin
        if parcel.delete:
            await self._take_all_back(chat, parcel, parcel.delete.split())
            return parcel.delete
        if parcel.edit and (await self._rewrite(chat, parcel) or parcel.only_edit):
            return parcel.edit
        return await self._send_new(chat, parcel)

    def _chat(self, address: str) -> int:
        return int(self._moved.get(address, address))

    async def _pin(self, chat: int, message: int) -> None:
        """Pin a message without a sound; one that was deleted meanwhile counts as done."""
        try:
            await self.bot(PinChatMessage(chat_id=chat, message_id=message, disable_notification=True))
        except TelegramBadRequest as error:
            if not says(error, "message to pin not found"):
                raise

    async def _take_all_back(self, chat: int, parcel: Parcel, messages: Sequence[str]) -> None:
        """Delete messages; when one of many is too old for it, the others go all the same."""
        if len(messages) == 1:
            await self._take_back(chat, replace(parcel, delete=messages[0]))
            return
        try:
            await self.bot(DeleteMessages(chat_id=chat, message_ids=[int(one) for one in messages]))
        except TelegramBadRequest as error:
            if not says(error, "message can't be deleted"):
                raise
            half = len(messages) // 2
            await self._take_all_back(chat, parcel, messages[:half])
            await self._take_all_back(chat, parcel, messages[half:])

    async def _take_back(self, chat: int, parcel: Parcel) -> None:
        """Delete a message; one that is gone counts as done, one that is too old for it loses its words at least."""
        try:
            await self.bot(DeleteMessage(chat_id=chat, message_id=int(parcel.delete)))
        except TelegramBadRequest as error:
            if says(error, "message can't be deleted"):
                await self._rewrite(
                    chat, replace(parcel, edit=parcel.delete, text=parcel.text or EMPTIED, rows=())
                )
            elif not says(error, "message to delete not found"):
                raise

    async def _rewrite(self, chat: int, parcel: Parcel) -> bool:
        """Rewrite a message; False when it cannot be rewritten any more, and a new one is needed."""
        if len(split(parcel.text, TEXT)) > 1:
            return False
        edit = EditMessageText(
            chat_id=chat, message_id=int(parcel.edit), text=parcel.text, **_markup(parcel.rows)
        )
        try:
            await self.bot(edit)
        except TelegramBadRequest as error:
            if says(error, "message is not modified"):
                return True
            if says(error, "message to edit not found", "message can't be edited", "there is no text"):
                return False
            raise
        return True

    async def _send_new(self, chat: int, parcel: Parcel) -> str:
        more: dict[str, Any] = _markup(parcel.rows)
        if parcel.reply_to:
            answered = ReplyParameters(message_id=int(parcel.reply_to), allow_sending_without_reply=True)
            more["reply_parameters"] = answered
        if parcel.thread:
            more["message_thread_id"] = int(parcel.thread)
        if any(file is not None for file in (parcel.picture, parcel.voice, parcel.document)):
            return await self._send_file(chat, parcel, more)
        *before, last = split(parcel.text, TEXT)
        sent = await self._send_before(chat, parcel, before)
        return " ".join([*sent, _id(await self.bot(SendMessage(chat_id=chat, text=last, **more)))])

    async def _send_before(self, chat: int, parcel: Parcel, parts: Sequence[str]) -> list[str]:
        """Send what does not fit into the last message; return the ids."""
        thread: dict[str, Any] = {"message_thread_id": int(parcel.thread)} if parcel.thread else {}
        return [_id(await self.bot(SendMessage(chat_id=chat, text=part, **thread))) for part in parts]

    async def _send_file(self, chat: int, parcel: Parcel, more: Mapping[str, Any]) -> str:
        *before, caption = split(parcel.text, CAPTION)
        sent = await self._send_before(chat, parcel, before)
        where: dict[str, Any] = {"chat_id": chat, "caption": caption, **more}
        send: TelegramMethod[Any]
        if parcel.picture is not None:
            send = SendPhoto(photo=BufferedInputFile(parcel.picture, "photo.jpg"), **where)
        elif parcel.document is not None:
            send = SendDocument(document=BufferedInputFile(parcel.document, parcel.file_name), **where)
        else:
            send = SendVoice(voice=BufferedInputFile(parcel.voice or b"", "voice.ogg"), **where)
        return " ".join([*sent, _id(await self.bot(send))])

    async def freeze(self, address: str, message: str) -> float:
        """Take the buttons off an earlier message; whether it worked does not matter, but patience does."""
        try:
            await self.bot(EditMessageReplyMarkup(chat_id=int(address), message_id=int(message)))
        except TelegramRetryAfter as error:
            return float(error.retry_after)
        except (TelegramAPIError, ClientDecodeError):  # a message that is gone, or has no buttons any more
            pass
        return 0.0

    async def open_topic(self, address: str, name: str) -> str:
        """Open a topic and return its id, "" where the chat has none. Raises NotAllowed or TryLater."""
        try:
            made: Any = await self.bot(CreateForumTopic(chat_id=self._chat(address), name=name[:TOPIC_NAME]))
        except TelegramAPIError as error:
            refused = meaning(error)
            if isinstance(refused, NotAllowed | TryLater):
                raise refused from None
            return ""  # a plain group, or a private chat
        except ClientDecodeError:
            raise TryLater("an answer that is not JSON") from None
        return str(made["message_thread_id"])

    async def acknowledge(self, press: str) -> None:
        """Let the pressed button rest; whether it worked does not matter."""
        # An old press, or one whose id cannot even be written (a lone surrogate).
        with suppress(TelegramAPIError, ClientDecodeError, ValueError):
            await self.bot(AnswerCallbackQuery(callback_query_id=press))

    async def fetch(self, source: str) -> bytes:
        """Return the bytes of a file; the link, which holds the token, never leaves this function."""
        try:
            file: Any = await self.bot(GetFile(file_id=source))
        except (TelegramBadRequest, TelegramNotFound):
            raise Undeliverable("the file is gone or too big") from None
        except (TelegramAPIError, ClientDecodeError):
            raise TryLater("getFile failed") from None
        session = await _session(self.bot).create_session()
        url = self.bot.session.api.file_url(self.bot.token, file["file_path"])
        try:
            async with session.get(url, timeout=aiohttp.ClientTimeout(total=60)) as response:
                if response.status != 200:
                    raise TryLater("the file did not come")
                return await read_whole(response, LARGEST_FILE)
        except (TimeoutError, aiohttp.ClientError):
            raise TryLater("the file did not come") from None

    async def updates(self, offset: int | None, seconds: int) -> Sequence[Any]:
        """Return the next updates as plain JSON, waiting for `seconds`; raises TryLater or Halted."""
        since = {} if offset is None else {"offset": offset}
        wanted = GetUpdates(limit=100, timeout=seconds, allowed_updates=UPDATES, **since)
        try:
            return list(await self.call(wanted, seconds + TIMEOUT))
        except TelegramAPIError as error:
            raise meaning(error) from None
        except ClientDecodeError:
            raise TryLater("an answer that is not JSON") from None

    async def call(self, method: TelegramMethod[Any], timeout: int | None = None) -> Any:
        """Call any method; the result is plain JSON."""
        return await self.bot(method, request_timeout=timeout)

    async def close(self) -> None:
        """Close the connections."""
        await self.bot.session.close()


def _session(bot: Bot) -> AiohttpSession:
    assert isinstance(bot.session, AiohttpSession)
    return bot.session


def _markup(rows: Buttons) -> dict[str, Any]:
    if not rows:
        return {}
    keyboard = [[_button(*button) for button in row] for row in rows]
    return {"reply_markup": InlineKeyboardMarkup(inline_keyboard=keyboard)}


def _button(label: str, data: str, style: str) -> InlineKeyboardButton:
    if style:
        return InlineKeyboardButton(text=label, callback_data=data, style=style)
    return InlineKeyboardButton(text=label, callback_data=data)


def _id(message: Any) -> str:
    return str(message["message_id"] if isinstance(message, dict) else message.message_id)
