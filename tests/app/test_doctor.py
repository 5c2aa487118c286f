"""The doctor beside a running town: it finds what is wrong, and says so without a token or a name."""

import os
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.data_keys import new_key
from bot.doctor import examined, told
from bot.doctor.findings import BAD, LOOK
from bot.settings import Settings
from jobs import backups
from storage import audit_notes, hushes
from tests.app.town import TELEGRAM_TOKEN, VIBER_TOKEN, Town


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path}/kolo.db"


def settings(town: Town, url: str, **changes: str) -> Settings:
    given = {**town.environment(url, BACKUP_FOLDER=""), **changes}
    return Settings(_env_file=None, **{name.lower(): value for name, value in given.items()})  # type: ignore[arg-type]


async def states(town: Town, url: str, **changes: str) -> dict[str, list[str]]:
    """What is not as it should be: about what, and what the doctor says."""
    found = await examined(settings(town, url, **changes), town.clock)
    text = told(found)
    assert TELEGRAM_TOKEN not in text
    assert VIBER_TOKEN not in text
    wrong = dict[str, list[str]]()
    for finding in found:
        if finding.state in (BAD, LOOK):
            wrong.setdefault(finding.about, []).append(finding.says)
    return wrong


async def test_a_deployment_that_runs_as_it_should_has_nothing_to_mend(
    town: Town, url: str, tmp_path: Path
) -> None:
    town.clock.jump(Clock().now() - town.clock.now())  # the emulated messengers' clock is the true one
    async with town.bot(url, BACKUP_FOLDER="", VIBER_MONTHLY_BUDGET="10"):
        town.app.database.backups = tmp_path / "backups"
        await backups.run(town.app.database)
        os.chmod(tmp_path / "kolo.db", 0o600)  # noqa: PTH101
        found = await examined(settings(town, url), town.clock)
        assert [one for one in found if one.state == BAD] == []
        assert told(found).endswith("Nothing keeps the bot from working.")
        assert {one.about for one in found} >= {
            "disk",
            "keys",
            "audit",
            "backups",
            "Telegram",
            "Viber",
            "jobs",
        }


async def test_what_is_wrong_is_named_with_what_to_do(town: Town, url: str, tmp_path: Path) -> None:
    async with town.bot(url):
        pass
    wrong = await states(town, url, TELEGRAM_BOT_TOKEN="1:another", MODERATORS_CHAT_ID="")
    assert "TELEGRAM_BOT_TOKEN is refused" in wrong["Telegram"][0]
    assert "none in" in wrong["backups"][0]
    wrong = await states(town, url, MODERATORS_CHAT_ID="-1009999999999")
    assert "not in this chat" in wrong["moderators -1009999999999"][0]
    wrong = await states(town, url, KEEP_CLOSED_DAYS="7")
    assert wrong["kept"][0].startswith(
        "closed requests 7 days, letters and reports 90 days, people who are away 180"
    )
    wrong = await states(town, url, DATA_KEYS=new_key())
    assert "none of these keys" in wrong["database"][0]
    wrong = await states(town, url, DATA_KEYS=f"{new_key()},{town.data_key}")
    assert "python -m bot rotate" in wrong["keys"][0]
    wrong = await states(town, url, BACKUP_FOLDER="off")
    assert "BACKUP_FOLDER=off" in wrong["backups"][0]
    wrong = await states(town, url, PUBLIC_URL="https://elsewhere.example")
    assert "webhook is not ours" in wrong["Viber"][0]
    wrong = await states(town, f"sqlite+aiosqlite:///{tmp_path}/nowhere.db")
    assert "there is no database yet" in wrong["database"][0]


async def test_a_switch_that_stops_sending_is_named_with_the_way_to_end_it(town: Town, url: str) -> None:
    async with town.bot(url) as app, app.database.transaction() as session:
        await hushes.begin(session, hushes.OPERATOR)
    (said,) = (await states(town, url))["hush"]
    assert said.startswith("sending is stopped by the operator since")
    assert "python -m bot unhush" in said


async def test_clocks_that_are_apart_are_found(town: Town, url: str) -> None:
    async with town.bot(url):
        pass
    town.clock.jump(timedelta(days=400))
    assert "NTP" in (await states(town, url))["clock"][0]


async def test_tables_of_another_version_and_an_audit_that_was_changed_are_found(
    town: Town, url: str, tmp_path: Path
) -> None:
    async with town.bot(url):
        pass
    with sqlite3.connect(tmp_path / "kolo.db") as direct:
        direct.execute("INSERT INTO audit VALUES (1, 1, x'', 'look', 'request 1', x'00', NULL, NULL)")
    assert "outside the chain" in (await states(town, url))["audit"][0]
    with sqlite3.connect(tmp_path / "kolo.db") as direct:
        direct.execute("DELETE FROM audit WHERE place IS NULL")
    assert "audit" not in await states(town, url)
    audit_notes.note(tmp_path / "backups", town.clock.now(), "7:9f02c6d1")
    assert "7:9f02c6d1" in (await states(town, url))["audit"][0]
    with sqlite3.connect(tmp_path / "kolo.db") as direct:
        direct.execute("DROP TABLE job_runs")
    assert "python -m bot migrate" in (await states(town, url))["tables"][0]


async def test_a_messenger_that_is_away_is_said_to_be_away(town: Town, url: str) -> None:
    async with town.bot(url):
        pass
    wrong = await states(town, url, TELEGRAM_API_URL="http://127.0.0.1:9", VIBER_API_URL="http://127.0.0.1:9")
    assert "does not answer" in wrong["Telegram"][0]
    assert "does not answer" in wrong["Viber"][0]
