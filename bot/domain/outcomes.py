"""How a match may end, and what each of the two may say about it."""

from collections.abc import Mapping
from typing import Final

SOLVED: Final = "solved"
HALF: Final = "half"
REFUSED: Final = "refused"
NOT_NEEDED: Final = "not_needed"
SILENT: Final = "silent"  # the helper
LEFT: Final = "left"  # the helper cannot go on
REOPENED: Final = "reopened"  # closed, and yet it did not hold: the request waits again
ENDED: Final = "ended"  # by the moderators, since the person who asked may take no part any more
HELPED: Final = (SOLVED, HALF)  # the person got help

# What may be said besides: the talk goes on, or the requester has not written.
TALKING: Final = "talking"
QUIET: Final = "quiet"

# Of the first day, when only this is asked: have you talked?
TALKED: Final = "talked"
NOT_YET: Final = "not_yet"

# A month after the end: does it hold?
HOLDS: Final = "holds"
HOLDS_NOT: Final = "holds_not"

# The second question after "half" and "refused": on with the same person, somebody else, or an end.
TOGETHER: Final = "together"
HALF_ELSEWHERE: Final = "half_other"
REFUSED_ELSEWHERE: Final = "refused_other"
REFUSED_END: Final = "refused_end"

REQUESTER_SAYS: Final = (TALKING, SOLVED, HALF, SILENT, REFUSED, NOT_NEEDED)
HELPER_SAYS: Final = (TALKING, SOLVED, HALF, QUIET, LEFT)
REQUESTER_SAYS_FIRST: Final = (TALKED, NOT_YET, SILENT, SOLVED)
HELPER_SAYS_FIRST: Final = (TALKED, NOT_YET, QUIET, LEFT)
REQUESTER_DECIDES: Final = (TOGETHER, HALF_ELSEWHERE, REFUSED_ELSEWHERE, REFUSED_END)

# What gives the request back, to look for somebody else, and with which outcome the match ends.
GIVES_BACK: Final[Mapping[str, str]] = {
    SILENT: SILENT,
    LEFT: LEFT,
    HALF_ELSEWHERE: HALF,
    REFUSED_ELSEWHERE: REFUSED,
}
# What closes the request for good, and with which outcome.
CLOSES: Final[Mapping[str, str]] = {SOLVED: SOLVED, NOT_NEEDED: NOT_NEEDED, REFUSED_END: REFUSED}
# After a month the person is asked whether these hold.
ASKED_AGAIN: Final = (SOLVED, HALF, NOT_NEEDED, REFUSED)


def asked(helping: bool, first: bool) -> tuple[str, ...]:
    """Return the answers shown to a helper, or a requester; `first`: only whether they have talked is asked."""
    if first:
        return HELPER_SAYS_FIRST if helping else REQUESTER_SAYS_FIRST
    return HELPER_SAYS if helping else REQUESTER_SAYS


def may_say(helping: bool) -> tuple[str, ...]:
    """Return everything that a helper, or a requester, may answer about a match."""
    always = (*asked(helping, first=True), *asked(helping, first=False))
    return always if helping else (*always, *REQUESTER_DECIDES)
