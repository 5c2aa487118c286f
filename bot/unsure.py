"""What a crash would leave open: messages on their way, or taken and not yet noted. Few at once, so few come twice."""

import math
import time
from asyncio import Event
from collections.abc import Callable, Iterable
from typing import Final

from bot.errors import TryLater
from storage import outbox
from storage.database import Database, is_away
from storage.outbox import Outgoing, Priority

SOON: Final = 0.05  # seconds that somebody may wait for this
PACE: Final = 30  # messages a second that this must not slow down; Telegram takes 30
MOST: Final = 5  # at once, whatever the pace needs: enough for 25 a second where each takes a fifth of one
NEWEST: Final = 0.1  # what the newest message weighs in how long one takes
HANGS: Final = 3.0  # seconds after which a messenger hangs, and nobody else waits for it
GLANCE: Final = SOON / 2  # seconds between looks whether there is room by now


class TakenBack(Exception):
    """By its author, who may have left; it goes elsewhere now; or a process that died may have sent it already."""


class Unsure:
    """The messages of one process, on all messengers, that a crash at this moment might repeat.

    One at a time, so that at most one is; when somebody waits for it, as many as the pace needs, but not above MOST.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds."""
        self._clock = clock
        self._since: dict[int, float] = {}  # under way
        self._refused: dict[int, float] = {}  # wait, since when
        self._takes = 0.0  # seconds that one takes, until it is written down
        self.waiting: set[Event] = set()  # set when there may be room again

    def has_room(self, message: Outgoing) -> bool:
        """Whether a message that could go otherwise may begin now; danger to life waits for nothing."""
        if message.priority == Priority.CRISIS or not may_come_twice(message):
            return True
        now = self._clock()
        under_way = sum(now - since < HANGS for since in self._since.values())
        somebody_waits = now - min(self._refused.values(), default=now) >= SOON
        needed = min(MOST, math.ceil(self._takes * PACE)) if somebody_waits else 1
        if under_way < max(1, needed):
            return True
        self._refused.setdefault(message.id, now)
        return False

    def begins(self, message: Outgoing) -> None:
        """Note that a message is about to be sent."""
        self._refused.pop(message.id, None)
        if may_come_twice(message):
            self._since[message.id] = self._clock()

    def __contains__(self, id: int) -> bool:
        return id in self._since

    def written(self, ids: Iterable[int]) -> None:
        """Note that these are written down."""
        now, ended = self._clock(), list(ids)
        for since in (self._since[id] for id in ended if id in self._since):
            self._takes += NEWEST * (now - since - self._takes)
        self.ended(ended)

    def ended(self, ids: Iterable[int]) -> None:
        """Note that these did not go out, or cannot be written down now."""
        for id in ids:
            self._refused.pop(id, None)
            if self._since.pop(id, None) is not None:
                for event in self.waiting:
                    event.set()


def may_come_twice(message: Outgoing) -> bool:
    """Whether a repetition would be seen: not that of a rewriting or a withdrawal; announcements are not repeated."""
    return not any(name in message.body for name in ("edit", "delete", "news"))


async def begin(database: Database, message: Outgoing) -> None:
    """Note first that an announcement is being sent, so that after a crash nobody is sent it again.

    Raises TakenBack where it is not to be sent, TryLater while the database is away.
    """
    try:
        async with database.transaction() as session:
            message.begun = await outbox.begin(session, message)
    except Exception as error:
        raise TryLater("the database is away") if is_away(error) else error from None
    if not message.begun:
        raise TakenBack
