"""One request and one helper that fit, to be changed in one thing."""

from dataclasses import replace
from typing import Any

from bot.domain.matching.snapshot import Candidate, Key, Waiting


def request(id: Key = 1, **more: Any) -> Waiting:
    """Return a request for talk in Ukrainian, from afar, at any time, of a person "asks <id>"."""
    return replace(Waiting(id, f"asks {id}", "talk", frozenset({"uk"})), **more)


def helper(id: Key = 1, **more: Any) -> Candidate:
    """Return a helper who can be asked for talk in Ukrainian, with one place, never asked yet."""
    return replace(Candidate(id, frozenset({"talk"}), frozenset({"uk"})), **more)
