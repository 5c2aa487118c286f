"""The sandbox: the real bot between emulated messengers, with phones on one page and a clock that can jump."""

import asyncio
import os
import socket
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from aiohttp import web
from pydantic import SecretStr

from bot.app import App, until_told
from bot.clock import Clock
from bot.data_keys import new_key
from bot.domain import quiet_hours
from bot.sandbox.phones import Phone, Phones
from bot.sandbox.server import page_app
from bot.sandbox.telegram_api import TelegramApi
from bot.sandbox.viber_api import ViberApi
from bot.settings import OFF, Settings

log = structlog.get_logger(__name__)
HOST = "127.0.0.1"
HOUR = timedelta(hours=1)
PATIENCE = 75.0  # seconds of a jump in which messages are waited for: a group takes 18 in a minute
BUDGET = 100  # paid Viber messages that the sandbox may spend: they cost nothing here
# Hours at which nobody would see much, since most of what is sent waits for the day: the sandbox opens in the morning.
NIGHT = (20, 9)
# Tokens of nobody: the emulated messengers accept exactly these.
TELEGRAM_TOKEN = "1000001:emulated-telegram-of-the-sandbox"
VIBER_TOKEN = "emulated-viber-of-the-sandbox"


@dataclass
class Sandbox:
    """A running sandbox: phones, emulated messengers, the bot between them."""

    phones: Phones
    telegram: TelegramApi
    viber: ViberApi
    clock: Clock
    desk: Phone
    app: App
    runner: web.AppRunner
    port: int
    one_jump: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def jump(self, hours: int) -> None:
        """Let hour after hour pass: everything happens in its order, as if one had waited.

        What a person answers comes only after the jump, so it may show fewer steps of a talk than real days would.
        """
        async with self.one_jump:
            until = time.monotonic() + PATIENCE
            for _hour in range(hours):
                self.clock.jump(HOUR)
                self.viber.retry_now()
                await self.app.scheduler.run_all_now()
                await self._has_sent(until)

    async def _has_sent(self, until: float) -> None:
        """Let what became due reach the phones at its hour, as long as there is patience for it."""
        while time.monotonic() < until and not await self.app.is_idle():  # noqa: ASYNC110 - nobody tells when
            await asyncio.sleep(0.02)

    async def stop(self) -> None:
        """Stop the bot, then the messengers."""
        await self.app.stop()
        await self.runner.cleanup()


def until_day(now: datetime) -> timedelta:
    """How far a clock has to jump so that nobody in Kyiv sleeps: not at all by day."""
    return quiet_hours.next_allowed(now, quiet_hours.KYIV, NIGHT) - now


async def open_sandbox(settings: Settings, port: int, database_url: str, data_key: str) -> Sandbox:
    """Start emulators, page and bot; raises OSError when the port is taken."""
    clock, phones = Clock(), Phones()
    clock.jump(until_day(clock.now()))
    telegram = TelegramApi(phones, clock, TELEGRAM_TOKEN)
    viber = ViberApi(phones, clock, VIBER_TOKEN)
    desk = telegram.new_group("Коло: команда", ["Модераторка Леся", "Модератор Тарас"])
    sandbox: list[Sandbox] = []

    async def jump(hours: int) -> None:
        if sandbox:  # else the bot is still starting, and finds the new time
            await sandbox[0].jump(hours)
        else:
            clock.jump(timedelta(hours=hours))

    root = page_app(phones, telegram, viber, jump, clock)
    root.add_subapp("/telegram", telegram.app())
    root.add_subapp("/pa", viber.app())
    runner = web.AppRunner(root, access_log=None, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, HOST, port)
    await site.start()
    port = runner.addresses[0][1]
    emulated = _emulated(settings, port, database_url, data_key, desk)
    app = App(emulated, clock)
    try:
        await app.start()
    except BaseException:  # Ctrl-C too
        await runner.cleanup()
        raise
    sandbox.append(Sandbox(phones, telegram, viber, clock, desk, app, runner, port))
    return sandbox[0]


def _emulated(settings: Settings, port: int, database_url: str, data_key: str, desk: Phone) -> Settings:
    """The settings of the bot between the emulated messengers."""
    bot_port = _free_port()
    return settings.model_copy(
        update={
            "telegram_bot_token": SecretStr(TELEGRAM_TOKEN),
            "telegram_api_url": f"http://{HOST}:{port}/telegram",
            "viber_auth_token": SecretStr(VIBER_TOKEN),
            "viber_api_url": f"http://{HOST}:{port}/pa",
            "viber_monthly_budget": max(settings.viber_monthly_budget, BUDGET),
            "public_url": f"http://{HOST}:{bot_port}",
            "http_host": HOST,
            "http_port": bot_port,
            "database_url": database_url,
            "backup_folder": OFF,  # its clock jumps, a backup every hour of it
            "data_keys": (SecretStr(data_key),),
            "moderators_chat_id": (desk.chat_id,),
        }
    )


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        port: int = found.getsockname()[1]
    return port


def key_beside(database: Path) -> str:
    """Return the sandbox's data key from a file beside its database, made (mode 0600) when missing."""
    path = database.with_suffix(".key")
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(new_key())
    return path.read_text()


async def run(settings: Settings) -> None:
    """Run the sandbox with three phones until it is told to stop."""
    database = Path("data") / "sandbox.db"
    key = key_beside(database)
    sandbox = await open_sandbox(settings, settings.sandbox_port, f"sqlite+aiosqlite:///{database}", key)
    sandbox.telegram.new_phone("Олена", "returnee")
    sandbox.viber.new_phone("Сергій", "helper")
    print(f"Kolo's sandbox: http://{HOST}:{sandbox.port}  (Ctrl-C stops it)", flush=True)  # noqa: T201
    await until_told()
    await sandbox.stop()
