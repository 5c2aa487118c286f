"""What a conversation costs: processor time for 1,000 updates, with many people at once, beside a bare aiogram bot."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from tests.bench import telegram
from tests.bench.phone import Message, Phone
from tests.bench.running import ROOT, Bot
from tests.bench.telegram import Telegram
from tests.bench.world import KOLO, LOOK, opened

REST = 10.0  # seconds of measuring a bot that nobody writes to
LONGEST = 900.0
UNPACED = ("-m", "tests.bench.unpaced")
ECHO = ("-m", "tests.bench.echo")


@dataclass(frozen=True)
class Cost:
    """What one run cost."""

    updates: int
    seconds: float
    cpu: float  # seconds
    at_rest: float  # seconds of processor time a second, with nobody there
    latencies: Sequence[float]  # seconds until the answer
    memory: tuple[int, int]  # MB: at the end, and at most
    busiest: int  # messages in one second
    messages: int  # and rewritings, in all

    @property
    def per_thousand(self) -> float:
        """Seconds of processor time for 1,000 updates."""
        return self.cpu / self.updates * 1000

    def __str__(self) -> str:
        steps = quantiles(self.latencies, n=100)
        idle = self.at_rest * self.seconds / self.updates * 1000
        return (
            f"{self.updates} updates in {self.seconds:.0f} s: {self.per_thousand:.2f} CPU s per 1,000 "
            f"(of these {idle:.2f} at rest, {self.at_rest:.2%} of the core); answer p50 {steps[49] * 1000:.0f} ms, "
            f"p95 {steps[94] * 1000:.0f} ms, p99 {steps[98] * 1000:.0f} ms; "
            f"memory {self.memory[0]} MB, at most {self.memory[1]}; "
            f"{self.messages / self.seconds:.1f} messages a second, at most {self.busiest}"
        )


async def of_kolo(
    folder: Path,
    database_url: str,
    people: int,
    messengers: Sequence[str],
    paced: bool = True,
    latency: float = 0.0,
) -> Cost:
    """Let people ask for help at once, and measure from their first event to their last number."""
    loop = asyncio.get_running_loop()
    async with opened(folder, database_url, KOLO if paced else UNPACED, latency) as world:
        await world.start_bot()
        await asyncio.sleep(3.0)  # commands and descriptions are being set
        before = world.bot.cpu()
        await asyncio.sleep(REST)
        at_rest = (world.bot.cpu() - before) / REST
        world.add_people(people, messengers, helpers=0, patience=LONGEST)
        began, before = loop.time(), world.bot.cpu()
        await world.let_begin(0)
        async with asyncio.timeout(LONGEST):
            while not (world.finished and world.still):  # noqa: ASYNC110 - many things end
                await asyncio.sleep(LOOK)
        used, seconds = world.bot.cpu() - before, loop.time() - began
        latencies = [latency for person in world.people for latency in person.latencies]
        busiest = max(world.telegram.meter.busiest, world.viber.meter.busiest)
        messages = world.telegram.meter.taken + world.viber.meter.taken
        return Cost(world.brought, seconds, used, at_rest, latencies, world.bot.memory(), busiest, messages)


async def of_echo(folder: Path, people: int, updates: int) -> Cost:
    """Let as many people write as many updates to a bare aiogram bot, which answers each with one message."""
    loop = asyncio.get_running_loop()
    messenger = Telegram()
    url = await messenger.open()
    environment = {"TELEGRAM_BOT_TOKEN": telegram.TOKEN, "TELEGRAM_API_URL": url, "PYTHONPATH": str(ROOT)}
    bot = Bot(ECHO, environment, folder)
    await bot.start()
    await asyncio.wait_for(messenger.polled.wait(), 30)
    before = bot.cpu()
    await asyncio.sleep(REST)
    at_rest = (bot.cpu() - before) / REST
    talks = [
        _Talk(messenger, messenger.phone(str(100_000 + number)), updates // people)
        for number in range(people)
    ]
    began, before = loop.time(), bot.cpu()
    for talk in talks:
        talk.says()
    while any(talk.left for talk in talks):  # noqa: ASYNC110 - many things end
        await asyncio.sleep(0.05)
    used, seconds = bot.cpu() - before, loop.time() - began
    latencies = [latency for talk in talks for latency in talk.latencies]
    meter = messenger.meter
    cost = Cost(
        messenger.brought, seconds, used, at_rest, latencies, bot.memory(), meter.busiest, meter.taken
    )
    await bot.kill()
    messenger.close()
    return cost


class _Talk:
    """A person who writes again as soon as there is an answer."""

    def __init__(self, messenger: Telegram, phone: Phone, updates: int) -> None:
        self._messenger, self._phone = messenger, phone
        self.left, self.latencies = updates, list[float]()
        phone.looks = self._looks

    def says(self) -> None:
        self._since = asyncio.get_running_loop().time()
        self._messenger.says(self._phone, "Добрий день")

    def _looks(self, message: Message) -> None:
        self.latencies.append(asyncio.get_running_loop().time() - self._since)
        self.left -= 1
        if self.left:
            self.says()
