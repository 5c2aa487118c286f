"""How much a person may send: a little at once, then so much a minute; over it, one answer and a pause.

Nothing here is measured: the figures are what a quick thumb does with buttons, and what somebody writes who has much to
say. Who is here for less than a day has less, since those who flood come with new accounts.
"""

from collections.abc import MutableMapping
from datetime import timedelta
from typing import Final, Literal, NamedTuple, TypeAlias

What: TypeAlias = Literal["everything", "words", "pictures", "talk", "forgetting"]
Meters: TypeAlias = MutableMapping[str, list[float]]


class Limit(NamedTuple):
    """So many at once, and so many a minute after that; the same for who is new."""

    at_once: int
    a_minute: float
    new_at_once: int
    new_a_minute: float


LIMITS: Final[dict[What, Limit]] = {
    # of one person           at once  a minute  new: at once  a minute
    "everything": Limit(60, 60, 40, 30),  # presses, words, pictures: into the bot as a whole
    "words": Limit(30, 20, 15, 10),  # written, spoken or rewritten
    "pictures": Limit(10, 1, 5, 0.5),
    "talk": Limit(20, 15, 10, 5),  # words and pictures into one talk
    "forgetting": Limit(10, 6, 6, 4),  # to be asked about deleting everything, and to do it
}
NEW: Final = timedelta(days=1)  # so long somebody is new
PAUSE: Final = timedelta(minutes=1)  # so long nothing goes after the answer; then there is room again


class Verdict(NamedTuple):
    """Whether it goes; if not, whether that is to be said; if it does, how many before it were lost unsaid."""

    goes: bool
    tell: bool = False
    lost: int = 0


def weigh(meters: Meters, what: What, now: float, new: bool, whose: str = "") -> Verdict:
    """Count one more, at `now` in seconds, and say whether it goes.

    `meters` is changed; of each it holds when its bucket is full again, until when nothing goes, and how many were
    lost. `whose` tells meters of the same kind apart.
    """
    limit, key, pause = LIMITS[what], f"{what}{whose}", PAUSE.total_seconds()
    at_once, every = (
        (limit.new_at_once, 60 / limit.new_a_minute) if new else (limit.at_once, 60 / limit.a_minute)
    )
    full, shut, lost = meters.get(key, [0.0, 0.0, 0])
    if now < shut <= now + pause:
        meters[key] = [full, shut, lost + 1]
        return Verdict(goes=False)
    full = max(min(full, now + at_once * every), now) + every
    if full > now + at_once * every:
        meters[key] = [full - every, now + pause, 1]
        return Verdict(goes=False, tell=True)
    meters[key] = [full, 0.0, 0]
    return Verdict(goes=True, lost=int(lost) - 1 if lost > 1 else 0)


def forget_full(meters: Meters, now: float) -> None:
    """Drop the meters that say nothing any more."""
    for key in [
        key for key, (full, shut, lost) in meters.items() if full <= now and shut <= now and not lost
    ]:
        del meters[key]
