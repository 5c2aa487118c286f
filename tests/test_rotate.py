"""`python -m bot rotate` beside a deployment's database."""

from pathlib import Path

from bot.data_keys import new_key
from tests.test_audit import KEY, deployment
from tests.test_command_line import run


def test_after_rotating_the_old_key_may_go_and_the_new_one_opens_all(tmp_path: Path) -> None:
    deployment(tmp_path)
    newer = new_key()
    done = run(tmp_path, "rotate", DATA_KEYS=f"{newer},{KEY}")
    assert (done.returncode, done.stderr) == (0, "")
    assert "may leave DATA_KEYS" in done.stdout
    assert run(tmp_path, "audit", "verify", DATA_KEYS=newer).returncode == 0
    assert run(tmp_path, "audit", "verify", DATA_KEYS=KEY).returncode == 2


def test_with_one_key_there_is_nothing_to_take_out(tmp_path: Path) -> None:
    deployment(tmp_path)
    done = run(tmp_path, "rotate", DATA_KEYS=KEY)
    assert done.returncode == 0
    assert "Sealed anew: 0 values" in done.stdout
    assert "may leave" not in done.stdout
