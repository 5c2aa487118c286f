"""The bot in a process of its own: started, killed without warning, and what the system says about it."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
TICKS = os.sysconf("SC_CLK_TCK")  # a second, in the system's figures
CORES = sorted(os.sched_getaffinity(0))
BOT_CORE, OUR_CORE = CORES[0], CORES[-1]


@dataclass
class Bot:
    """A bot's process, pinned to one core or to some."""

    command: Sequence[str]
    environment: Mapping[str, str]
    folder: Path  # where it runs and writes its log
    cores: str = str(BOT_CORE)  # where it may run, as taskset says it
    starts: int = 0
    _process: asyncio.subprocess.Process | None = field(default=None, repr=False)

    async def start(self) -> None:
        """Start it; it needs a few seconds until it listens."""
        self.starts += 1
        with (self.folder / "bot.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                "taskset", "-c", self.cores, sys.executable, *self.command,
                cwd=self.folder, env={**os.environ, **self.environment}, stdout=log, stderr=log,
            )  # fmt: skip

    async def kill(self) -> None:
        """End it as a power cut would."""
        await self._end(kill=True)

    async def stop(self) -> None:
        """Ask it to stop, as a deployment does; it must come to its end by itself."""
        await self._end(kill=False)

    async def _end(self, kill: bool) -> None:
        assert self._process is not None
        if self._process.returncode is None:
            self._process.kill() if kill else self._process.terminate()
            await asyncio.wait_for(self._process.wait(), 30)
        self._process = None

    def signal(self, sign: signal.Signals) -> None:
        """Send it a signal."""
        os.kill(self._pid, sign)

    @property
    def runs(self) -> bool:
        """Whether it is still there."""
        return self._process is not None and self._process.returncode is None

    def cpu(self) -> float:
        """Return the seconds of processor time that it has used since its start, all threads together."""
        fields = Path(f"/proc/{self._pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> tuple[int, int]:
        """Return the memory in use now, and the most that ever was, in MB."""
        lines = dict(
            line.split(":", 1) for line in Path(f"/proc/{self._pid}/status").read_text().splitlines()
        )
        return int(lines["VmRSS"].split()[0]) // 1024, int(lines["VmHWM"].split()[0]) // 1024

    @property
    def _pid(self) -> int:
        assert self._process is not None
        return self._process.pid


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port
