"""A test stand: the emulated Bot API on a port of its own, a clock that stands, and aiogram's Bot."""

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Update
from aiohttp import web
from PIL import Image

from bot.clock import StoppedClock
from bot.sandbox.phones import Phone, Phones
from bot.sandbox.telegram_api import TelegramApi

TOKEN = "42:SANDBOX"
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


class QuickSession(AiohttpSession):
    """aiogram's session, closed without its pause of a quarter of a second."""

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


@dataclass
class Stand:
    """What the tests drive."""

    api: TelegramApi
    clock: StoppedClock
    bot: Bot
    url: str
    http: aiohttp.ClientSession

    async def person(self, name: str = "Olena") -> Phone:
        """A phone that has started the bot; its update is already confirmed."""
        phone = self.api.new_phone(name, "returnee")
        await self.api.write(phone.id, "/start")
        await self.updates()
        return phone

    async def updates(self) -> list[Update]:
        """Everything that waits, confirmed."""
        found = await self.raw_updates(timeout=0)
        if found:
            await self.raw_updates(offset=found[-1]["update_id"] + 1, timeout=0)
        return [Update.model_validate(one) for one in found]

    async def raw_updates(self, **params: Any) -> list[dict[str, Any]]:
        """What `getUpdates` answers, as JSON and not confirmed."""
        answer = await self.call("getUpdates", **params)
        found: list[dict[str, Any]] = answer["result"]
        return found

    async def call(self, method: str, token: str = TOKEN, **params: Any) -> dict[str, Any]:
        """One call with a JSON body, past aiogram."""
        async with self.http.post(f"{self.url}/bot{token}/{method}", json=params) as answer:
            body: dict[str, Any] = await answer.json()
            return body

    async def said(self, method: str, **params: Any) -> str:
        """How a call ends: `ok` or the API's description."""
        answer = await self.call(method, **params)
        return "ok" if answer["ok"] else str(answer["description"])

    def later(self, **span: float) -> None:
        self.clock.jump(timedelta(**span))


@asynccontextmanager
async def standing() -> AsyncIterator[Stand]:
    clock = StoppedClock(NOON)
    api = TelegramApi(Phones(), clock, TOKEN)
    runner = web.AppRunner(api.app())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    bot = Bot(TOKEN, session=QuickSession(api=TelegramAPIServer.from_base(url)))
    async with aiohttp.ClientSession() as http:
        yield Stand(api, clock, bot, url, http)
    await bot.session.close()
    await runner.cleanup()


def jpeg(width: int = 40, height: int = 30, exif: bool = False) -> bytes:
    """A small picture, perhaps with the maker's name in its metadata."""
    image, out = Image.new("RGB", (width, height), "teal"), io.BytesIO()
    about = image.getexif()
    if exif:
        about[0x010F] = "SECRET-MAKER"
    image.save(out, "JPEG", exif=about)
    return out.getvalue()
