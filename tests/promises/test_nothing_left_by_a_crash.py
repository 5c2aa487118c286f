"""The bot's memory holds keys and words: when it dies it leaves no core file, and prints kinds of errors alone."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.process import running
from tests.app.town import Town
from tests.machine import PATIENCE
from tests.test_command_line import COMMAND, environment

CRASHES = (signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGQUIT)
SAYS = "from bot import last_words; last_words.leave_none(); "


@pytest.fixture(autouse=True)
def core_files_allowed() -> Iterator[int]:
    """What is started here may leave as much memory as the machine allows: `ulimit -c unlimited`."""
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    yield before[1]
    resource.setrlimit(resource.RLIMIT_CORE, before)


def core_limit(pid: int) -> list[str]:
    """The two limits of a process, soft and hard, as the system tells them."""
    (line,) = (
        line
        for line in Path(f"/proc/{pid}/limits").read_text().splitlines()
        if line.startswith("Max core file size")
    )
    return line.split()[4:6]


def child(where: Path, *command: str) -> subprocess.Popen[bytes]:
    """A process that has begun to print, and waits for what is said to it."""
    process = subprocess.Popen(
        command,
        cwd=where,
        env=environment({"PYTHONUNBUFFERED": "1"}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.read(1)
    return process


def killed(process: subprocess.Popen[bytes], sign: signal.Signals) -> bool:
    """Kill a process; whether the system took its memory, for a file or for another program."""
    process.send_signal(sign)
    _pid, status = os.waitpid(process.pid, 0)
    process.returncode = -os.WTERMSIG(status)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.close()
    process.stdout.close()
    assert process.returncode == -sign
    return os.WCOREDUMP(status)


def core_files(folder: Path) -> list[Path]:
    """The memory of processes in a folder, as the system names it."""
    return list(folder.rglob("core*"))


def errors(code: str) -> str:
    """What a program prints that dies of an error."""
    done = subprocess.run(
        [sys.executable, "-c", SAYS + code],
        env=environment({}),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.stdout == ""
    return done.stderr


@pytest.mark.parametrize("sign", CRASHES)
def test_a_crash_leaves_no_memory_behind(
    tmp_path: Path, core_files_allowed: int, sign: signal.Signals
) -> None:
    any_other = child(tmp_path, sys.executable, "-c", "print('x', flush=True); input()")
    assert core_limit(any_other.pid) == [str(core_files_allowed).replace("-1", "unlimited")] * 2
    killed(any_other, signal.SIGKILL)
    bot = child(tmp_path, *COMMAND, "console")
    assert core_limit(bot.pid) == ["0", "0"]
    assert not killed(bot, sign)
    assert list(tmp_path.iterdir()) == []


async def test_the_running_bot_leaves_none(town: Town, tmp_path: Path) -> None:
    async with running(town, tmp_path) as bot:
        assert core_limit(bot.process.pid) == ["0", "0"]
        bot.process.send_signal(signal.SIGSEGV)
        await bot.process.wait()
    assert not core_files(tmp_path)


def test_a_program_that_takes_the_memory_of_crashed_ones_gets_none() -> None:
    said = "import ctypes, sys; print(ctypes.CDLL(None).prctl(3), file=sys.stderr)"  # PR_GET_DUMPABLE
    assert errors(said) == "0\n"


@pytest.mark.parametrize(
    "code",
    [
        "raise ValueError('secret')",
        "\ntry:\n  int('secret')\nexcept ValueError as e:\n  raise KeyError('secret') from e",
        "import threading; t = threading.Thread(target=int, args=('secret',)); t.start(); t.join()",
        "\nclass A:\n  def __del__(self): int('secret')\nA()",
        "import asyncio\nasync def f(): int('secret')\nasyncio.run(f())",
    ],
)
def test_an_error_that_nobody_caught_is_printed_without_its_words(code: str) -> None:
    said = errors(code)
    assert "secret" not in said
    assert "with ValueError" in said
    assert "Failed at:" in said
