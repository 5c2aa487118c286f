"""The whole database as bytes, as it is at one moment: a copy of SQLite's file, or what pg_dump writes."""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO

from sqlalchemy import URL


class Failed(Exception):
    """A program of PostgreSQL failed or is missing; the text is its own, without what is in the database."""


def read(url: URL, folder: Path, size: int) -> Iterator[bytes]:
    """Yield the database in pieces of `size` bytes; `folder` takes a copy of SQLite's file meanwhile."""
    return _sqlite(Path(url.database or ""), folder, size) if _is_sqlite(url) else _pg_dump(url, size)


def _sqlite(file: Path, folder: Path, size: int) -> Iterator[bytes]:
    with tempfile.TemporaryDirectory(dir=folder, prefix="copy-") as aside:  # mode 0700
        copy = Path(aside) / "kolo.db"
        with closing(sqlite3.connect(f"file:{file}?mode=rw", uri=True)) as source:
            source.execute("VACUUM INTO ?", (str(copy),))
        with copy.open("rb") as pieces:
            while piece := pieces.read(size):
                yield piece


def _pg_dump(url: URL, size: int) -> Iterator[bytes]:
    """Nothing is packed: sealed values do not shrink."""
    command = [program("pg_dump"), "--format=custom", "--compress=0", "--no-owner", "--no-privileges"]
    with tempfile.TemporaryFile() as words:
        process = subprocess.Popen(  # noqa: S603
            command, stdout=subprocess.PIPE, stderr=words, env=environment(url)
        )
        assert process.stdout is not None
        with process:
            try:
                while piece := process.stdout.read(size):
                    yield piece
            finally:
                process.stdout.close()
        _must_have_worked("pg_dump", process.returncode, words)


def write_postgres(url: URL, pieces: Iterable[bytes]) -> None:
    """Bring a dump into an empty database, all of it or nothing; raise Failed."""
    command = [
        program("pg_restore"),
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
    ]
    command.append(f"--dbname={url.database}")
    with tempfile.TemporaryFile() as words:
        process = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=words, env=environment(url)
        )
        assert process.stdin is not None
        try:
            for piece in pieces:
                process.stdin.write(piece)
            process.stdin.close()
        except BrokenPipeError:
            pass  # what it did not like is in its words
        except BaseException:  # half a dump must not be taken for a whole one
            process.kill()
            process.wait()
            raise
        process.wait()
        _must_have_worked("pg_restore", process.returncode, words)


def program(name: str) -> str:
    """Return where a program of PostgreSQL is: on PATH, else Debian's newest; raise Failed."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"[0-9]*/bin/{name}"), key=lambda at: int(at.parts[4]))
    found = shutil.which(name) or next((str(path) for path in reversed(debian)), None)
    if found is None:
        raise Failed(f"{name} is not installed (Debian: apt install postgresql-client)")
    return found


def environment(url: URL) -> dict[str, str]:
    """Return how libpq's programs reach the database: not as words of a command, which everybody can list."""
    host = url.host or str(url.query.get("host", ""))
    told = {
        "PGHOST": host,
        "PGPORT": str(url.port or url.query.get("port", "")),
        "PGUSER": url.username or "",
        "PGPASSWORD": str(url.password or ""),
        "PGDATABASE": url.database or "",
        "PGSSLMODE": str(url.query.get("ssl", "")),
    }
    return {**os.environ, **{name: value for name, value in told.items() if value}}


def _must_have_worked(name: str, code: int, words: IO[bytes]) -> None:
    if code:
        words.seek(0)
        first = words.read(400).decode("utf-8", "replace").strip().partition("\n")[0]
        raise Failed(f"{name}: {first or code}")


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"
