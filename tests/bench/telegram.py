"""A Telegram that is nobody's: long polling with offsets, messages, rewritings and presses; nothing else is kept."""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from typing import Any

from tests.bench.phone import Buttons, Message, Meter, Phone
from tests.bench.server import Connection, Request, listen

TOKEN = "1:x"
BOT = {"id": 1, "is_bot": True, "first_name": "Kolo", "username": "kolo_bench_bot"}
MODERATOR = 7
AT_ONCE = 100  # updates in one answer
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


class Telegram:
    """The Bot API, as far as a conversation needs it."""

    name = "telegram"

    def __init__(self) -> None:
        self._phones: dict[str, Phone] = {}
        self._updates: deque[tuple[int, dict[str, Any]]] = deque()
        self._poll: tuple[Connection, int] | None = None  # who waits for updates, from which on
        self._ids = 0
        self._presses: set[str] = set()
        self._profile: dict[str, Any] = {}
        self.polled = asyncio.Event()  # the bot asked for updates
        self._came: dict[int, float] = {}  # when each update that is not confirmed was brought
        self.kept = list[float]()  # seconds until each was confirmed
        self.brought = 0  # updates
        self.not_modified = 0
        self.meter = Meter(asyncio.get_running_loop().time)

    async def open(self, latency: float = 0.0) -> str:
        """Listen, and answer after so many seconds; return the address for TELEGRAM_API_URL."""
        self._server, port = await listen(self._handle, latency)
        return f"http://127.0.0.1:{port}"

    def close(self) -> None:
        """Hear nothing more."""
        self._server.close()

    @property
    def unconfirmed(self) -> int:
        """How many updates the bot has not confirmed."""
        return len(self._updates)

    def phone(self, address: str) -> Phone:
        """Return the chat with this id; a negative one is a group."""
        return self._phones.setdefault(address, Phone(address))

    def says(self, phone: Phone, text: str) -> None:
        """Write to the bot."""
        said = {"message_id": self._new_id(), "date": 1, **_in(phone), "text": text}
        self._bring(phone, {"message": said})

    def presses(self, phone: Phone, message: Message, data: str) -> None:
        """Press an inline button."""
        press = str(self._new_id())
        self._presses.add(press)
        shown = {"message_id": message.id, "date": 1, "text": message.text, "chat": _in(phone)["chat"]}
        query = {
            "id": press,
            "from": _in(phone)["from"],
            "chat_instance": "1",
            "message": shown,
            "data": data,
        }
        self._bring(phone, {"callback_query": query})

    def _bring(self, phone: Phone, update: dict[str, Any]) -> None:
        self.brought += 1
        phone.answered = False
        number = self._new_id()
        self._came[number] = asyncio.get_running_loop().time()
        self._updates.append((number, {"update_id": number, **update}))
        self._answer_poll()

    def _new_id(self) -> int:
        self._ids += 1
        return self._ids

    def _handle(self, request: Request, connection: Connection) -> None:
        token, _slash, method = request.path.removeprefix("/bot").partition("/")
        if token != TOKEN:
            connection.answer({"ok": False, "error_code": 404, "description": "Not Found"}, 404)
            return
        fields = request.fields()
        if method == "getUpdates":
            self._ask(connection, fields)
            return
        call: Callable[[dict[str, Any]], Any] | None = getattr(self, f"_{method}", None)
        try:
            connection.answer({"ok": True, "result": call(fields) if call else self._other(method, fields)})
        except ValueError as refused:
            connection.answer({"ok": False, "error_code": 400, "description": str(refused)}, 400)

    def _ask(self, connection: Connection, fields: dict[str, Any]) -> None:
        offset = int(fields.get("offset", 0))
        while self._updates and self._updates[0][0] < offset:
            number, _update = self._updates.popleft()
            self.kept.append(asyncio.get_running_loop().time() - self._came.pop(number))
        if self._poll is not None and not self._poll[0].gone and self._poll[0] is not connection:
            conflict = "Conflict: terminated by other getUpdates request"
            self._poll[0].answer({"ok": False, "error_code": 409, "description": conflict}, 409)
        self._poll = connection, offset
        self.polled.set()
        asyncio.get_running_loop().call_later(float(fields.get("timeout", 0)), self._give_up, self._poll)
        self._answer_poll()

    def _answer_poll(self) -> None:
        if self._poll is None or not self._updates or self._poll[0].gone:
            return
        (connection, _offset), self._poll = self._poll, None
        found = [update for _number, update in list(self._updates)[:AT_ONCE]]
        connection.answer({"ok": True, "result": found})

    def _give_up(self, poll: tuple[Connection, int]) -> None:
        if self._poll is poll:
            self._poll = None
            poll[0].answer({"ok": True, "result": []})

    def _sendMessage(self, fields: dict[str, Any]) -> dict[str, Any]:  # noqa: N802 - as Telegram calls it
        phone = self._phones.get(str(fields["chat_id"]))
        if phone is None:
            raise ValueError("Bad Request: chat not found")
        self.meter.count()
        message = Message(self._new_id(), str(fields["text"]), _buttons(fields))
        phone.shows(message)
        return {"message_id": message.id, "date": 1, "chat": _in(phone)["chat"], "text": message.text}

    def _editMessageText(self, fields: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        phone, message = self._known(fields)
        new = str(fields["text"]), _buttons(fields)
        self.meter.count()
        if new == (message.text, message.buttons):
            self.not_modified += 1
            raise ValueError(NOT_MODIFIED)
        message.text, message.buttons = new
        phone.answered = True
        phone.looks(message)
        return {"message_id": message.id, "date": 1, "chat": _in(phone)["chat"], "text": message.text}

    def _editMessageReplyMarkup(self, fields: dict[str, Any]) -> bool:  # noqa: N802
        _phone, message = self._known(fields)
        if message.buttons == _buttons(fields):
            raise ValueError(NOT_MODIFIED)
        message.buttons = _buttons(fields)
        return True

    def _answerCallbackQuery(self, fields: dict[str, Any]) -> bool:  # noqa: N802
        press = str(fields["callback_query_id"])
        if press not in self._presses:
            raise ValueError(
                "Bad Request: query is too old and response timeout expired or query ID is invalid"
            )
        self._presses.discard(press)
        return True

    def _getMe(self, fields: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        return BOT

    def _other(self, method: str, fields: dict[str, Any]) -> Any:
        """What the bot tells of itself is kept, and told back."""
        about = method[3:] + str(fields.get("scope", "")) + str(fields.get("language_code", ""))
        if method.startswith("set"):
            named = {key: value for key, value in fields.items() if key not in ("scope", "language_code")}
            self._profile[about] = fields.get("commands", named)
            return True
        return (
            self._profile.get(about, [] if method == "getMyCommands" else {})
            if method.startswith("get")
            else True
        )

    def _known(self, fields: dict[str, Any]) -> tuple[Phone, Message]:
        phone = self._phones.get(str(fields["chat_id"]))
        message = phone.messages.get(int(fields["message_id"])) if phone is not None else None
        if phone is None or message is None:
            raise ValueError("Bad Request: message to edit not found")
        return phone, message


def _in(phone: Phone) -> dict[str, Any]:
    """Who writes, and where."""
    chat = int(phone.address)
    sender = {
        "id": chat if chat > 0 else MODERATOR,
        "is_bot": False,
        "first_name": "x",
        "language_code": "uk",
    }
    return {"from": sender, "chat": {"id": chat, "type": "private" if chat > 0 else "supergroup"}}


def _buttons(fields: dict[str, Any]) -> Buttons:
    markup = fields.get("reply_markup") or {}
    markup = json.loads(markup) if isinstance(markup, str) else markup
    return tuple((b["text"], b["callback_data"]) for row in markup.get("inline_keyboard", ()) for b in row)
