"""The sandbox's page with three phones, both emulated messengers, and a bot that says what a test wants."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import ClientSession, web
from playwright.async_api import Locator, Page

from bot.clock import StoppedClock
from bot.sandbox.phones import Phone, Phones
from bot.sandbox.server import page_app
from bot.sandbox.telegram_api import TelegramApi
from bot.sandbox.viber_api import ViberApi

SATURDAY = datetime(2026, 11, 21, 12, 5, tzinfo=UTC)
TOKEN = "123456:" + "A" * 35

Buttons = list[list[str]]
Json = dict[str, Any]


class Table:
    """Oksana's Telegram, Taras's Viber and the moderators' group, as the page shows them at `url`."""

    def __init__(self) -> None:
        self.clock = StoppedClock(SATURDAY)
        self.phones = Phones()
        self.telegram = TelegramApi(self.phones, self.clock, TOKEN)
        self.viber = ViberApi(self.phones, self.clock, TOKEN)
        self.moderators = self.telegram.new_group(
            "Модератори", ["Марта", "Олесь"]
        )  # first, as in the launcher
        self.oksana = self.telegram.new_phone("Оксана", "returnee")
        self.taras = self.viber.new_phone("Тарас", "helper")
        self.url = ""
        self.jumps: list[int] = []

    async def jump(self, hours: int) -> None:
        """Move the clock, as the sandbox's launcher does."""
        self.jumps.append(hours)
        self.clock.jump(timedelta(hours=hours))

    def app(self) -> web.Application:
        """The page, both APIs mounted beside it, and the bot's webhook for Viber."""
        app = page_app(self.phones, self.telegram, self.viber, self.jump, self.clock)
        app.add_subapp("/telegram", self.telegram.app())
        app.add_subapp("/viber", self.viber.app())
        app.router.add_post("/hook", _take)
        return app

    @asynccontextmanager
    async def laid(self, port: int = 0) -> AsyncIterator["Table"]:
        """Serve the page while the block runs, at a free port unless one is named."""
        runner = web.AppRunner(self.app(), shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield self
        finally:
            await runner.cleanup()

    async def telegram_says(self, phone: Phone, text: str, buttons: Buttons | None = None) -> int:
        """The bot writes on Telegram; returns the message's id."""
        sent = await self.call_telegram("sendMessage", chat_id=phone.chat_id, text=text, **_inline(buttons))
        return int(sent["message_id"])

    async def telegram_edits(self, phone: Phone, message: int, text: str) -> None:
        """The bot rewrites its message and takes the buttons away."""
        await self.call_telegram("editMessageText", chat_id=phone.chat_id, message_id=message, text=text)

    async def telegram_updates(self) -> list[Json]:
        """What reached the bot since the last time."""
        updates: list[Json] = await self.call_telegram("getUpdates")
        if updates:
            await self.call_telegram("getUpdates", offset=updates[-1]["update_id"] + 1)
        return updates

    async def viber_says(self, phone: Phone, text: str, buttons: list[str]) -> None:
        """The bot writes on Viber, with a keyboard of half as wide buttons as the screen."""
        keys = [{"Columns": 3, "Rows": 1, "Text": one, "ActionBody": one} for one in buttons]
        await self._post("viber/set_webhook", {"url": f"{self.url}/hook", "event_types": []})
        message = {"receiver": phone.user_id, "type": "text", "text": text, "sender": {"name": "Kolo"}}
        await self._post("viber/send_message", message | {"keyboard": {"Type": "keyboard", "Buttons": keys}})

    async def call_telegram(self, method: str, **params: Any) -> Any:
        """Call a method of the Bot API; returns its result."""
        return (await self._post(f"telegram/bot{TOKEN}/{method}", params))["result"]

    async def _post(self, path: str, body: Json) -> Json:
        headers = {"X-Viber-Auth-Token": TOKEN} if path.startswith("viber") else {}
        async with (
            ClientSession() as session,
            session.post(f"{self.url}/{path}", json=body, headers=headers) as said,
        ):
            answer: Json = await said.json()
        assert answer.get("ok") or answer.get("status") == 0, answer
        return answer


def _inline(buttons: Buttons | None) -> Json:
    if buttons is None:
        return {}
    return {
        "reply_markup": {
            "inline_keyboard": [[{"text": t, "callback_data": t} for t in row] for row in buttons]
        }
    }


async def _take(request: web.Request) -> web.Response:
    return web.Response()


def on(page: Page, phone: Phone) -> Locator:
    """A phone's part of the page."""
    return page.locator(f'[data-phone="{phone.id}"]')


async def write(page: Page, phone: Phone, text: str) -> None:
    """Write on a phone of the page, as its owner would."""
    await on(page, phone).locator("[name=text]").fill(text)
    await on(page, phone).locator("[name=text]").press("Enter")
