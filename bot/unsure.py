"""What a crash would leave open: messages on their way, or taken and not yet noted. One at a time: one comes twice."""

import time
from asyncio import Event
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from bot.errors import TryLater
from bot.queues import is_patient
from storage import outbox
from storage.database import Database, is_away
from storage.outbox import Outgoing, Priority

SERIES: Final = 20.0  # seconds: crashes come in series, and what has gathered goes out after each
THEN: Final = 5.0  # seconds that somebody may wait for this meanwhile: longer, and a crowd never catches up
SOON: Final = 1.0  # seconds that somebody may wait for this: more than 50 people who talk bring about
PATIENCE: Final = 30.0  # the same, of what comes unasked
STEP: Final = 0.2  # seconds more for each further message at once: the last one has had its effect by then
MOST: Final = 10  # at once, whoever waits: enough for 40 a second where each takes a quarter of one
HANGS: Final = (
    3.0  # seconds after which a call hangs and nobody else waits for it, unless MOST do on one messenger
)
GLANCE: Final = 0.025  # seconds between looks whether there is room by now


class TakenBack(Exception):
    """By its author, who may have left; it goes elsewhere now; or a process that died may have sent it already."""


@dataclass(slots=True)
class Waits:
    """A message that could go but for this."""

    message: Outgoing
    since: float
    asked: float  # when it last could: who was not asked about for long waits for something else by now


@dataclass(slots=True, frozen=True)
class Begun:
    """A message that is under way, or taken and not yet written down."""

    messenger: str
    at: float


class Unsure:
    """The messages of one process, on all messengers, that a crash at this moment might repeat.

    One at a time, so that at most one is; the longer somebody waits for it, the more, but not above MOST.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds."""
        self._clock = clock
        self._began = clock()
        self._under_way: dict[int, Begun] = {}
        self._refused: dict[int, Waits] = {}
        self._allowed, self._looked = 1, self._began  # how many may be under way, and when that was looked at
        self._looks: dict[str, Event] = {}  # by messenger: set when there may be room again

    def starts(self, messenger: str, looks: Event) -> None:
        """Note that sending on a messenger begins; `looks` is set whenever there may be room again."""
        self._began = self._looked = self._clock()
        self._allowed = 1
        self._looks[messenger] = looks

    def has_room(self, message: Outgoing) -> bool:
        """Whether a message that could go otherwise may begin now; danger to life waits for nothing."""
        if message.priority == Priority.CRISIS or not may_come_twice(message):
            return True
        now = self._clock()
        if now - self._looked >= GLANCE:  # not for each of thousands who wait
            self._allowed, self._looked = self._at_once(now), now
        begun = self._under_way.values()
        hang_here = sum(now - one.at >= HANGS and one.messenger == message.account.channel for one in begun)
        if sum(now - one.at < HANGS for one in begun) < self._allowed and hang_here < MOST:
            return True
        waits = self._refused.get(message.id)
        if waits is None or now - waits.asked >= SOON:
            waits = self._refused[message.id] = Waits(message, now, now)
        waits.asked = now
        return False

    def _at_once(self, now: float) -> int:
        """How many may be under way: one, and more when somebody waits longer than they may, the longer the more."""
        soon = THEN if now - self._began < SERIES else SOON
        waits = [waits for waits in self._refused.values() if now - waits.asked < SOON]
        too_long = max(
            (now - one.since - (PATIENCE if is_patient(one.message) else soon) for one in waits), default=-1.0
        )
        return 1 if too_long < 0 else min(MOST, 2 + int(too_long / STEP))

    def begins(self, message: Outgoing) -> None:
        """Note that a message is about to be sent."""
        self._refused.pop(message.id, None)
        if may_come_twice(message):
            self._under_way[message.id] = Begun(message.account.channel, self._clock())

    def __contains__(self, id: int) -> bool:
        return id in self._under_way

    def ended(self, ids: Iterable[int]) -> None:
        """Note that these are written down, did not go out, or cannot be written down now."""
        open_before = len(self._under_way)
        for id in ids:
            self._refused.pop(id, None)
            self._under_way.pop(id, None)
        if len(self._under_way) < open_before:
            for messenger in sorted(self._looks, key=self._turn):
                self._looks[messenger].set()

    def _turn(self, messenger: str) -> tuple[int, float]:
        """Where what is most urgent waits, and of that the longest, is looked first: no messenger keeps out another."""
        theirs = (waits for waits in self._refused.values() if waits.message.account.channel == messenger)
        return min(
            ((waits.message.priority, waits.since) for waits in theirs), default=(max(Priority) + 1, 0.0)
        )


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
