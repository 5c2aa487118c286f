"""Who floods the bot keeps nobody else waiting.

While one person sends 50 messages a second and 500 strangers a minute press Start, everybody else has their answer
within 3 seconds in 95 of 100 cases; who floods is told once a minute at most to slow down; the database grows by less
than 10 MB and the memory by less than 50 MB. Measured at the emulated messengers, from the tap to the answer on the
phone, with the bot as a process of its own. In `make test` for six seconds, in `make promises` for a minute.
"""

import asyncio
import random
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

import pytest
import structlog

from bot.domain.flood import PAUSE
from bot.i18n import _, translate
from bot.sandbox.phones import Phone
from bot.tasks import start
from tests.app.process import running
from tests.app.town import Town, texts, until
from tests.machine import granted, slowness
from tests.promises.sizes import share

log = structlog.get_logger(__name__)  # `pytest -rP` shows the figures
SECONDS = [6, pytest.param(share(60), marks=[pytest.mark.minutes, pytest.mark.timeout(300)])]
FLOOD = 50  # messages a second of one person
STRANGERS = 500  # a minute
OTHERS, EVERY = 20, 3.0  # on each messenger, each with a message every so many seconds
SLOWEST = 3.0  # seconds from a tap to the answer, for 95 of 100
CROWDED = 8  # times: with other tests on the same cores, only what hangs would be seen
GROWTH, MEMORY = 10_000_000, 50_000_000  # bytes
LONGEST = 90  # seconds until the last answer after the flood
SLOW_DOWN = translate(
    _(
        "Those are many messages at once. This one did not go through and is not kept, "
        "and neither is what you write in the next minute."
    ),
    "uk",
)


@dataclass
class Crowd:
    """People of a town who tap, and how long each waited for what came on the phone."""

    town: Town
    waits: list[float] = field(default_factory=list)

    async def writes(self, phone: Phone, text: str) -> None:
        """One message, and the time until something new is on the phone."""
        began = time.monotonic()
        await self.town.write(phone, text)
        shown = len(phone.bubbles)
        await until(lambda: len(phone.bubbles) > shown, f"no answer for {phone.title}", LONGEST)
        self.waits.append(time.monotonic() - began)

    def newcomers(self, channel: str, count: int) -> list[Phone]:
        """People who have not pressed Start yet."""
        messenger = self.town.viber if channel == "viber" else self.town.telegram
        return [messenger.new_phone(f"Person {n}", "x") for n in range(count)]

    @property
    def p95(self) -> float:
        """Seconds within which 95 of 100 had their answer."""
        return quantiles(self.waits, n=20)[-1]

    async def floods(self, phone: Phone, seconds: int) -> None:
        """So many messages a second, whatever comes back."""
        began = time.monotonic()
        for number in range(seconds * FLOOD):
            await self.town.write(phone, f"ало {number}")
            await asyncio.sleep(max(0, began + number / FLOOD - time.monotonic()))

    async def arrive(self, phones: list[Phone], seconds: int) -> None:
        """All press Start, spread over these seconds."""
        taps = list[asyncio.Task[None]]()
        for phone in phones:
            taps.append(start(self.writes(phone, "/start"), "a stranger"))
            await asyncio.sleep(seconds / len(phones))
        await asyncio.gather(*taps)

    async def talks(self, phone: Phone, seconds: int) -> None:
        """Somebody who taps, reads, and taps again."""
        until = time.monotonic() + seconds
        await asyncio.sleep(random.uniform(0, EVERY))
        while time.monotonic() < until:
            began = time.monotonic()
            await self.writes(phone, "/language")
            await asyncio.sleep(max(0, began + EVERY - time.monotonic()))


def size(folder: Path) -> int:
    """The bytes of the database with its log."""
    return sum(file.stat().st_size for file in folder.glob("kolo.db*"))


@pytest.mark.parametrize("seconds", SECONDS)
@pytest.mark.parametrize("channel", ["telegram", "viber"])
async def test_who_floods_keeps_nobody_else_waiting(
    town: Town, tmp_path: Path, channel: str, seconds: int
) -> None:
    crowd = Crowd(town)
    (flooder,) = crowd.newcomers(channel, 1)
    others = crowd.newcomers("telegram", OTHERS) + crowd.newcomers("viber", OTHERS)
    strangers = crowd.newcomers(channel, STRANGERS * seconds // 60)
    slower = slowness()
    async with running(town, tmp_path) as bot:
        await asyncio.gather(*(crowd.writes(phone, "/start") for phone in [flooder, *others]))
        crowd.waits.clear()
        before, memory, began = size(tmp_path), bot.memory(), time.monotonic()
        await asyncio.gather(
            crowd.floods(flooder, seconds),
            crowd.arrive(strangers, seconds),
            *(crowd.talks(phone, seconds) for phone in others),
        )
        await until(lambda: not town.telegram.updates.pending(), "Telegram's updates wait", LONGEST)
        await town.viber.settled()
        lasted = time.monotonic() - began
        told = sum(SLOW_DOWN in text for text in texts(flooder))
        grown, more = size(tmp_path) - before, bot.memory() - memory
    figures = {"p95": crowd.p95, "slowest": max(crowd.waits), "taps": len(crowd.waits), "told": told}
    figures |= {"lasted": lasted, "grown": grown, "memory": more}
    log.info("flood", channel=channel, **figures)
    most = granted(SLOWEST, max(slower, slowness())) * (CROWDED if seconds == SECONDS[0] else 1)
    assert crowd.p95 < most, figures
    assert 1 <= told <= 1 + lasted // PAUSE.total_seconds(), figures
    assert grown < GROWTH, figures
    assert more < MEMORY, figures
