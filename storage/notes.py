"""Lines kept beside the backups, in files of a month: what must be known when the database is not to be believed."""

import os
from datetime import datetime
from pathlib import Path


def add(folder: Path, kind: str, at: datetime, *words: str) -> None:
    """Add a line, and come back when it is on the disk; raise OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = os.open(folder / f"{kind}-{at:%Y-%m}.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(file, f"{' '.join((at.isoformat(), *words))}\n".encode())
        os.fsync(file)
    finally:
        os.close(file)


def read(folder: Path, kind: str) -> list[list[str]]:
    """Return the words of all lines, the oldest first, each with its moment before them."""
    text = "".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob(f"{kind}-*.txt")))
    return [line.split() for line in text.splitlines()]


def forget_old(folder: Path, kind: str, before: datetime) -> None:
    """Remove the files whose lines are all from before a moment."""
    for file in folder.glob(f"{kind}-*.txt"):
        if file.stem.removeprefix(f"{kind}-") < f"{before:%Y-%m}":
            file.unlink()
