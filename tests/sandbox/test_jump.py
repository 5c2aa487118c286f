"""The clock jumps hour by hour: what a week brings arrives one after another, each at its hour."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.data_keys import new_key
from bot.sandbox.launch import open_sandbox
from bot.settings import Settings
from handlers.how_are_you import planning
from storage import persons
from storage.persons import PersonRow
from tests.machine import PATIENCE


async def test_a_week_brings_each_question_at_its_hour_and_not_all_at_once(tmp_path: Path) -> None:
    sandbox = await open_sandbox(
        Settings(_env_file=None), 0, f"sqlite+aiosqlite:///{tmp_path}/kolo.db", new_key()
    )
    try:
        phone = sandbox.telegram.new_phone("Olena", "returnee")
        await sandbox.telegram.write(phone.id, "/start")
        await _until(lambda: len(phone.bubbles) == 2)
        async with sandbox.app.database.transaction() as session:
            person = await persons.get(session, (await session.scalars(select(PersonRow.id))).one())
            assert person is not None
            person = await persons.consent(session, person, 1)
            await planning.choose(session, person, "week", 18, "nudge")
        await sandbox.jump(7 * 24)
        came = [bubble.at.astimezone(ZoneInfo("Europe/Kyiv")) for bubble in phone.bubbles[2:]]
        assert [moment.hour for moment in came] == [18, 18], "the question, and the second one a day later"
        assert (came[1] - came[0]).days == 1
    finally:
        await sandbox.stop()


async def _until(found: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not found():
        assert time.monotonic() < end
        await asyncio.sleep(0.05)
