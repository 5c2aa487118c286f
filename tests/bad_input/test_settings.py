"""Missing or wrong settings: the program names each, says how to mend it, prints no value, and exits with 2."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bad_input.table import SETTINGS, Wrong
from tests.machine import PATIENCE

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("row", SETTINGS, ids=lambda row: row.what)
def test_a_wrong_setting_is_named_and_its_value_is_not_printed(row: Wrong, tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **row.given}
    command = [sys.executable, "-m", "bot", "run"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=PATIENCE
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert all(words in done.stderr for words in (*row.says, "See .env.example.")), done.stderr
    assert not any(value in done.stderr for value in ("canary", "77"))
    assert not list(tmp_path.iterdir())
