"""The bot as a process of its own, started as people start it, with everything that it prints."""

import asyncio
import resource
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot import tasks
from tests.app.town import Town, until
from tests.machine import PATIENCE, within

ROOT = Path(__file__).parents[2]
LONGEST_STOP = 10  # seconds: what `docker stop` grants before it kills


@dataclass
class Running:
    """A running bot; `printed` is all that it wrote to both outputs so far."""

    process: asyncio.subprocess.Process
    printed: bytearray

    async def stopped(self, sign: signal.Signals = signal.SIGTERM) -> None:
        """Send a signal and wait for the end, which comes in time."""
        with within(LONGEST_STOP):
            self.process.send_signal(sign)
            async with asyncio.timeout(2 * PATIENCE):
                assert await self.process.wait() == 0, self.printed.decode()

    def memory(self) -> int:
        """The bytes that the process holds in memory."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        lines = dict(line.split(":", 1) for line in status.splitlines())
        return int(lines["VmRSS"].split()[0]) * 1024

    @contextmanager
    def full_disk(self) -> Iterator[None]:
        """No file of the process can be written while the block runs."""
        before = resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (0, before[1]))
        yield
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, before)


@asynccontextmanager
async def running(town: Town, folder: Path, **changes: str) -> AsyncIterator[Running]:
    """`python -m bot run` in a folder, between the messengers of a town, until the block ends."""
    url = f"sqlite+aiosqlite:///{folder}/kolo.db"
    environment = {"PYTHONPATH": str(ROOT), **town.environment(url, **changes)}
    town.viber.callbacks.url, town.telegram.updates.allowed = "", []
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        cwd=folder,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    bot = Running(process, bytearray())
    reading = tasks.start(_read(bot), "what the bot prints")
    try:
        await until(town.is_listening, "the bot does not listen", 2 * PATIENCE)
        yield bot
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        await reading


async def _read(bot: Running) -> None:
    assert bot.process.stdout is not None
    while piece := await bot.process.stdout.read(65_536):
        bot.printed += piece
