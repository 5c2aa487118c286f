"""The story over HTTP: on both databases, with Telegram by polling, and once with Telegram by webhook."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.data_keys import new_key
from bot.sandbox.launch import open_sandbox
from bot.sandbox.story import play_in
from bot.settings import Settings
from tests.machine import within

LONGEST = 20  # seconds, for the whole story (issue 2)
POLLING = Settings(_env_file=None)
WEBHOOK = Settings(_env_file=None, telegram_mode="webhook", telegram_webhook_secret=SecretStr("a-secret"))


async def play(settings: Settings, database_url: str) -> str:
    """Play the story in a sandbox of its own; return Telegram's webhook, "" when it was polled."""
    sandbox = await open_sandbox(settings, 0, database_url, new_key())
    try:
        assert await play_in(sandbox) == 0
        return sandbox.telegram.webhook.url
    finally:
        await sandbox.stop()


async def test_every_step_holds_in_time_and_within_the_rules_of_both_messengers(
    database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with within(LONGEST):
        assert not await play(POLLING, database_url)
    assert "\nEvery step held.\n" in capsys.readouterr().out


async def test_every_step_holds_when_telegram_calls_us(tmp_path: Path) -> None:
    assert (await play(WEBHOOK, f"sqlite+aiosqlite:///{tmp_path}/kolo.db")).endswith("/telegram/webhook")
