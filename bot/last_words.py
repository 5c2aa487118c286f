"""What is left of the process when it dies: no memory on the disk, and no values in what it prints."""

import ctypes
import sys
import threading
import traceback
from collections.abc import Iterator
from types import TracebackType

DUMPABLE = 4  # PR_SET_DUMPABLE of Linux's prctl(2)


def leave_none() -> None:
    """From now on neither a crash nor an error that nobody caught tells keys or words."""
    no_memory()
    sys.excepthook = lambda kind, error, trace: _print(error)
    threading.excepthook = lambda ended: _print(ended.exc_value)
    sys.unraisablehook = lambda ended: _print(ended.exc_value)


def no_memory() -> None:
    """Let the system write no core file, nor hand the memory to a program that would (systemd-coredump, apport)."""
    try:
        import resource
    except ImportError:  # Windows writes none by itself
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # where a program that takes the memory is not bound by the limit
        ctypes.CDLL(None).prctl(DUMPABLE, 0, 0, 0, 0)


def _print(error: BaseException | None) -> None:
    """Print the kinds of an error and of those behind it, and where they came from: their words may hold values."""
    while error is not None:
        said = ("Failed at:", *_places(error.__traceback__), f"with {type(error).__name__}")
        sys.stderr.write("\n  ".join(said) + "\n")
        error = error.__cause__ or error.__context__


def _places(trace: TracebackType | None) -> Iterator[str]:
    for frame, line in traceback.walk_tb(trace):
        yield f"{frame.f_code.co_filename}:{line} in {frame.f_code.co_name}"
