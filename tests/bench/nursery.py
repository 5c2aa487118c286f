"""Where the replicas of mortal.py come from: one after another, each with its own end."""

import asyncio
import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass, field

from tests.bench.mortal import NONE
from tests.bench.running import Bot

END = 30.0  # seconds for an orderly end


@dataclass
class Nursery(Bot):
    """A bot that can be told before its birth at which point it is to die."""

    point: str = NONE
    seconds: float = 0.0  # of life, before that point is deadly
    _child: int = 0
    _dies: "asyncio.Task[int] | None" = field(default=None, repr=False)

    async def start(self) -> None:
        """Start a replica; the first time this takes the seconds of loading."""
        self.starts += 1
        if self._process is None:
            with (self.folder / "bot.log").open("ab") as log:
                self._process = await asyncio.create_subprocess_exec(
                    "taskset", "-c", self.cores, sys.executable, *self.command,
                    cwd=self.folder, env={**os.environ, **self.environment}, stderr=log,
                    stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
                )  # fmt: skip
        assert self._process.stdin is not None
        self._process.stdin.write(f"{self.point} {self.seconds}\n".encode())
        self._child = await self._says()
        self._dies = asyncio.get_running_loop().create_task(self._says())

    async def _says(self) -> int:
        assert self._process is not None
        assert self._process.stdout is not None
        return int(await self._process.stdout.readline())

    async def died(self, seconds: float) -> bool:
        """Wait for it to die by itself; False when it still lives after so many seconds."""
        assert self._dies is not None
        done, _waits = await asyncio.wait({self._dies}, timeout=seconds)
        return bool(done)

    async def died_before(self, moment: asyncio.Event, seconds: float) -> bool:
        """Wait for that moment; True when it died before."""
        assert self._dies is not None
        waits = asyncio.get_running_loop().create_task(moment.wait())
        done, _waits = await asyncio.wait(
            {self._dies, waits}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED
        )
        waits.cancel()
        assert done, "it neither began to listen nor died"
        return self._dies in done

    async def kill(self) -> None:
        """End it as a power cut would; one that is dead already stays so."""
        await self._ends_by(signal.SIGKILL)

    async def stop(self) -> None:
        """Ask it to stop; it must come to its end by itself, and without a failure."""
        assert await self._ends_by(signal.SIGTERM) == 0

    async def _ends_by(self, sign: signal.Signals) -> int:
        assert self._dies is not None
        if not self._dies.done():
            with suppress(ProcessLookupError):  # it died this moment
                os.kill(self._child, sign)
        return await asyncio.wait_for(self._dies, END)

    @property
    def runs(self) -> bool:
        """Whether a replica lives."""
        return self._dies is not None and not self._dies.done()

    async def close(self) -> None:
        """Close the nursery; a replica that lives is killed."""
        if self.runs:
            await self.kill()
        if self._process is not None:
            self._process.kill()
            await self._process.wait()
