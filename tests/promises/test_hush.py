"""Whoever runs the bot, or its moderators, stop all sending within 5 s, without a restart; nothing that waits is lost.

The bot is a process of its own, and `python -m bot hush` another, as when a token was stolen. What people write
meanwhile is kept over a restart, and answered in its order afterwards.
"""

import asyncio
import sys
import time
from datetime import timedelta
from pathlib import Path

import structlog

from bot.i18n import translate
from handlers import sos
from handlers.privacy import KEPT
from jobs.keeping import NOT_ARRIVED
from storage import hushes
from tests.app.process import ROOT, running
from tests.app.town import Town, sees, texts, until
from tests.machine import PATIENCE, granted, slowness
from tests.promises.talkers import meet

log = structlog.get_logger(__name__)  # `pytest -rP` shows the figures
LANGUAGE = "Мова · Язык · Language"  # what newcomers are asked first
NUMBERS = translate(sos.screen().text, "uk").splitlines()[0]
MOST = 5.0  # seconds until nothing goes out any more
WRITTEN = {"/language": LANGUAGE, "/privacy": translate(KEPT, "uk")[:40], "/sos": NUMBERS}
WORDS = ("/language", "/privacy", "/sos", "/language", "/sos", "/privacy", "/language")
GIVEN_UP = translate(NOT_ARRIVED, "uk").rpartition("}")[2]


async def command(town: Town, folder: Path, *words: str) -> str:
    """Run a command of the program beside the bot; what it printed."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words),
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), **town.environment(f"sqlite+aiosqlite:///{folder}/kolo.db")},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    printed, _none = await process.communicate()
    assert process.returncode == 0, printed.decode()
    return printed.decode()


async def handled(town: Town) -> None:
    """Wait until everything that was written is in the bot's hands."""
    await until(lambda: not town.telegram.updates.pending(), "Telegram's updates are not taken")
    await town.viber.settled()


def came(words: list[str]) -> list[str]:
    """What answers these words, as it begins."""
    return [WRITTEN[word] for word in words]


async def test_the_operators_switch_stops_everything_and_loses_nothing(town: Town, tmp_path: Path) -> None:
    people = [town.telegram.new_phone("Olena", "x"), town.viber.new_phone("Petro", "x")]
    busy = town.telegram.new_phone("Busy", "x")
    async with running(town, tmp_path) as bot:
        for phone in people:
            await town.write(phone, "/language")
            await sees(phone, LANGUAGE)
        slower, began = slowness(), time.monotonic()
        said = await command(town, tmp_path, "hush")
        assert "five seconds" in said
        turned = time.monotonic()
        before = {phone.id: len(texts(phone)) for phone in people}
        while time.monotonic() < turned + MOST:  # somebody writes all the while
            await town.write(busy, "/language")
            soon = time.monotonic() + 0.2
            await until(lambda: time.monotonic() > soon, "time stands still")  # noqa: B023
        for word in WORDS[:4]:
            for phone in people:
                await town.write(phone, word)
        await handled(town)
        await bot.stopped()
    async with running(town, tmp_path) as bot:
        for word in WORDS[4:]:
            for phone in people:
                await town.write(phone, word)
        town.viber.retry_now()
        await handled(town)
        last = max(call.came for call in town.calls.sent())
        assert last < turned + granted(MOST, slower)
        assert {phone.id: len(texts(phone)) for phone in people} == before
        log.info(
            "hushed", from_the_command=round(max(last - began, 0), 1), until_it_ended=round(turned - began, 1)
        )
        assert "goes on" in await command(town, tmp_path, "unhush")
        for phone in people:
            await until(lambda: len(texts(phone)) == 1 + len(WORDS), f"{phone.title} was forgotten")  # noqa: B023
        await bot.stopped()
    for phone in people:
        answers = texts(phone)[1:]
        assert [text.startswith(begins) for text, begins in zip(answers, came(list(WORDS)), strict=True)] == [
            True
        ] * len(WORDS)


async def test_a_talk_goes_on_in_its_order_and_moderators_are_heard_meanwhile(alive: Town) -> None:
    two = await meet(alive, 1)
    await alive.quiet()
    await turn(alive, on=True)
    for _line in range(5):
        await two.write(two.one)
        await two.write(two.other)
    await handled(alive)
    await alive.write(two.one, "/sos")
    await sees(two.one, NUMBERS)
    await alive.telegram.write(alive.desk.id, "/queue")
    await until(lambda: alive.calls.sent(alive.desk.chat_id), "the moderators are not heard")
    assert not two.heard(two.one)
    assert not two.heard(two.other)
    await turn(alive, on=False)
    await two.have_all(PATIENCE)
    await alive.quiet()
    for phone in two.phones:
        assert two.heard(phone) == two.written_to(phone)


async def test_what_waited_longer_than_three_days_is_told_as_after_an_outage(alive: Town) -> None:
    two = await meet(alive, 1)
    await alive.quiet()
    await turn(alive, on=True)
    await two.write(two.one, 2)
    await handled(alive)
    alive.clock.jump(timedelta(hours=73))
    await alive.app.scheduler.run_all_now()
    await turn(alive, on=False)
    await until(lambda: sum(GIVEN_UP in text for text in texts(two.one)) == 2, "the author is not told")
    assert not two.heard(two.other)


async def turn(town: Town, on: bool) -> None:
    """The moderators stop sending, or let it go on; wait until the bot knows."""
    async with town.app.database.transaction() as session:
        await (hushes.begin if on else hushes.end)(session, hushes.MODERATORS)
    await until(
        lambda: town.app._hush.any is on, "the bot does not see the switch", granted(MOST, slowness())
    )
