"""Three replicas, people who are all to be asked at once, and the leader killed again and again: each asked once."""

import asyncio
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.data_keys import new_key
from bot.domain.quiet_hours import KYIV
from tests.bench import telegram
from tests.bench.due import DueCheckIns
from tests.bench.running import CORES, ROOT, Bot, free_port
from tests.bench.server import Connection, Request
from tests.bench.telegram import Telegram
from tests.bench.world import GROUP

REPLICAS = 3
ALL_CORES = ",".join(map(str, CORES))
LATENCY = 0.05  # seconds until the messenger answers
GLANCE = 0.02
SPARE = 15  # messages that the next leader may send in any case, though the last one sent all it was allowed
PATIENCE = {
    "ok": False,
    "error_code": 429,
    "description": "Too Many Requests: retry after 1",
    "parameters": {"retry_after": 1},
}
START, TAKEOVER, LONGEST = 300.0, 120.0, 1800.0  # seconds after which the run is given up


class Watched(Telegram):
    """A messenger that knows which process writes to it, by the path that it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()  # processes that said anything
        self.sender = ""  # the process that sent the last message
        self.sent = Counter[str]()  # messages, by process
        self.allowed = 0  # messages in all; whoever sends more is asked for patience

    def _handle(self, request: Request, connection: Connection) -> None:
        process, _slash, method = request.path.removeprefix("/").partition("/")
        self.seen.add(process)
        if method.endswith("/sendMessage"):
            if self.sent.total() >= self.allowed:
                connection.answer(PATIENCE, 429)
                return
            self.sender = process
            self.sent[process] += 1
        called = replace(request, path=f"/{method}")
        asyncio.get_running_loop().call_later(LATENCY, super()._handle, called, connection)


@dataclass
class Outcome:
    """What became of the people and of the lead."""

    people: int
    seconds: float
    doubled: int = 0  # messages beyond the first that the bot meant to send to somebody
    missed: int = 0  # people who were sent nothing
    unasked: int = 0  # check-ins that do not stand as sent once
    repeated: int = 0  # messages that came twice, since the leader died before it could write that they went
    repeated_by: list[int] = field(default_factory=list)  # after each kill or hang
    takeovers: list[float] = field(
        default_factory=list
    )  # seconds from each kill to the next message of another
    hangs: list[float] = field(default_factory=list)  # the same, when the leader was stopped and not killed
    scanning: int = 0  # how often the clock was still working off what is due
    at_rest: str = ""  # what it costs when nothing happens
    late: int = 0  # messages of a leader that was stopped, after it woke and another led

    def __str__(self) -> str:
        spans = {"takeovers": self.takeovers, "hangs": self.hangs}
        numbers = {name: value for name, value in vars(self).items() if name not in spans}
        told = [f"{name} {value}" for name, value in numbers.items()]
        for name, found in spans.items():
            if found:
                middle = sorted(found)[len(found) // 2]
                told.append(f"{name} {len(found)}: median {middle:.1f} s, at most {max(found):.1f} s")
        return ", ".join(told)


@dataclass
class Replicas:
    """The processes, the messenger and the database between them."""

    telegram: Watched
    bots: list[Bot]
    due: DueCheckIns
    url: str  # of the messenger
    names: dict[str, Bot] = field(default_factory=dict)  # of the processes

    async def start(self, bot: Bot) -> None:
        """Start a replica, under a name that no process had before."""
        name = f"r{self.bots.index(bot)}-{bot.starts}"
        self.names[name] = bot
        bot.environment = {**bot.environment, "TELEGRAM_API_URL": f"{self.url}/{name}"}
        await bot.start()

    async def all_run(self) -> None:
        """Wait until the latest process of every replica has said something."""
        latest = {id(bot): name for name, bot in self.names.items()}
        async with asyncio.timeout(START):
            while not self.telegram.seen.issuperset(latest.values()):  # noqa: ASYNC110
                await asyncio.sleep(GLANCE)

    async def messages(self, count: int) -> None:
        """Wait until so many messages were sent in all."""
        async with asyncio.timeout(LONGEST):
            while self.telegram.sent.total() < count:  # noqa: ASYNC110
                await asyncio.sleep(GLANCE)

    async def takeover(self, before: str) -> float:
        """Wait for a message of another process; return how many seconds that took."""
        self.telegram.allowed = max(self.telegram.allowed, self.telegram.sent.total() + SPARE)
        loop = asyncio.get_running_loop()
        began = loop.time()
        async with asyncio.timeout(TAKEOVER):
            while self.telegram.sender == before:  # noqa: ASYNC110
                await asyncio.sleep(GLANCE)
        return loop.time() - began

    async def kill(self) -> float:
        """Kill the leader and start it again at once; return the seconds until another sends."""
        name = self.telegram.sender
        await self.names[name].kill()
        self.telegram.sender = name
        restarting = asyncio.get_running_loop().create_task(self.start(self.names[name]))
        took = await self.takeover(name)
        await restarting
        return took

    async def hang(self) -> tuple[float, int]:
        """Stop the leader until another sends, then let it go on; return the seconds, and what it sent then."""
        name = self.telegram.sender
        self.names[name].signal(signal.SIGSTOP)
        took = await self.takeover(name)
        sent = self.telegram.sent[name]
        self.names[name].signal(signal.SIGCONT)
        await asyncio.sleep(3)  # in which it would send
        return took, self.telegram.sent[name] - sent

    def repeated(self) -> int:
        """How many messages came again to somebody."""
        return sum(
            len(self.telegram.phone(address).messages) - 1
            for address in self.due.people.values()
            if self.telegram.phone(address).messages
        )

    async def until_all_is_sent(self) -> None:
        """Wait until everybody was asked and nothing waits."""
        async with asyncio.timeout(LONGEST):
            while True:
                found = await self.due.found()
                if not found.states.get("planned") and not found.waiting:
                    return
                await asyncio.sleep(0.5)


@asynccontextmanager
async def opened(folder: Path, url: str, people: int, pace: float) -> AsyncIterator[Replicas]:
    """Prepare the database and start the replicas; at the end all are gone."""
    clock, messenger, key = Clock(), Watched(), new_key()
    ahead = until_noon(clock.now())
    clock.jump(ahead)
    due = await DueCheckIns.prepare(url, key, people, clock)
    for address in (GROUP, *due.people.values()):
        messenger.phone(address)
    address = await messenger.open()
    command = ("-m", "tests.bench.replica", str(pace), str(ahead.total_seconds()))
    bots = [
        Bot(command, _environment(url, key), _made(folder / f"r{number}"), cores=ALL_CORES)
        for number in range(REPLICAS)
    ]
    replicas = Replicas(messenger, bots, due, address)
    try:
        await asyncio.gather(*(replicas.start(bot) for bot in bots))
        await replicas.all_run()
        yield replicas
    finally:
        await asyncio.gather(*(bot.kill() for bot in bots))
        messenger.close()
        await due.close()


def until_noon(now: datetime) -> timedelta:
    """Return how long it is until the next noon in Kyiv, when nobody's quiet hours hold anything up."""
    local = now.astimezone(ZoneInfo(KYIV))
    noon = local.replace(hour=12, minute=0, second=0, microsecond=0)
    return (noon if noon > local else noon + timedelta(days=1)) - local


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _environment(url: str, key: str) -> dict[str, str]:
    return {
        "TELEGRAM_BOT_TOKEN": telegram.TOKEN,
        "HTTP_PORT": str(free_port()),
        "DATABASE_URL": url,
        "DATA_KEYS": key,
        "MODERATORS_CHAT_ID": GROUP,
        "PYTHONPATH": str(ROOT),
    }


async def run(
    folder: Path, url: str, people: int, kills: int, hangs: int, pace: float, rest: float = 0
) -> Outcome:
    """Ask everybody while the leader is killed, and stopped, at moments spread over the whole of it."""
    async with opened(folder, url, people, pace) as replicas:
        loop, outcome, blows = asyncio.get_running_loop(), Outcome(people, 0), kills + hangs
        began, part, marks = loop.time(), people // (blows + 1), list[int]()
        for number in range(blows):
            await replicas.all_run()
            marks.append(replicas.repeated())
            replicas.telegram.allowed = (number + 1) * part
            await replicas.messages(number * part + random.randint(part // 10, part // 2))
            await asyncio.sleep(random.random() / 2)  # messages go twice a second: any moment between
            outcome.scanning += bool((await replicas.due.found()).states.get("planned"))
            await _strike(replicas, outcome, hang=(number + 1) * hangs // blows > number * hangs // blows)
        replicas.telegram.allowed = 2 * people
        await replicas.until_all_is_sent()
        marks.append(replicas.repeated())
        outcome.repeated_by = [after - before for before, after in pairwise(marks)]
        outcome.seconds = round(loop.time() - began)
        await judge(replicas, outcome)
        if rest:
            await replicas.all_run()
            outcome.at_rest = await at_rest(replicas, rest)
        return outcome


async def at_rest(replicas: Replicas, seconds: float) -> str:
    """Measure the processor time of each replica and the transactions of the database while nothing happens."""
    await asyncio.sleep(5)
    used, done = [bot.cpu() for bot in replicas.bots], await replicas.due.transactions()
    await asyncio.sleep(seconds)
    shares = [(bot.cpu() - before) / seconds for bot, before in zip(replicas.bots, used, strict=True)]
    done = await replicas.due.transactions() - done
    told = "/".join(f"{share:.1%}" for share in sorted(shares, reverse=True))
    return f"processor {told}, {done / seconds:.1f} transactions a second"


async def _strike(replicas: Replicas, outcome: Outcome, hang: bool) -> None:
    if hang:
        took, late = await replicas.hang()
        outcome.hangs.append(took)
        outcome.late += late
    else:
        outcome.takeovers.append(await replicas.kill())


async def judge(replicas: Replicas, outcome: Outcome) -> None:
    """Compare what was meant for each, and what came to each, with one."""
    found = await replicas.due.found()
    for address in replicas.due.people.values():
        meant, came = found.pushed.get(address, 0), len(replicas.telegram.phone(address).messages)
        outcome.doubled += max(0, meant - 1)
        outcome.missed += meant == 0 or came == 0
        outcome.repeated += max(0, came - meant)
    outcome.unasked = outcome.people - found.states.get("sent", 0) + found.planned_twice
