"""A town: both emulated messengers on one port, people with phones, and the real bot between them."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from aiohttp import ClientSession, web

from bot.app import App
from bot.clock import StoppedClock
from bot.data_keys import new_key
from bot.domain.consent import VERSION
from bot.sandbox.phones import Bubble, Phone, Phones
from bot.sandbox.telegram_api import TelegramApi
from bot.sandbox.viber_api import ViberApi
from bot.screens import Screen
from bot.settings import Settings
from storage import outbox, persons
from storage.outbox import Priority
from storage.persons import Person
from tests.app.calls import Calls
from tests.conftest import NOON
from tests.machine import PATIENCE
from tests.warm import warm

T = TypeVar("T")
HOST = "127.0.0.1"
TELEGRAM_TOKEN = "1000001:telegram-token-of-the-tests"
VIBER_TOKEN = "viber-token-of-the-tests"
SECRET = "webhook-secret-of-the-tests"
GLANCE = 0.02  # seconds between looks


@dataclass
class Town:
    """The messengers and their people; `app` while the bot runs."""

    clock: StoppedClock = field(default_factory=lambda: StoppedClock(NOON))
    phones: Phones = field(default_factory=Phones)
    calls: Calls = field(default_factory=Calls)
    data_key: str = field(default_factory=new_key)
    people: dict[str, Person] = field(default_factory=dict)
    port: int = 0
    bot_port: int = 0

    def __post_init__(self) -> None:
        self.telegram = TelegramApi(self.phones, self.clock, TELEGRAM_TOKEN)
        self.viber = ViberApi(self.phones, self.clock, VIBER_TOKEN)
        self.desk = self.telegram.new_group("Desk", ["Lesia", "Taras"])
        self.bot_port = free_port()

    @property
    def bot_url(self) -> str:
        """Where the bot's webhooks are."""
        return f"http://{HOST}:{self.bot_port}"

    def environment(self, database_url: str, **changes: str) -> dict[str, str]:
        """The settings of the bot between these messengers, as environment variables."""
        given = {
            "TELEGRAM_BOT_TOKEN": TELEGRAM_TOKEN,
            "TELEGRAM_API_URL": f"http://{HOST}:{self.port}/telegram",
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
            "VIBER_AUTH_TOKEN": VIBER_TOKEN,
            "VIBER_API_URL": f"http://{HOST}:{self.port}/pa",
            "PUBLIC_URL": self.bot_url,
            "HTTP_PORT": str(self.bot_port),
            "DATABASE_URL": database_url,
            "BACKUP_FOLDER": "off",
            "DATA_KEYS": self.data_key,
            "MODERATORS_CHAT_ID": self.desk.chat_id,
        }
        return {**given, **changes}

    @asynccontextmanager
    async def bot(self, database_url: str, **changes: str) -> AsyncIterator[App]:
        """Let the bot run while the block does; `changes` are settings in capitals."""
        given = self.environment(database_url, **changes)
        settings = Settings(_env_file=None, **{name.lower(): value for name, value in given.items()})  # type: ignore[arg-type]
        self.app = App(settings, self.clock)
        warm(self.app.database)
        await self.app.start()
        try:
            await until(self.is_listening, "the bot does not listen")
            yield self.app
        finally:
            await self.app.stop()

    def is_listening(self) -> bool:
        """Whether the bot hears both messengers."""
        telegram = bool(self.telegram.webhook.url or self.telegram.updates.allowed)
        return telegram and bool(self.viber.callbacks.url)

    async def person(self, channel: str, title: str = "Olena", language: str = "uk") -> Phone:
        """A person with a phone, who agreed to everything already."""
        messenger = self.viber if channel == "viber" else self.telegram
        phone = messenger.new_phone(title, "returnee", language=language)
        phone.started = True
        if channel == "viber":
            self.viber.world.by_phone[phone.id].wrote(self.clock.now())
        async with self.app.database.transaction() as session:
            arrival = await persons.welcome(session, channel, phone.user_id, "uk")
            await persons.remember(session, [arrival])
            self.people[phone.id] = await persons.consent(session, arrival.person, VERSION)
        return phone

    async def write(self, phone: Phone, text: str) -> None:
        """A person writes."""
        messenger = self.viber if phone.channel == "viber" else self.telegram
        await messenger.write(phone.id, text)

    async def push(self, phone: Phone, *texts: str) -> None:
        """The bot has something to say to a person."""
        async with self.app.database.transaction() as session:
            for text in texts:
                await outbox.push(session, self.people[phone.id].id, Screen(text), Priority.REPLY)

    async def waiting(self) -> tuple[int, int]:
        """How many messages wait, and how many were refused for good."""
        async with self.app.database.transaction() as session:
            return await outbox.backlog(session)

    async def quiet(self, seconds: float = PATIENCE) -> None:
        """Wait until everything that people did is handled, and everything that follows has arrived."""
        await until(lambda: not self.telegram.updates.pending(), "Telegram's updates are not taken")
        await self.viber.settled()
        await until_found(self._nothing_waits, "messages wait", seconds)

    async def _nothing_waits(self) -> bool:
        return (await self.waiting())[0] == 0


@asynccontextmanager
async def town() -> AsyncIterator[Town]:
    """Serve the messengers while the block runs."""
    one = Town()
    root = web.Application(middlewares=[one.calls.note])
    root.add_subapp("/telegram", one.telegram.app())
    root.add_subapp("/pa", one.viber.app())
    runner = web.AppRunner(root, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, HOST, 0).start()
    one.port = runner.addresses[0][1]
    try:
        yield one
    finally:
        await runner.cleanup()


def texts(phone: Phone) -> list[str]:
    """What the bot said on a phone, the oldest first."""
    return [bubble.text for bubble in said(phone)]


def said(phone: Phone) -> list[Bubble]:
    """The bubbles of the bot on a phone."""
    return [bubble for bubble in phone.bubbles if not bubble.mine and bubble.kind != "system"]


async def sees(phone: Phone, words: str, seconds: float = PATIENCE) -> Bubble:
    """Wait until the bot has said these words on a phone."""
    complaint = f"{phone.title} ({phone.channel}) does not see “{words}”"
    return await until(lambda: next((b for b in said(phone) if words in b.text), None), complaint, seconds)


async def until(found: Callable[[], T | None], complaint: str, seconds: float = PATIENCE) -> T:
    """Look again and again until something is found; fail with the complaint after so many seconds."""

    async def look() -> T | None:
        return found()

    return await until_found(look, complaint, seconds)


async def until_found(
    look: Callable[[], Awaitable[T | None]], complaint: str, seconds: float = PATIENCE
) -> T:
    """The same, where looking takes a while."""
    end = time.monotonic() + seconds
    while not (result := await look()):
        assert time.monotonic() < end, complaint
        await asyncio.sleep(GLANCE)
    return result


async def post(url: str, body: bytes, headers: dict[str, str]) -> int:
    """Post a body as anybody on the net could; return the status."""
    async with ClientSession() as session, session.post(url, data=body, headers=headers) as answer:
        await answer.read()
        return answer.status


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        port: int = found.getsockname()[1]
    return port
