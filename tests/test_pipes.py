"""Whoever reads only the beginning of what is printed leaves no traceback behind."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.domain.simulation import population
from bot.pipes import READ_ENOUGH, readers_may_leave
from tests.machine import PATIENCE

ROOT = Path(__file__).parents[1]
TABLES = (("tests.domain.scam", "send money to this card"), ("tests.domain.distress", "--why", "I am well"))


def into_a_pipe_that_nobody_reads(where: Path, *words: str) -> tuple[int, bytes]:
    """Run a program; return its status and what it said of errors."""
    reader, writer = os.pipe()
    os.close(reader)
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=where,
        env=environment,
        stdout=writer,
        stderr=subprocess.PIPE,
        timeout=PATIENCE,
    )
    os.close(writer)
    return done.returncode, done.stderr


def test_pairs_may_be_read_in_part(tmp_path: Path) -> None:
    for name, document in population.documents(population.scene(60, 40, 2)).items():
        (tmp_path / f"{name}.json").write_text(json.dumps(document))
    words = ("bot", "match", "--snapshot", str(tmp_path), "--explain")
    assert into_a_pipe_that_nobody_reads(tmp_path, *words) == (READ_ENOUGH, b"")


def test_what_a_command_with_settings_prints_may_be_read_in_part(tmp_path: Path) -> None:
    assert into_a_pipe_that_nobody_reads(tmp_path, "bot", "key") == (READ_ENOUGH, b"")


@pytest.mark.parametrize("words", TABLES, ids=lambda words: words[0])
def test_tables_of_figures_may_be_read_in_part(words: tuple[str, ...]) -> None:
    assert into_a_pipe_that_nobody_reads(ROOT, *words) == (READ_ENOUGH, b"")


def test_any_other_error_is_still_seen() -> None:
    with pytest.raises(OSError, match="No space left"), readers_may_leave():
        raise OSError(errno.ENOSPC, "No space left")
