"""The clock of the running sandbox: what becomes due in a jump happens at its hour, in its order."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.data_keys import new_key
from bot.i18n import Msg
from bot.sandbox.launch import Sandbox, open_sandbox, until_day
from bot.sandbox.story.actors import Actor
from bot.screens import Screen
from bot.settings import Settings
from storage import outbox, persons


async def _plan(sandbox: Sandbox, address: str, *hours: int) -> None:
    """Let a word go out to the person after each of these hours, the last one planned first."""
    async with sandbox.app.database.transaction() as session:
        person = (await persons.arrive(session, "telegram", [address]))[address].person
        for ahead in sorted(hours, reverse=True):
            at = session.now + timedelta(hours=ahead)
            await outbox.push(session, person.id, Screen(Msg(f"after {ahead}")), at=at)


async def test_a_jump_shows_what_became_due_at_its_hour_and_in_its_order(tmp_path: Path) -> None:
    sandbox = await open_sandbox(
        Settings(_env_file=None), 0, f"sqlite+aiosqlite:///{tmp_path}/kolo.db", new_key()
    )
    try:
        oksana = Actor(sandbox, sandbox.telegram.new_phone("Оксана", "returnee"), "uk", "Оксана")
        await oksana.begins()
        await oksana.sees("Мова · Язык · Language")
        began = sandbox.clock.now()
        await _plan(sandbox, oksana.phone.chat_id, 2, 30, 71, 80)
        await sandbox.jump(72)
        shown = [(b.text, b.at) for b in oksana.phone.bubbles if b.text.startswith("after")]
        assert [text for text, _at in shown] == ["after 2", "after 30", "after 71"]
        for text, at in shown:
            late = at - began - timedelta(hours=int(text.split()[1]))
            assert timedelta(0) <= late <= timedelta(hours=1)
        assert sandbox.clock.now() - began < timedelta(hours=73)
    finally:
        await sandbox.stop()


@pytest.mark.parametrize("hour", range(24))
def test_the_sandbox_opens_at_any_hour_and_in_the_morning_when_it_is_night(hour: int) -> None:
    now = datetime(2026, 11, 27, hour, 28, 3, 141592, tzinfo=UTC)
    ahead = until_day(now)
    assert timedelta(0) <= ahead < timedelta(hours=13)
    assert (ahead == timedelta(0)) == (7 <= hour < 18)  # in Kyiv it is two hours later
