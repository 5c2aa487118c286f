"""A Viber that is nobody's: signed callbacks, repeated until they are answered with 200, and `send_message`."""

import asyncio
import hashlib
import hmac
import json
from collections import deque
from typing import Any

import aiohttp

from tests.bench.phone import Buttons, Message, Meter, Phone
from tests.bench.server import Connection, Request, listen

TOKEN = "nobodys-viber"
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 2.0  # seconds between repetitions; the real one waits longer


class Viber:
    """The REST API, as far as a conversation needs it."""

    name = "viber"

    def __init__(self) -> None:
        self._phones: dict[str, Phone] = {}
        self._webhook = ""
        self._tokens = 5_000_000_000_000_000_000
        self._queues: dict[str, deque[bytes]] = {}  # callbacks of each person, in their order
        self._bringing: dict[str, asyncio.Task[None]] = {}
        self.brought = self.repeated = 0  # callbacks, and how many of them had to be brought again
        self.kept = list[float]()  # seconds until each was answered with 200, the repetitions included
        self.meter = Meter(asyncio.get_running_loop().time)

    async def open(self, latency: float = 0.0) -> str:
        """Listen, and answer after so many seconds; return the address for VIBER_API_URL."""
        self._server, port = await listen(self._handle, latency)
        self._client = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        return f"http://127.0.0.1:{port}/pa"

    async def close(self) -> None:
        """Call nobody any more."""
        self._server.close()
        for task in self._bringing.values():
            task.cancel()
        await asyncio.gather(*self._bringing.values(), return_exceptions=True)
        await self._client.close()

    @property
    def listens(self) -> bool:
        """Whether the bot set a webhook, and nobody waits for a word of it."""
        return bool(self._webhook)

    @property
    def unconfirmed(self) -> int:
        """How many callbacks the bot has not answered with 200."""
        return sum(len(queue) for queue in self._queues.values())

    def phone(self, address: str) -> Phone:
        """Return the phone of the person with this id."""
        return self._phones.setdefault(address, Phone(address))

    def says(self, phone: Phone, text: str) -> None:
        """Write to the bot; the very first thing is that the chat is opened."""
        if text == "/start":
            started = {"type": "open", "user": {"id": phone.address, "language": "uk"}, "subscribed": False}
            self._bring(phone, {"event": "conversation_started", **started})
            return
        message = {"type": "text", "text": text}
        self._bring(
            phone, {"event": "message", "sender": {"id": phone.address, "language": "uk"}, "message": message}
        )

    def presses(self, phone: Phone, message: Message, data: str) -> None:
        """Press a button of the keyboard: Viber sends what it holds as a message."""
        self.says(phone, data)

    def _bring(self, phone: Phone, callback: dict[str, Any]) -> None:
        self.brought += 1
        phone.answered = False
        queue = self._queues.setdefault(phone.address, deque())
        queue.append(json.dumps({**callback, "timestamp": 1, "message_token": self._new_token()}).encode())
        if len(queue) == 1:
            task = asyncio.get_running_loop().create_task(self._bring_all(phone, queue))
            self._bringing[phone.address] = task

    async def _bring_all(self, phone: Phone, queue: deque[bytes]) -> None:
        while queue:
            pause, began = FIRST_PAUSE, asyncio.get_running_loop().time()
            while (answer := await self._call(queue[0])) is None:
                self.repeated += 1
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            queue.popleft()
            self.kept.append(asyncio.get_running_loop().time() - began)
            if answer:
                self._show(phone, json.loads(answer))

    async def _call(self, body: bytes) -> bytes | None:
        """Bring a callback; None when it must be brought again."""
        signature = hmac.new(TOKEN.encode(), body, hashlib.sha256).hexdigest()
        headers = {"X-Viber-Content-Signature": signature, "Content-Type": "application/json"}
        try:
            async with self._client.post(self._webhook, data=body, headers=headers) as response:
                return await response.read() if response.status == 200 else None
        except (aiohttp.ClientError, TimeoutError):
            return None

    def _handle(self, request: Request, connection: Connection) -> None:
        if request.headers.get("x-viber-auth-token") != TOKEN:
            connection.answer({"status": 2, "status_message": "invalidAuthToken"})
            return
        fields = request.fields()
        match request.path.rpartition("/")[2]:
            case "set_webhook":
                self._webhook = fields["url"]
                loop = asyncio.get_running_loop()
                self._bringing["webhook"] = loop.create_task(self._set(connection))
            case "send_message":
                connection.answer(self._take(fields))
            case _:
                connection.answer({"status": 0, "status_message": "ok", "uri": "kolobench"})

    async def _set(self, connection: Connection) -> None:
        """Call back while the webhook is being set, as Viber does."""
        said = {"event": "webhook", "timestamp": 1, "message_token": self._new_token()}
        heard = await self._call(json.dumps(said).encode()) is not None
        connection.answer({"status": 0 if heard else 1, "status_message": "ok" if heard else "invalidUrl"})

    def _take(self, fields: dict[str, Any]) -> dict[str, Any]:
        phone = self._phones.get(fields["receiver"])
        if phone is None:
            return {"status": 5, "status_message": "receiverNotRegistered"}
        self.meter.count()
        return {"status": 0, "status_message": "ok", "message_token": self._show(phone, fields)}

    def _show(self, phone: Phone, fields: dict[str, Any]) -> int:
        message = Message(self._new_token(), fields.get("text", ""), _buttons(fields))
        phone.shows(message)
        return message.id

    def _new_token(self) -> int:
        self._tokens += 1
        return self._tokens


def _buttons(fields: dict[str, Any]) -> Buttons:
    keyboard = fields.get("keyboard") or {}
    return tuple((button["Text"], button["ActionBody"]) for button in keyboard.get("Buttons", ()))
