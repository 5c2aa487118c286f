"""Where things lie in the repository, for the guards."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = ("bot", "handlers", "jobs", "storage")


def modules(*folders: str) -> list[Path]:
    """Return the Python files under the folders, in order."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def name(path: Path) -> str:
    """Return a path as it is written from the repository's root."""
    return path.relative_to(ROOT).as_posix()


@cache
def kept_files() -> tuple[str, ...]:
    """Return the paths of all files that git keeps."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z"]
    listed = subprocess.run(command, capture_output=True, check=True, text=True)
    return tuple(path for path in listed.stdout.split("\0") if path)
