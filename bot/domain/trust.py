"""How far the pairing of two people is trusted: a moderator confirms it, sees it afterwards, or is not needed."""

from collections.abc import Iterable
from typing import Final

CONFIRMED: Final = "confirmed"  # each pairing is confirmed by a moderator before the helper is asked
SEEN: Final = "seen"  # the machine asks, and a moderator looks at each pairing afterwards
PEERS: Final = "peers"  # peers on their own
MODES: Final = (CONFIRMED, SEEN, PEERS)  # the strictest first


def strictest(modes: Iterable[str]) -> str:
    """Return the strictest of these modes; PEERS when there are none, and an unknown one counts as CONFIRMED."""
    return min((mode if mode in MODES else CONFIRMED for mode in modes), key=MODES.index, default=PEERS)


def most_trusting(modes: Iterable[str]) -> str:
    """Return the most trusting of these modes; PEERS when there are none."""
    return max((mode if mode in MODES else CONFIRMED for mode in modes), key=MODES.index, default=PEERS)
