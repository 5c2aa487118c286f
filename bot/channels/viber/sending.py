"""Calls of Viber's REST API over our own connection, with viberbot's message classes; what its statuses mean."""

import html
import json
from collections.abc import Mapping
from typing import Any

import aiohttp
from viberbot.api.consts import BOT_API_ENDPOINT
from viberbot.api.messages import PictureMessage, TextMessage

from bot.channels.base import Buttons, Parcel
from bot.channels.reading import read_whole
from bot.channels.split import split
from bot.errors import Halted, TryLater, Undeliverable, Unpaid, Unreachable
from bot.screens import Rendered

# Sizes: developers.viber.com/docs/api/rest-bot-api.
TEXT = 7000
CAPTION = 512
NAME = 28
LARGEST_FILE = 10_000_000  # bytes of a photo that we fetch
TIMEOUT = aiohttp.ClientTimeout(total=10)
COLUMNS = 6
COLOURS = {"": "#E9E4F7", "primary": "#665CAC", "danger": "#C0392B"}
INK = {"": "#1F1B2E", "primary": "#FFFFFF", "danger": "#FFFFFF"}
EVENTS = ["failed", "subscribed", "unsubscribed", "conversation_started"]  # never "seen"
MENU = ((("Меню / Menu", "c:menu", ""),),)


class ViberChannel:
    """Sends to Viber and fetches from it."""

    name = "viber"
    per_second, chat_spacing = 25.0, 0.0  # no limit a second is known; 100 an hour without a reply is
    can_edit = can_delete = False
    charges = types_buttons = True
    hosts_pictures = True

    def __init__(self, token: str, api_url: str, bot_name: str, public_url: str) -> None:
        """`public_url` is where Viber can fetch pictures from us; no slash at the end."""
        self._token, self._api_url = token, api_url.rstrip("/")
        self._sender = {"name": bot_name[:NAME]}
        self._public_url = public_url
        self._session: aiohttp.ClientSession | None = None

    async def send(self, parcel: Parcel) -> str:
        """Send one message, in parts if it is long; return the token of the last part."""
        if parcel.delete:
            return parcel.delete  # Viber cannot take messages back; handlers say so in words
        *before, last = split(parcel.text, CAPTION if parcel.picture_page else TEXT)
        for part in before:
            await self._send_text(parcel.address, part, ())
        if not parcel.picture_page:
            return await self._send_text(parcel.address, last, parcel.rows)
        try:
            return await self._send(parcel.address, self._picture(parcel, last))
        except _OldApp:
            return await self._send_plain(parcel.address, last, parcel.rows)

    async def _send_text(self, address: str, text: str, rows: Buttons) -> str:
        try:
            return await self._send(address, text_message(text, rows))
        except _OldApp:
            return await self._send_plain(address, text, rows)

    async def _send_plain(self, address: str, text: str, rows: Buttons) -> str:
        """To an app that cannot show keyboards: the buttons as a list, to be answered by number or name."""
        plain = text_message(_numbered(text, rows), ())
        del plain["keyboard"], plain["min_api_version"]
        try:
            return await self._send(address, plain)
        except _OldApp:
            raise Undeliverable("the app shows no text") from None

    def _picture(self, parcel: Parcel, text: str) -> dict[str, Any]:
        page = f"{self._public_url}/viber/media/{parcel.picture_page}.jpg"
        picture = PictureMessage(text=text, media=page, keyboard=keyboard(parcel.rows), min_api_version=1)
        return {key: value for key, value in picture.to_dict().items() if value is not None}

    async def _send(self, address: str, message: Mapping[str, Any]) -> str:
        body = {"receiver": address, "sender": self._sender, **message}
        answer = await self._call(BOT_API_ENDPOINT.SEND_MESSAGE, body)
        _check(answer)
        return str(answer.get("message_token", ""))

    async def set_webhook(self, url: str) -> None:
        """Tell Viber where to call us; it does so before this returns. Names and photos are not asked for."""
        body = {"url": url, "event_types": EVENTS, "send_name": False, "send_photo": False}
        _check(await self._call(BOT_API_ENDPOINT.SET_WEBHOOK, body))

    async def address(self) -> str:
        """Return the name by which links lead to the bot (its `uri`)."""
        answer = await self._call(BOT_API_ENDPOINT.GET_ACCOUNT_INFO, {})
        _check(answer)
        return str(answer.get("uri", ""))

    async def _call(self, method: str, body: Mapping[str, Any]) -> dict[str, Any]:
        headers = {"X-Viber-Auth-Token": self._token, "Content-Type": "application/json"}
        # Not escaped: Cyrillic would grow threefold, and Viber takes 30 KB.
        data = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
        try:
            async with self._connection().post(
                f"{self._api_url}/{method}", data=data, headers=headers, timeout=TIMEOUT
            ) as response:
                raw = await response.read()
        except (TimeoutError, aiohttp.ClientError) as error:
            unsure = not isinstance(error, aiohttp.ClientConnectorError)
            raise TryLater("Viber does not answer", unsure=unsure) from None
        try:
            answer = json.loads(raw)
        except ValueError:
            raise TryLater("an answer that is not JSON") from None
        if response.status != 200 or not isinstance(answer, dict):
            raise TryLater("the server is in trouble")
        return answer

    async def fetch(self, source: str) -> bytes:
        """Return the bytes of a photo at Viber's link, which lives an hour."""
        emulated = self._api_url.startswith("http://") and source.startswith("http://")
        if not (emulated or source.startswith("https://")):
            raise Undeliverable("not a link to fetch")
        try:
            async with self._connection().get(source, timeout=TIMEOUT) as response:
                if response.status in (403, 404, 410):
                    raise Undeliverable("the file is gone")
                if response.status != 200:
                    raise TryLater("the file did not come")
                return await read_whole(response, LARGEST_FILE)
        except (TimeoutError, aiohttp.ClientError):
            raise TryLater("the file did not come") from None

    async def open_topic(self, address: str, name: str) -> str:
        """Viber has no topics."""
        return ""

    async def freeze(self, address: str, message: str) -> float:
        """Viber shows only the last keyboard: nothing to do."""
        return 0.0

    async def acknowledge(self, press: str) -> None:
        """Viber's buttons need no answer."""

    def _connection(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        return self._session

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()


def text_message(text: str, rows: Buttons) -> dict[str, Any]:
    """A text with its keyboard, as send_message takes it (without the receiver)."""
    message: dict[str, Any] = TextMessage(text=text, keyboard=keyboard(rows), min_api_version=1).to_dict()
    return message


def welcome(screen: Rendered, bot_name: str) -> dict[str, Any]:
    """The one message that may be the answer to `conversation_started`."""
    rows = tuple(tuple((label, data, style) for label, data, style in row) for row in screen.get("rows", ()))
    return {"sender": {"name": bot_name[:NAME]}, **text_message(screen["text"][:TEXT], rows)}


def keyboard(rows: Buttons) -> dict[str, Any]:
    """The keyboard of a message; never none, since a message without one hides the last."""
    buttons = [_button(*button, len(row)) for row in rows or MENU for button in row]
    return {"Type": "keyboard", "DefaultHeight": False, "Buttons": buttons}


def _button(label: str, data: str, style: str, in_row: int) -> dict[str, Any]:
    said = html.escape(label, quote=False)
    return {
        "Columns": COLUMNS // in_row,
        "Rows": 1,
        "ActionType": "reply",
        "ActionBody": data,
        "Text": f'<font color="{INK[style]}">{said}</font>',
        "TextSize": "regular",
        "BgColor": COLOURS[style],
        "Silent": True,  # the code of a button is not a message of the person
    }


def _numbered(text: str, rows: Buttons) -> str:
    labels = [label for row in rows for label, _data, _style in row]
    return "\n".join(
        [text, *([""] if labels else []), *(f"{n}. {label}" for n, label in enumerate(labels, 1))]
    )


class _OldApp(Exception):
    """The person's app cannot show keyboards."""


def _check(answer: Mapping[str, Any]) -> None:
    """Raise what the status means for the message (developers.viber.com: error codes)."""
    status = answer.get("status")
    match status:
        case 0:
            return
        case 5 | 6 | 21:
            raise Unreachable(f"status {status}")
        case 2 | 7 | 8 | 9 | 15:
            raise Halted(f"status {status}")
        case 11 | 13:
            raise _OldApp
        case 12:
            raise TryLater("status 12", 60.0)
        case 23 | 24:
            raise Unpaid(refused=True)
        case 3 | 4 | 14:
            raise Undeliverable(f"status {status}")
    raise TryLater("an unknown status")
