"""Who sends a request piece by piece is cut off after ten seconds, and keeps nobody waiting meanwhile."""

import asyncio
import contextlib
import time

from bot.tasks import start
from bot.web import SLOWEST
from tests.app.town import HOST, Town, sees
from tests.machine import PATIENCE, granted, slowness, within

SPARE = 5.0  # seconds more that the last of them may take
EACH = 25  # connections
LANGUAGE = "Мова · Язык · Language"  # what newcomers are asked first
POST = b"POST /viber/webhook HTTP/1.1\r\nHost: x\r\n"
BEGINNINGS = (
    b"",
    b"POST /telegram/webhook HTTP/1.1\r\n",
    POST + b"X-Slow: ",
    POST + b"Content-Length: 1000\r\n\r\n{",
    POST + b"Transfer-Encoding: chunked\r\n\r\n3e8\r\n{",
)


async def cut_after(port: int, beginning: bytes) -> float:
    """Send a beginning and then a letter now and then; return the seconds until the line is cut."""
    began = time.monotonic()
    reader, writer = await asyncio.open_connection(HOST, port)
    writer.write(beginning)
    cut = start(_read(reader), "until the line is cut")
    while not (await asyncio.wait((cut,), timeout=0.5))[0]:
        assert time.monotonic() - began < SLOWEST + 2 * PATIENCE, f"never cut off after {beginning!r}"
        if beginning:
            writer.write(b"x")
    writer.close()
    with contextlib.suppress(ConnectionError):
        await writer.wait_closed()
    return time.monotonic() - began


async def _read(reader: asyncio.StreamReader) -> None:
    with contextlib.suppress(ConnectionError):
        await reader.read()


async def test_a_slow_sender_is_cut_off_and_others_are_answered_meanwhile(alive: Town) -> None:
    slow = [
        start(cut_after(alive.bot_port, beginning), "slow")
        for beginning in BEGINNINGS
        for _one in range(EACH)
    ]
    slower = slowness()
    await asyncio.wait(slow, timeout=0.5)
    phones = [messenger.new_phone("Anna", "x") for messenger in (alive.telegram, alive.viber)]
    for phone in phones:
        with within(SPARE):
            await alive.write(phone, "/start")
            await sees(phone, LANGUAGE)
    took = await asyncio.gather(*slow)
    assert max(took) < SLOWEST + granted(SPARE, max(slower, slowness())), took
    assert min(took) > SLOWEST / 2, "who is merely slow has time"
