"""An announcement to tens of thousands, and how long words of danger wait in the middle of it beside an idle bot."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.data_keys import read_key
from bot.domain.announcements import Audience
from storage import announced, announcements, keys, migrate, persons
from storage.announcements import DRAFT, GOING
from storage.crypto import Vault
from storage.database import Database
from tests.bench.copies import Original
from tests.bench.phone import Message, Phone
from tests.bench.world import World, opened

WORDS = "не хочу більше жити"
NEWS = "Центр у Києві в п’ятницю зачинено."
AT_ITS_PACE, FASTER = 25.0, 400.0  # messages a second
PROBES, APART = 12, 1.5  # people in danger, and seconds between them
FIRST, AT_ONCE = 100_000, 2_500  # the first address; people in one transaction
LONGEST = 3600.0


@dataclass
class Found:
    """Seconds until somebody in danger was answered, and what became of the announcement."""

    idle: list[float] = field(default_factory=list)
    paced: list[float] = field(default_factory=list)
    fast: list[float] = field(default_factory=list)
    at_its_pace: float = 0.0  # messages a second
    went_before: int = 0  # of it, before the bot was killed
    seconds: float = 0.0  # from its new start until the last
    busiest: int = 0  # messages in one second, at the messenger's own pace
    once: int = 0
    twice: int = 0
    memory: tuple[int, int] = (0, 0)

    def __str__(self) -> str:
        rows = (("at its own pace", self.paced), ("sixteen times as fast", self.fast))
        waits = [
            f"  {name}: median {median(found):.3f} s, at most {max(found):.3f} s; "
            f"ratio of medians to idle {median(found) / median(self.idle):.2f}"
            for name, found in rows
        ]
        return "\n".join(
            (
                f"{self.once} got it once, {self.twice} twice",
                f"  words of danger, idle bot: median {median(self.idle):.3f} s, at most {max(self.idle):.3f} s",
                *waits,
                f"  {self.at_its_pace:.1f} of it a second at its own pace (at most {self.busiest} messages in a "
                f"second), killed after {self.went_before}, the rest in {self.seconds:.0f} s; "
                f"memory at most {self.memory[1]} MB",
            )
        )


async def run(folder: Path, url: str, people: int) -> Found:
    """Let an announcement go out, first at the messenger's pace; kill the bot; let the rest go faster."""
    found, ahead = Found(), _until_noon()
    async with (
        opened(folder, url, _command(AT_ITS_PACE, ahead)) as world,
        _database(world, ahead) as database,
    ):
        crowd = await _crowd(world, database, people + 3 * PROBES)
        in_danger = iter([crowd.pop() for _time in range(3 * PROBES)])
        await world.start_bot()
        await asyncio.sleep(3.0)
        found.idle = [await _answered(world, next(in_danger)) for _time in range(PROBES)]
        await _begin(database)
        await _going(crowd, AT_ITS_PACE * 10)
        before, since = _got(crowd), asyncio.get_running_loop().time()
        world.telegram.meter.busiest = 0
        found.paced = [await _answered(world, next(in_danger)) for _time in range(PROBES)]
        spent = asyncio.get_running_loop().time() - since
        found.at_its_pace, found.busiest = (_got(crowd) - before) / spent, world.telegram.meter.busiest
        await world.bot.kill()
        found.went_before = _got(crowd)
        world.bot.command = _command(FASTER, ahead)
        await world.start_bot()
        since = asyncio.get_running_loop().time()
        await _going(crowd, people / 2)
        found.fast = [await _answered(world, next(in_danger)) for _time in range(PROBES)]
        await _over(database)
        found.seconds, found.memory = asyncio.get_running_loop().time() - since, world.bot.memory()
        times = [sum(NEWS in message.text for message in phone.messages.values()) for phone in crowd]
        found.once, found.twice = times.count(1), sum(count > 1 for count in times)
    return found


def _command(pace: float, ahead: float) -> Sequence[str]:
    return "-m", "tests.bench.replica", str(pace), str(ahead)


def _until_noon() -> float:
    """Seconds by which the clock is put ahead, so that nobody sleeps."""
    now = datetime.now(ZoneInfo("Europe/Kyiv"))  # noqa: TID251 - the real night is to be jumped over
    noon = now.replace(hour=10, minute=0) + timedelta(days=now.hour >= 10)
    return (noon - now).total_seconds()


@asynccontextmanager
async def _database(world: World, ahead: float) -> AsyncIterator[Database]:
    clock = Clock()
    clock.jump(timedelta(seconds=ahead))
    await migrate.upgrade(world.database_url)
    database = Database(world.database_url, Vault((read_key(world.data_key),)), clock)
    await keys.unlock(database)
    yield database
    await database.close()


async def _crowd(world: World, database: Database, people: int) -> list[Phone]:
    """People who agreed to the terms, each with a phone."""
    addresses = [str(FIRST + number) for number in range(people)]
    async with database.transaction() as session:
        arrival = await persons.welcome(session, "telegram", addresses[0], "uk")
        await persons.consent(session, arrival.person, 1)
        original = await Original.read(session)
    for start in range(1, people, AT_ONCE):
        those = addresses[start : start + AT_ONCE]
        async with database.transaction() as session:
            await original.copy(session, range(start, start + len(those)), those)
    return [world.telegram.phone(address) for address in addresses]


async def _begin(database: Database) -> None:
    async with database.transaction() as session:
        one = await announcements.add(session, Audience())
        await announcements.write(session, one, one.audience, {"uk": NEWS})
        written = await announcements.get(session, one.id)
        assert written is not None
        assert await announcements.move(session, written, (DRAFT,), GOING, at_work=True)


async def _answered(world: World, phone: Phone) -> float:
    """Let somebody in danger write, and return after how many seconds they were answered."""
    loop = asyncio.get_running_loop()
    answered, began = loop.create_future(), 0.0

    def look(message: Message) -> None:
        if NEWS not in message.text and not answered.done():
            answered.set_result(loop.time() - began)

    phone.looks = look
    began = loop.time()
    world.telegram.says(phone, WORDS)
    waited: float = await asyncio.wait_for(answered, LONGEST)
    await asyncio.sleep(APART)
    return waited


def _got(crowd: Sequence[Phone]) -> int:
    return sum(bool(phone.messages) for phone in crowd)


async def _going(crowd: Sequence[Phone], many: float) -> None:
    """Wait until so many have got it."""
    async with asyncio.timeout(LONGEST):
        while _got(crowd) < many:  # noqa: ASYNC110 - many phones
            await asyncio.sleep(0.5)


async def _over(database: Database) -> None:
    """Wait until the job says that it is over."""
    async with asyncio.timeout(LONGEST):
        while True:
            async with database.transaction() as session:
                (one,) = await announcements.latest(session, 1)
                if one.status != GOING:
                    counts = await announced.counts(session, one.id, one.number)
                    print(f"(the desk reads: {counts}) ", end="", flush=True)
                    return
            await asyncio.sleep(1.0)
