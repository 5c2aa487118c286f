"""Notes of the audit's end, beside the backups: who puts an older database back does not put them back with it.

They stand in the log of the program too, and once a week in the moderators' chats.
"""

from datetime import datetime
from pathlib import Path
from typing import Final

from storage import notes
from storage.audit_check import place_of

KIND: Final = "audit"
END, RESTORED = "end", "restored"


def note(folder: Path, at: datetime, end: str, what: str = END) -> None:
    """Note where the chain ends ("412:9f02c6d1"), or ends since a backup was brought back; raise OSError."""
    notes.add(folder, KIND, at, what, end)


def ends(folder: Path | None) -> list[str]:
    """Return the ends that must be in the chain, the oldest first: not those that a restored backup could not know.

    A line that was cut off by a crash is passed over.
    """
    found = list[str]()
    for line in notes.read(folder, KIND) if folder is not None else ():
        if len(line) != 3 or line[1] not in (END, RESTORED) or place_of(line[2]) is None:
            continue
        if line[1] == RESTORED:
            found = [end for end in found if (place_of(end) or 0) < (place_of(line[2]) or 0)]
        found.append(line[2])
    return found


def forget_old(folder: Path, before: datetime) -> None:
    """Remove the files whose notes are all from before a moment: their rows have gone."""
    notes.forget_old(folder, KIND, before)
