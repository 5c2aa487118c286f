"""`python -m bot audit verify` beside a deployment's database."""

import asyncio
import sqlite3
from datetime import timedelta
from pathlib import Path

from bot.clock import Clock, StoppedClock
from bot.data_keys import new_key, read_key
from jobs import keeping
from storage import audit, audit_notes, audit_old, keys
from storage.crypto import Vault
from storage.database import Database
from tests.test_command_line import run

KEY = new_key()


async def _act(url: str, clock: Clock) -> None:
    """Act three times; a year later these go."""
    database = Database(url, Vault((read_key(KEY),)), clock)
    await keys.unlock(database)
    for number in (1, 2, 3):
        async with database.transaction() as session:
            await audit.write(session, "telegram:7", "look", f"request {number}")
    database.clock = Clock()
    await keeping.forget_acts(database)
    await database.close()


def deployment(folder: Path, clock: Clock | None = None) -> Path:
    assert run(folder, "migrate").returncode == 0
    (file,) = folder.rglob("*.db")
    asyncio.run(_act(f"sqlite+aiosqlite:///{file}", clock or Clock()))
    return file


def test_an_audit_that_nobody_touched_is_said_to_be_whole_with_its_end(tmp_path: Path) -> None:
    deployment(tmp_path)
    done = run(tmp_path, "audit", "verify", DATA_KEYS=KEY)
    assert (done.returncode, done.stderr) == (0, "")
    end = done.stdout.split()[-1]
    assert end.startswith("3:")
    assert run(tmp_path, "audit", "verify", "--noted", end, DATA_KEYS=KEY).returncode == 0
    for other in ("2:00000000", "what", "٣:00000000", "9" * 400):
        done = run(tmp_path, "audit", "verify", "--noted", other, DATA_KEYS=KEY)
        assert (done.returncode, done.stdout) == (1, "")
        assert f"what was noted as {other} is not in the chain" in done.stderr


def test_an_older_database_is_found_by_a_note_beside_the_backups(tmp_path: Path) -> None:
    file = deployment(tmp_path)
    audit_notes.note(file.parent / "backups", Clock().now(), "7:9f02c6d1")
    done = run(tmp_path, "audit", "verify", DATA_KEYS=KEY)
    assert (done.returncode, done.stdout) == (1, "")
    assert "what was noted as 7:9f02c6d1 is not in the chain" in done.stderr


def test_a_note_of_acts_that_have_gone_is_said_to_be_too_old(tmp_path: Path) -> None:
    deployment(tmp_path, StoppedClock(Clock().now() - audit_old.KEPT - timedelta(days=1)))
    done = run(tmp_path, "audit", "verify", "--noted", "2:9f02c6d1", DATA_KEYS=KEY)
    assert "2:9f02c6d1 was noted so long ago" in done.stderr
    assert done.returncode == 1


def test_a_changed_row_is_named_and_the_command_fails(tmp_path: Path) -> None:
    file = deployment(tmp_path)
    with sqlite3.connect(file) as direct:
        direct.execute("UPDATE audit SET object = 'request 7' WHERE place = 2")
    done = run(tmp_path, "audit", "verify", DATA_KEYS=KEY)
    assert (done.returncode, done.stdout) == (1, "")
    assert "row 2 is not as it was written" in done.stderr


def test_another_key_is_answered_in_one_line(tmp_path: Path) -> None:
    deployment(tmp_path)
    done = run(tmp_path, "audit", "verify", DATA_KEYS=new_key())
    assert done.returncode == 2
    assert "none of these keys" in done.stderr


def test_without_a_database_or_keys_it_says_so(tmp_path: Path) -> None:
    assert "DATA_KEYS" in run(tmp_path, "audit", "verify").stderr
    assert "there is no database yet" in run(tmp_path, "audit", "verify", DATA_KEYS=KEY).stderr
