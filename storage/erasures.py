"""Notes of who was erased, in files beside the backups: who is deleted stays deleted when a backup comes back.

A note is a moment, what was done, and a keyed hash of the person's number: without the data key it tells nobody who.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from storage.crypto import Vault

FILES = "erased-*.txt"  # one a month, so that old notes go with their file
ERASED, EMPTIED = "erased", "emptied"  # all of a person went, or all but their chats
SLACK = timedelta(
    minutes=5
)  # a note is written before its commit: one a little older than a backup may be news to it


@dataclass(frozen=True, slots=True)
class Erasure:
    """That something was deleted about somebody."""

    at: datetime
    what: str  # ERASED or EMPTIED
    who: str  # keyed hash of the person's id, in hexadecimal digits


def mark(vault: Vault, person_id: int) -> str:
    """Return what a person is called in the notes."""
    return vault.index("erased", str(person_id)).hex()


def note(folder: Path, erasures: Iterable[Erasure]) -> None:
    """Add notes, and come back when they are on the disk; raise OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for one in erasures:
        path = folder / f"erased-{one.at:%Y-%m}.txt"
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(file, f"{one.at.isoformat()} {one.what} {one.who}\n".encode())
            os.fsync(file)
        finally:
            os.close(file)


def noted(folder: Path) -> list[Erasure]:
    """Return all notes, the oldest first; a line that was cut off by a crash is passed over."""
    text = "".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob(FILES)))
    parts = [line.split() for line in text.splitlines()]
    return [
        Erasure(datetime.fromisoformat(at), what, who)
        for at, what, who in (part for part in parts if len(part) == 3)
        if len(who) == 32 and what in (ERASED, EMPTIED)
    ]


def since(folder: Path, backup_made: datetime) -> list[Erasure]:
    """Return what a backup cannot know."""
    return [one for one in noted(folder) if one.at >= backup_made - SLACK]


def forget_old(folder: Path, before: datetime) -> None:
    """Remove the files whose notes are all from before a moment: no backup is as old any more."""
    for file in folder.glob(FILES):
        if file.stem.removeprefix("erased-") < f"{before:%Y-%m}":
            file.unlink()
