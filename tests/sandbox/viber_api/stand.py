"""A test stand: the emulated Viber and a bot's webhook on ports of their own, and a clock that stands."""

import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from aiohttp import web

from bot.clock import StoppedClock
from bot.sandbox.phones import Phone, Phones
from bot.sandbox.viber_api import ViberApi

TOKEN = "50d9-sandbox"
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
SENDER = {"name": "Kolo"}
Json = dict[str, Any]


@dataclass
class Hook:
    """The bot's side: notes what came, and answers as it is told."""

    events: list[Json] = field(default_factory=list)
    signed: list[bool] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    """Of the next answers; afterwards 200."""
    welcome: Json | None = None
    picture: bytes = b"\xff\xd8 picture"

    async def handle(self, request: web.Request) -> web.Response:
        raw = await request.read()
        rightly = hmac.new(TOKEN.encode(), raw, hashlib.sha256).hexdigest()
        self.signed.append(request.headers["X-Viber-Content-Signature"] == rightly)
        event: Json = json.loads(raw)
        self.events.append(event)
        status = self.statuses.pop(0) if self.statuses else 200
        if event["event"] == "conversation_started" and self.welcome:
            return web.json_response(self.welcome, status=status)
        return web.Response(status=status)

    async def show(self, request: web.Request) -> web.Response:
        return web.Response(body=self.picture, content_type="image/jpeg")

    def kinds(self) -> list[str]:
        return [event["event"] for event in self.events]

    def texts(self) -> list[str]:
        return [event["message"]["text"] for event in self.events if event["event"] == "message"]


@dataclass
class Stand:
    """What the tests drive."""

    api: ViberApi
    clock: StoppedClock
    hook: Hook
    url: str
    hook_url: str
    http: aiohttp.ClientSession

    async def call(self, method: str, body: Any, token: str = TOKEN) -> Json:
        headers = {"X-Viber-Auth-Token": token}
        async with self.http.post(f"{self.url}/{method}", json=body, headers=headers) as answer:
            assert answer.status == 200
            said: Json = await answer.json()
            return said

    async def set_webhook(self, **more: Any) -> Json:
        said = await self.call("set_webhook", {"url": self.hook_url, **more})
        self.hook.events.clear()
        return said

    async def person(self, name: str = "Taras") -> Phone:
        """A phone whose owner has written to the bot."""
        phone = self.api.new_phone(name, "helper")
        await self.api.write(phone.id, "Вітаю")
        await self.api.settled()
        self.hook.events.clear()
        return phone

    async def send(self, phone: Phone, message: Json) -> int:
        """Send a message; the status that Viber answers."""
        return int((await self.sent(phone, message))["status"])

    async def sent(self, phone: Phone, message: Json) -> Json:
        said = await self.call("send_message", {"receiver": phone.user_id, "sender": SENDER, **message})
        await self.api.settled()
        return said

    def later(self, **span: float) -> None:
        self.clock.jump(timedelta(**span))


@asynccontextmanager
async def standing() -> AsyncIterator[Stand]:
    clock, hook = StoppedClock(NOON), Hook()
    api = ViberApi(Phones(), clock, TOKEN)
    bot = web.Application()
    bot.router.add_post("/viber/webhook", hook.handle)
    bot.router.add_get("/media/{name}", hook.show)
    viber = web.Application()
    viber.add_subapp("/pa", api.app())
    runners = [web.AppRunner(viber), web.AppRunner(bot)]
    for runner in runners:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
    url, hook_url = (f"http://127.0.0.1:{runner.addresses[0][1]}" for runner in runners)
    async with aiohttp.ClientSession() as http:
        yield Stand(api, clock, hook, f"{url}/pa", f"{hook_url}/viber/webhook", http)
    for runner in runners:
        await runner.cleanup()
