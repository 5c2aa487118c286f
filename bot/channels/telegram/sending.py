"""Calls of the Bot API through aiogram, and what their errors mean."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
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
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessage,
    EditMessageReplyMarkup,
    EditMessageText,
    GetFile,
    GetUpdates,
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
from bot.errors import Halted, TryLater, Undeliverable, Unreachable

log = structlog.get_logger(__name__)
TEXT, CAPTION = 4096, 1024  # UTF-16 units (core.telegram.org/bots/api#sendmessage)
LARGEST_FILE = 20_000_000  # bytes that getFile gives (core.telegram.org/bots/api#getfile)
UPDATES = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member"]
TIMEOUT = 20  # seconds for one call


class LeanSession(AiohttpSession):
    """aiogram's session, but JSON goes both ways and no model is built from an answer we do not read.

    Only what was set is sent: aiogram's own defaults stay out.
    """

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:
        """Call the Bot API and return `result` as plain JSON; raises aiogram's exceptions."""
        if isinstance(method, SendDocument | SendPhoto | SendVoice):
            return await super().make_request(bot, method, timeout)
        session = await self.create_session()
        url = self.api.api_url(token=bot.token, method=method.__api_method__)
        body = method.model_dump_json(exclude_unset=True).encode()
        headers = {"Content-Type": "application/json"}
        limit = aiohttp.ClientTimeout(total=timeout or TIMEOUT)
        try:
            async with session.post(url, data=body, headers=headers, timeout=limit) as response:
                raw = await response.read()
        except TimeoutError:
            raise TelegramNetworkError(method=method, message="timeout") from None
        except aiohttp.ClientError as error:
            raise TelegramNetworkError(method=method, message=type(error).__name__) from None
        if response.status == 200 and (answer := _json(raw)) is not None and answer.get("ok"):
            return answer["result"]
        return self.check_response(bot, method, response.status, raw.decode("utf-8", "replace")).result

    def check_response(self, bot: Bot, method: TelegramMethod[Any], status_code: int, content: str) -> Any:
        """As aiogram does, but an error without a description is a server in trouble, not a mistake of ours."""
        try:
            return super().check_response(bot, method, status_code, content)
        except TypeError:
            raise TelegramServerError(method=method, message="no description") from None


def _json(raw: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(raw)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


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
        """Send, rewrite or take back one message; return its id."""
        try:
            return await self._send(parcel)
        except TelegramMigrateToChat as moved:
            self._moved[parcel.address] = str(moved.migrate_to_chat_id)
            log.warning("chat_became_supergroup", advice="put the new id into MODERATORS_CHAT_ID")
            return await self.send(parcel)
        except TelegramAPIError as error:
            raise _meaning(error) from None
        except ClientDecodeError:
            raise TryLater("an answer that is not JSON") from None

    async def _send(self, parcel: Parcel) -> str:
        chat = int(self._moved.get(parcel.address, parcel.address))
        if parcel.delete:
            await self._take_back(chat, int(parcel.delete))
            return parcel.delete
        if parcel.edit and await self._rewrite(chat, parcel):
            return parcel.edit
        return await self._send_new(chat, parcel)

    async def _take_back(self, chat: int, message: int) -> None:
        """Delete a message; one that is gone already, or too old for it, counts as done."""
        try:
            await self.bot(DeleteMessage(chat_id=chat, message_id=message))
        except TelegramBadRequest as error:
            if not _says(error, "message to delete not found", "message can't be deleted"):
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
            if _says(error, "message is not modified"):
                return True
            if _says(error, "message to edit not found", "message can't be edited", "there is no text"):
                return False
            raise
        return True

    async def _send_new(self, chat: int, parcel: Parcel) -> str:
        more: dict[str, Any] = _markup(parcel.rows)
        if parcel.reply_to:
            answered = ReplyParameters(message_id=int(parcel.reply_to), allow_sending_without_reply=True)
            more["reply_parameters"] = answered
        if any(file is not None for file in (parcel.picture, parcel.voice, parcel.document)):
            return await self._send_file(chat, parcel, more)
        *before, last = split(parcel.text, TEXT)
        for part in before:
            await self.bot(SendMessage(chat_id=chat, text=part))
        return _id(await self.bot(SendMessage(chat_id=chat, text=last, **more)))

    async def _send_file(self, chat: int, parcel: Parcel, more: Mapping[str, Any]) -> str:
        *before, caption = split(parcel.text, CAPTION)
        for part in before:
            await self.bot(SendMessage(chat_id=chat, text=part))
        if parcel.picture is not None:
            photo = BufferedInputFile(parcel.picture, "photo.jpg")
            return _id(await self.bot(SendPhoto(chat_id=chat, photo=photo, caption=caption, **more)))
        if parcel.document is not None:
            document = BufferedInputFile(parcel.document, parcel.file_name)
            return _id(await self.bot(SendDocument(chat_id=chat, document=document, caption=caption, **more)))
        voice = BufferedInputFile(parcel.voice or b"", "voice.ogg")
        return _id(await self.bot(SendVoice(chat_id=chat, voice=voice, caption=caption, **more)))

    async def freeze(self, address: str, message: str) -> float:
        """Take the buttons off an earlier message; whether it worked does not matter, but patience does."""
        try:
            await self.bot(EditMessageReplyMarkup(chat_id=int(address), message_id=int(message)))
        except TelegramRetryAfter as error:
            return float(error.retry_after)
        except (TelegramAPIError, ClientDecodeError):  # a message that is gone, or has no buttons any more
            pass
        return 0.0

    async def acknowledge(self, press: str) -> None:
        """Let the pressed button rest; whether it worked does not matter."""
        with suppress(TelegramAPIError, ClientDecodeError):  # an old press
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
            raise _meaning(error) from None
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


def _says(error: TelegramAPIError, *sentences: str) -> bool:
    return any(sentence in error.message for sentence in sentences)


def _meaning(error: TelegramAPIError) -> Exception:
    """What an error of the Bot API means for the message."""
    match error:
        case TelegramRetryAfter():
            return TryLater("too many requests", float(error.retry_after))
        case TelegramForbiddenError():
            return Unreachable("blocked or gone")
        case TelegramUnauthorizedError() | TelegramNotFound():
            return Halted("the token is not accepted")
        case TelegramBadRequest() if _says(error, "chat not found", "PEER_ID_INVALID"):
            return Unreachable("no such chat")
        case TelegramEntityTooLarge():
            return Undeliverable("too large")
        case TelegramNetworkError():
            return TryLater("no answer", unsure=NOT_CONNECTED not in error.message)
        case TelegramServerError():
            return TryLater("the server is in trouble")
        case TelegramBadRequest():
            return Undeliverable("refused as a bad request")
    return TryLater("an unknown refusal")
