"""Backups of the whole database: one file each, sealed with the data key, consistent while the bot runs."""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO, Final

from sqlalchemy import URL

from storage import dumps
from storage.crypto import CannotOpen, Vault

MAGIC = b"kolo backup 1\n"
CHUNK = 1 << 20  # bytes sealed at a time
SUFFIX = ".backup"
STAMP = "kolo-%Y%m%dT%H%M%SZ"
NAMED = re.compile(r"kolo-\d{8}T\d{6}Z")
EVERY = timedelta(hours=1)
HOURLY: Final = timedelta(hours=48)  # so long every backup is kept, after that the first of each day
KEPT: Final = timedelta(days=35)  # as /privacy says


class BadBackup(Exception):
    """A file is no backup of ours, is damaged or cut off, or was sealed with another key; the text says which."""


@dataclass(frozen=True, slots=True)
class About:
    """What a backup tells without a key."""

    made: datetime
    database: str  # "sqlite" or "postgresql"


def make(url: URL, vault: Vault, folder: Path, now: datetime) -> Path:
    """Write a backup into a folder (made, mode 0700) and return the file; raise OSError or dumps.Failed. It blocks."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"{now:{STAMP}}{SUFFIX}"
    head = {"id": token_hex(16), "made": now.isoformat(), "database": url.get_backend_name()}
    unfinished = folder / f"{head['id']}.unfinished"  # another may be made at the same time
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            for part in _sealed(vault, head, dumps.read(url, folder, CHUNK)):
                out.write(part)
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    return file


def about(file: Path) -> About:
    """Return what a backup tells of itself; raise BadBackup or OSError."""
    with file.open("rb") as source:
        head = _head(source)
    return About(datetime.fromisoformat(head["made"]), head["database"])


def opened(vault: Vault, file: Path) -> Iterator[bytes]:
    """Yield what was dumped, piece by piece; raise BadBackup at the first piece that is not as it was written."""
    with file.open("rb") as source:
        head, number, last = _head(source), 0, False
        while not last:
            length = source.read(5)
            value = source.read(int.from_bytes(length[1:], "big"))
            last = length[:1] == b"\x01"
            if len(length) < 5:
                raise BadBackup("it is cut off")
            try:
                yield vault.open_bytes(value, _place(head, number, last))
            except CannotOpen as error:
                raise BadBackup(str(error)) from None
            number += 1
        if source.read(1):
            raise BadBackup("something was added to it")


def check(vault: Vault, file: Path) -> About:
    """Read a backup to its end and return what it tells of itself; raise BadBackup or OSError. It blocks."""
    for _piece in opened(vault, file):
        pass
    return about(file)


def all_in(folder: Path) -> list[Path]:
    """Return the backups in a folder, the oldest first; a file that somebody named otherwise is left alone."""
    return sorted(file for file in folder.glob(f"kolo-*{SUFFIX}") if NAMED.fullmatch(file.stem))


def made_at(file: Path) -> datetime:
    """Return when a backup was made, from its name."""
    return datetime.strptime(file.stem, STAMP).replace(tzinfo=UTC)


def latest(folder: Path) -> datetime:
    """Return when the newest backup was made; long ago when there is none."""
    return max(map(made_at, all_in(folder)), default=datetime.min.replace(tzinfo=UTC))


def thin(folder: Path, now: datetime) -> None:
    """Keep all of the last HOURLY, of older ones the first of each day, and none older than KEPT."""
    days = set[str]()
    for file in all_in(folder):
        made = made_at(file)
        day = f"{made:%Y%m%d}"
        if made < now - KEPT or (made < now - HOURLY and day in days):
            file.unlink()
        days.add(day)


def _sealed(vault: Vault, head: Mapping[str, str], pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The file: what it tells of itself, then each piece sealed for its place, the last (an empty one) marked."""
    yield MAGIC + json.dumps(head).encode() + b"\n"
    number = 0
    for piece in pieces:
        yield _framed(vault.seal_bytes(piece, _place(head, number, last=False)), last=False)
        number += 1
    yield _framed(vault.seal_bytes(b"", _place(head, number, last=True)), last=True)


def _framed(value: bytes, last: bool) -> bytes:
    return bytes([last]) + len(value).to_bytes(4, "big") + value


def _place(head: Mapping[str, str], number: int, last: bool) -> str:
    return f"backup:{json.dumps(head, sort_keys=True)}:{number}:{'last' if last else 'more'}"


def _head(source: BinaryIO) -> dict[str, str]:
    if source.read(len(MAGIC)) != MAGIC:
        raise BadBackup("it is no backup of Kolo")
    try:
        head = json.loads(source.readline(1000))
        datetime.fromisoformat(head["made"])
        return {name: str(head[name]) for name in ("id", "made", "database")}
    except (ValueError, KeyError, TypeError):
        raise BadBackup("its first lines are damaged") from None
