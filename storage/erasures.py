"""Notes of who was erased, in files beside the backups: who is deleted stays deleted when a backup comes back.

A note is a moment, what was done, and a keyed hash of the person's number: without the data key it tells nobody who.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from storage import notes
from storage.crypto import Vault

KIND = "erased"
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
    for one in erasures:
        notes.add(folder, KIND, one.at, one.what, one.who)


def noted(folder: Path) -> list[Erasure]:
    """Return all notes, the oldest first; a line that was cut off by a crash is passed over."""
    return [
        Erasure(datetime.fromisoformat(at), what, who)
        for at, what, who in (line for line in notes.read(folder, KIND) if len(line) == 3)
        if len(who) == 32 and what in (ERASED, EMPTIED)
    ]


def since(folder: Path, backup_made: datetime) -> list[Erasure]:
    """Return what a backup cannot know."""
    return [one for one in noted(folder) if one.at >= backup_made - SLACK]


def forget_old(folder: Path, before: datetime) -> None:
    """Remove the files whose notes are all from before a moment: no backup is as old any more."""
    notes.forget_old(folder, KIND, before)
