"""A private PostgreSQL server for the tests: made in a temporary folder, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

# Nothing here outlives the run, so nothing needs to reach the disk.
SETTINGS = {
    "autovacuum": "off",
    "fsync": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "log_statement": "none",
    "max_connections": "200",
    "synchronous_commit": "off",
}
NOT_INSTALLED = "PostgreSQL is not installed (Debian: apt install postgresql): its half did not run"


def programs() -> Path | None:
    """Return the folder that holds initdb, pg_ctl and psql, or None: on PATH, else Debian's newest."""
    on_path = shutil.which("initdb")
    debian = sorted(
        Path("/usr/lib/postgresql").glob("[0-9]*/bin"), key=lambda folder: int(folder.parent.name)
    )
    folders = [Path(on_path).resolve().parent] if on_path else debian[::-1]
    needed = ("initdb", "pg_ctl", "psql")
    return next((folder for folder in folders if all((folder / name).exists() for name in needed)), None)


@dataclass
class Server:
    """A running server that nobody else can reach: it listens on a socket in its own folder only."""

    programs: Path
    folder: Path
    user: str | None = None
    _numbers: "count[int]" = field(default_factory=count)

    @classmethod
    def start(cls, programs: Path) -> "Server":
        """Make a cluster and start it; takes about half a second."""
        # Not pytest's folder: its path may be too long for a socket, and closed to the user postgres.
        server = cls(programs, Path(tempfile.mkdtemp(prefix="kolo-pg-")), _unprivileged())
        if server.user:
            shutil.chown(server.folder, server.user)
        server._run(
            "initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"
        )
        server.resume()
        return server

    def stop(self) -> None:
        """Stop the server at once and remove its folder."""
        self._run("pg_ctl", "--wait", "--mode=immediate", "stop")
        shutil.rmtree(self.folder)

    def halt(self) -> None:
        """Stop the server under its clients; what was committed is kept (a crash would lose it: nothing is synced)."""
        self._run("pg_ctl", "--wait", "--mode=fast", "stop")

    def resume(self) -> None:
        """Start the server on what its folder holds."""
        options = [f"-k {self.folder}", *(f"-c {name}={value}" for name, value in SETTINGS.items())]
        self._run("pg_ctl", "--wait", f"--log={self.folder}/log", f"--options={' '.join(options)}", "start")

    @property
    def process(self) -> int:
        """The id of the server's first process."""
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def new_database(self, template: str = "template0") -> str:
        """Create a database as a copy of `template` (template0: empty) and return its name; some 30 ms."""
        name = f"kolo_{next(self._numbers)}"
        self.sql(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, name: str) -> None:
        """Remove a database, even under connections that are still open."""
        self.sql(f"DROP DATABASE {name} WITH (FORCE)")

    def url(self, name: str) -> str:
        """Return the address that SQLAlchemy connects to."""
        return f"postgresql+asyncpg://postgres@/{name}?host={self.folder}"

    def sql(self, statement: str) -> None:
        """Run one statement as the superuser."""
        address = ["--host", str(self.folder), "--username", "postgres", "--dbname", "postgres"]
        _call([str(self.programs / "psql"), "--quiet", "--no-psqlrc", *address, "--command", statement], None)

    def _run(self, program: str, *arguments: str) -> None:
        _call([str(self.programs / program), f"--pgdata={self.folder}/data", *arguments], self.user)


def running() -> "Iterator[Server]":
    """A server while a fixture lasts. Where PostgreSQL is not installed the test is skipped: CI does not allow that."""
    found = programs()
    if found is None:
        pytest.skip(NOT_INSTALLED)
    server = Server.start(found)
    yield server
    server.stop()


def _unprivileged() -> str | None:
    """PostgreSQL refuses to run as root; Debian's package brings a user for it."""
    return "postgres" if os.geteuid() == 0 else None


def _call(command: list[str], user: str | None) -> None:
    """Run a program to its end; when it fails, its own words go into the error."""
    with tempfile.TemporaryFile("w+") as words:
        # A file, not a pipe: the server inherits it and would keep a pipe open for ever.
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
            cwd="/",
            user=user,
            group=user,
            extra_groups=[] if user else None,
        )
        if done.returncode:
            words.seek(0)
            raise RuntimeError(f"{Path(command[0]).name} failed: {words.read()}")
