"""Everything together: the emulated messengers, the people, the moderators' group, and the bot between them."""

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.data_keys import new_key
from tests.bench import telegram, viber
from tests.bench.ledger import Witness, new_canary
from tests.bench.person import Desk, Person
from tests.bench.phone import Line
from tests.bench.running import ROOT, Bot, free_port
from tests.bench.telegram import Telegram
from tests.bench.viber import Viber

GROUP = "-1001"
KOLO = ("-m", "bot", "run")
START = 120.0  # seconds until the bot must have asked for updates
LOOK = 0.25  # seconds between looks at who has waited too long


@dataclass
class World:
    """The messengers, the bot and the people."""

    telegram: Telegram
    viber: Viber
    bot: Bot
    desk: Desk
    witness: Witness
    people: list[Person]
    database_url: str
    data_key: str
    random: random.Random

    async def start_bot(self) -> None:
        """Start the bot and wait until it asks for updates."""
        self.telegram.polled.clear()
        await self.bot.start()
        await asyncio.wait_for(self.telegram.polled.wait(), START)

    def add_people(self, count: int, messengers: Sequence[str], helpers: float, patience: float) -> None:
        """Bring people, by turns on the messengers; `helpers` is the share of those who volunteer."""
        lines: dict[str, Line] = {"telegram": self.telegram, "viber": self.viber}
        for number in range(count):
            line = lines[messengers[number % len(messengers)]]
            address = str(100_000 + number) if line is self.telegram else f"viber-person-{number}=="
            place = number // len(messengers)
            role = "helper" if int((place + 1) * helpers) > int(place * helpers) else "asker"
            phone = line.phone(address)
            self.people.append(Person(line, phone, role, new_canary(), self.witness.notes, patience))  # type: ignore[arg-type]

    async def let_begin(self, spread: float) -> None:
        """Let the people open their chats, within `spread` seconds."""
        self.desk.begins()
        loop, begin = asyncio.get_running_loop(), [person.begins for person in self.people]
        self.random.shuffle(begin)
        for place, begins in enumerate(begin):
            loop.call_later(spread * place / len(begin), begins)
        await asyncio.sleep(spread)

    def look_at_the_patient(self) -> None:
        """Let those who have waited too long do something."""
        for person in self.people:
            person.grows_impatient()
        self.desk.grows_impatient()

    @property
    def finished(self) -> bool:
        """Whether everybody has a number."""
        return all(person.number for person in self.people)

    @property
    def still(self) -> bool:
        """Whether nobody waits for anything and nothing waits for the bot."""
        waits = any(person.waits for person in self.people) or self.desk.waits
        return not waits and not self.telegram.unconfirmed and not self.viber.unconfirmed

    @property
    def brought(self) -> int:
        """How many events the bot was brought."""
        return self.telegram.brought + self.viber.brought


@asynccontextmanager
async def opened(
    folder: Path, database_url: str, command: Sequence[str] = KOLO, latency: float = 0.0
) -> AsyncIterator[World]:
    """Open the messengers and put the bot together; it is not started yet. `folder` holds its log.

    `latency`: seconds until the messengers answer.
    """
    their_telegram, their_viber, data_key, port = Telegram(), Viber(), new_key(), free_port()
    environment = {
        "TELEGRAM_BOT_TOKEN": telegram.TOKEN,
        "TELEGRAM_API_URL": await their_telegram.open(latency),
        "VIBER_AUTH_TOKEN": viber.TOKEN,
        "VIBER_API_URL": await their_viber.open(latency),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "HTTP_PORT": str(port),
        "DATABASE_URL": database_url,
        "DATA_KEYS": data_key,
        "MODERATORS_CHAT_ID": GROUP,
        "PYTHONPATH": str(ROOT),
    }
    bot = Bot(command, environment, folder)
    desk = Desk(their_telegram, their_telegram.phone(GROUP))
    world = World(
        their_telegram, their_viber, bot, desk, Witness(), [], database_url, data_key, random.Random()
    )
    try:
        yield world
    finally:
        if bot.runs:
            await bot.kill()
        their_telegram.close()
        await their_viber.close()
