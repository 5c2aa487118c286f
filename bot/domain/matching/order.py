"""The order of requests and helpers where points tell nothing: the same whatever order they were listed in."""

from bot.domain.matching.snapshot import Candidate, Key


def by_id(key: Key) -> tuple[bool, Key]:
    """Return what ids are sorted by: numbers, then texts."""
    return isinstance(key, str), key


def seniority(candidate: Candidate) -> tuple[int, tuple[bool, Key]]:
    """Return what helpers are sorted by: the one asked longest ago, then the id."""
    return candidate.asked_at, by_id(candidate.id)
