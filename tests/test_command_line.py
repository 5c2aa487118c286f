"""What the commands of the README do on a new machine, and what they say when they cannot."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from bot.data_keys import read_key
from tests.machine import PATIENCE

ROOT = Path(__file__).parents[1]
COMMAND = (sys.executable, "-m", "bot")


def environment(settings: dict[str, str]) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **settings}


def run(where: Path, *words: str, said: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words],
        cwd=where,
        env=environment(settings),
        input=said,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


def test_migrate_is_the_first_command_that_a_new_machine_needs(tmp_path: Path) -> None:
    done = run(tmp_path, "migrate")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "data" / "kolo.db").exists()


def test_a_database_is_for_one_user_of_the_machine(tmp_path: Path) -> None:
    run(tmp_path, "migrate")
    made = [tmp_path / "data", *(tmp_path / "data").iterdir()]
    assert [path for path in made if path.stat().st_mode & 0o077] == []


def test_key_prints_a_key_and_asks_for_no_setting(tmp_path: Path) -> None:
    done = run(tmp_path, "key", TELEGRAM_BOT_TOKEN="not a token")
    assert done.returncode == 0
    assert len(read_key(done.stdout.strip())) == 32


def test_a_flow_can_be_played_in_the_terminal(tmp_path: Path) -> None:
    done = run(tmp_path, "console", "settings_name", "--language", "en", said="Oak\n", HTTP_PORT="x")
    assert done.returncode == 0
    assert "Oak" in done.stdout
    assert not list(tmp_path.iterdir())


def test_a_flow_that_is_not_there_is_answered_with_those_that_are(tmp_path: Path) -> None:
    done = run(tmp_path, "console", "askforhelp")
    assert done.returncode == 2
    assert "ask_for_help" in done.stderr


def test_a_port_that_is_no_number_is_a_wrong_setting(tmp_path: Path) -> None:
    done = run(tmp_path, "migrate", DATABASE_URL="postgresql+asyncpg://kolo:canary@localhost:port/kolo")
    assert done.returncode == 2
    assert "DATABASE_URL" in done.stderr
    assert "canary" not in done.stderr


def test_a_database_that_is_none_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "kolo.db").write_text("no database, but a letter that somebody wrote\n" * 20)
    done = run(tmp_path, "migrate", DATABASE_URL="sqlite+aiosqlite:///kolo.db")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("It cannot start: the database says:")


def test_a_taken_port_is_said_with_the_setting_that_changes_it(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        done = run(tmp_path, "sandbox", SANDBOX_PORT=str(other.getsockname()[1]))
    assert done.returncode == 1
    assert "address already in use" in done.stderr
    assert "SANDBOX_PORT" in done.stderr


def test_ctrl_c_during_the_start_is_a_stop_and_no_failure(tmp_path: Path) -> None:
    sandbox = subprocess.Popen(
        [*COMMAND, "sandbox"],
        cwd=tmp_path,
        env=environment({"SANDBOX_PORT": "0"}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    until = time.monotonic() + PATIENCE
    while not (tmp_path / "data" / "sandbox.db").exists() and time.monotonic() < until:
        assert sandbox.poll() is None
        time.sleep(0.01)
    sandbox.send_signal(signal.SIGINT)
    said, complaints = sandbox.communicate(timeout=PATIENCE)
    assert (sandbox.returncode, said, complaints) == (130, "", "")
