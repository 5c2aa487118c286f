"""The key never lies among the data or its backups: the bot does not start so, and the doctor says it too."""

from pathlib import Path

import pytest

from bot import key_place
from bot.clock import Clock
from bot.data_keys import new_key, read_key
from bot.doctor import examined
from bot.doctor.findings import BAD, LOOK
from bot.settings import BadSettings, Settings
from tests.test_command_line import run

TOKEN = "1000001:a-token-of-the-tests"


@pytest.fixture
def key() -> str:
    return new_key()


def settings(folder: Path, key: str, **more: str) -> Settings:
    url = f"sqlite+aiosqlite:///{folder}/data/kolo.db"
    (folder / "data" / "backups").mkdir(parents=True, exist_ok=True)
    return Settings(_env_file=None, database_url=url, data_keys=f"{new_key()},{key}", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("place", ["data/.env", "data/kolo.key", "data/backups/note.txt"])
async def test_a_key_beside_the_data_or_the_backups_is_found(tmp_path: Path, key: str, place: str) -> None:
    deployed = settings(tmp_path, key)
    key_place.look(deployed)
    for held in (f"DATA_KEYS={key}\n".encode(), key.rstrip("=").encode(), read_key(key)):
        (tmp_path / place).write_bytes(held)
        with pytest.raises(BadSettings, match=Path(place).name) as refused:
            key_place.look(deployed)
        assert key not in str(refused.value)
        found = await examined(deployed, Clock())
        assert [one.state for one in found if one.about == "keys"] == [BAD]


def test_the_bot_does_not_start_so(tmp_path: Path, key: str) -> None:
    (tmp_path / ".env").write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\nDATA_KEYS={key}\n")
    done = run(tmp_path, "run", DATABASE_URL="sqlite+aiosqlite:///kolo.db")
    assert done.returncode == 2
    assert ".env holds a data key and lies among the data or its backups" in done.stderr
    assert key not in done.stderr + done.stdout
    assert not (tmp_path / "kolo.db").exists()


async def test_a_key_on_the_same_disk_is_told_by_the_doctor(
    tmp_path: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    deployed = settings(tmp_path, key)
    (tmp_path / "data" / "kolo.db").touch()
    (tmp_path / ".env").write_text(f"DATA_KEYS={key}\n")
    key_place.look(deployed)
    found = await examined(deployed, Clock())
    assert (LOOK, ".env holds a data key on the disk of the database: who takes the disk has both") in [
        (one.state, one.says) for one in found if one.about == "keys"
    ]
