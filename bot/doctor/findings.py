"""What the doctor says: about what, how it is, and what to do."""

from dataclasses import dataclass

GOOD, LOOK, BAD = "ok", "look", "BAD"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    about: str
    state: str  # GOOD, LOOK (it works, and somebody should look) or BAD (it does not)
    says: str


def good(about: str, says: str = "as it should be") -> Finding:
    """Nothing to do."""
    return Finding(about, GOOD, says)


def look(about: str, says: str) -> Finding:
    """It works, and somebody should look."""
    return Finding(about, LOOK, says)


def bad(about: str, says: str) -> Finding:
    """It does not work, or will not for long."""
    return Finding(about, BAD, says)
