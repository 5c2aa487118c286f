"""How soon people who talk hear each other, and are told that their words were sent, while all of them write."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from bot.clock import Clock
from tests.bench.replicas import until_noon
from tests.bench.talkers import PAUSE, Talks
from tests.bench.world import opened

PACE = 30.0  # messages a second that each messenger takes
LONGEST = 120.0  # seconds until the last word must have arrived


@dataclass(frozen=True)
class Told:
    """Seconds from each word until it was heard, and until its author was told that it was sent."""

    seconds: float  # that they talked
    heard: Sequence[float]
    sent: Sequence[float]
    repeats: int  # messages that came again though nothing crashed

    def __str__(self) -> str:
        heard, sent = quantiles(self.heard, n=20), quantiles(self.sent, n=20)
        return (
            f"{len(self.heard) / self.seconds:.1f} words a second; heard after {heard[9]:.2f} s (half of them), "
            f"{heard[18]:.2f} (19 of 20), {max(self.heard):.2f} at most; receipts after {sent[9]:.2f}, "
            f"{sent[18]:.2f}, {max(self.sent):.2f}; {self.repeats} repeated"
        )


async def run(
    folder: Path, url: str, people: int, messengers: Sequence[str], latency: float, seconds: float
) -> Told:
    """Let so many people talk in pairs, each a word in 7 seconds, from the start of the bot on."""
    clock = Clock()
    ahead = until_noon(clock.now())
    clock.jump(ahead)
    command = ("-m", "tests.bench.replica", str(PACE), str(ahead.total_seconds()))
    async with opened(folder, url, command, latency) as world:
        lines = {name: getattr(world, name) for name in messengers}
        talks = await Talks.prepare(url, world.data_key, clock, lines, people // 2)
        await world.start_bot()
        talking = asyncio.get_running_loop().create_task(talks.go_on())
        await asyncio.sleep(seconds)
        talks.silent = True
        await asyncio.wait_for(talking, PAUSE[1] + 1)
        async with asyncio.timeout(LONGEST):
            while not talks.settled:  # noqa: ASYNC110 - many things end
                await asyncio.sleep(0.1)
        heard = [after for talker in talks.people for after in talker.heard_after]
        sent = [after for talker in talks.people for after in talker.sent_after]
        return Told(seconds, heard, sent, talks.lives.repeated.total())
