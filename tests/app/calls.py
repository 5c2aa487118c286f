"""Every call of the bot, as the messengers saw it: when, which method, to whom, and how it was answered."""

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

SENDING = ("sendMessage", "sendPhoto", "sendVoice", "editMessageText", "send_message")


@dataclass(frozen=True)
class Call:
    """One call; times are seconds of a monotonic clock. `status` is HTTP's; after a reset 500, which reached nobody."""

    method: str
    chat: str
    came: float
    answered: float
    status: int


@dataclass
class Calls:
    """The calls in the order of their answers; `begun` counts by method those that came, answered or not."""

    all: list[Call] = field(default_factory=list)
    begun: Counter[str] = field(default_factory=Counter)

    def sent(self, chat: str = "") -> list[Call]:
        """The calls that send or rewrite a message, to one chat or to all."""
        found = [call for call in self.all if call.method in SENDING and chat in ("", call.chat)]
        return sorted(found, key=lambda call: call.came)

    def failed(self) -> int:
        """How many calls were answered by HTTP as failed."""
        return sum(call.status >= 500 for call in self.all)

    @web.middleware
    async def note(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Note a call while it is answered."""
        came, method = time.monotonic(), request.path.rpartition("/")[2]
        self.begun[method] += 1
        chat = str((await _body(request)).get("chat_id") or (await _body(request)).get("receiver") or "")
        response = await handler(request)
        self.all.append(Call(method, chat, came, time.monotonic(), response.status))
        return response


async def _body(request: web.Request) -> dict[str, Any]:
    if request.method != "POST":
        return {}
    if request.content_type == "application/json":
        body = await request.json() if await request.read() else {}
        return body if isinstance(body, dict) else {}
    return dict(await request.post())
