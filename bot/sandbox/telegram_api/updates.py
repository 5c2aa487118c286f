"""The queue of updates: confirmed by offset, one poller, gone after a day (presses: 150 seconds)."""

import asyncio
import contextlib
import json
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.clock import Clock
from bot.sandbox.telegram_api.errors import OTHER_POLLER, Conflict, Json

KEPT = timedelta(hours=24)
PRESSES_KEPT = timedelta(seconds=150)
LONGEST_WAIT = 50
MOST_UPDATES = 100
LARGEST_ANSWER = 4 * 1024 * 1024
HASTE = 0.5
"""Seconds: polling again with the same offset inside this time returns one update only."""
FAR_AHEAD = 10
"""An offset so far beyond the newest id is one of another time, and confirms nothing."""
QUIET_WEEK = timedelta(days=7)
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass
class Pending:
    """An update that is not confirmed yet; updates of one `queue` are delivered in order."""

    id: int
    body: bytes
    queue: str
    until: datetime


class Updates:
    """What waits for the bot, whichever way it fetches."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pending: dict[int, Pending] = {}
        self._next_id = secrets.randbelow(2**29) + 2**20
        self._last_at = clock.now()
        self._poller: asyncio.Future[str] | None = None
        self._last_poll: tuple[int, float] = (0, 0.0)
        self.allowed: list[str] = []
        self.on_push: Callable[[Pending], None] = lambda pending: None

    def push(self, kind: str, body: Json, queue: str) -> int | None:
        """Queue an update of that kind; None if the bot did not ask for the kind."""
        if kind not in self.allowed if self.allowed else kind in NOT_BY_DEFAULT:
            return None
        return self.push_raw({"update_id": self.next_id(), kind: body}, queue)

    def push_raw(self, update: Json, queue: str = "raw") -> int:
        """Queue any body; it gets an update_id if it has none."""
        update_id = int(update.setdefault("update_id", self.next_id()))
        self._next_id = max(self._next_id, update_id + 1)
        kept = PRESSES_KEPT if "callback_query" in update else KEPT
        body = json.dumps(update, ensure_ascii=False).encode()
        pending = Pending(update_id, body, queue, self._clock.now() + kept)
        self._pending[update_id] = pending
        self._last_at = self._clock.now()
        self.end_poll("")
        self.on_push(pending)
        return update_id

    def next_id(self) -> int:
        """The id of the next update: one more, or random after a week without any."""
        if self._clock.now() - self._last_at > QUIET_WEEK:
            self._next_id = secrets.randbelow(2**29) + 2**20
        return self._next_id

    def pending(self) -> list[Pending]:
        """What still waits, oldest first; what is too old is forgotten."""
        now = self._clock.now()
        for one in [one for one in self._pending.values() if one.until <= now]:
            del self._pending[one.id]
        return list(self._pending.values())

    def waits(self, one: Pending) -> bool:
        return one.id in self._pending and one.until > self._clock.now()

    def now(self) -> int:
        """Seconds since the epoch, by the clock."""
        return int(self._clock.now().timestamp())

    def confirm(self, ids: Iterable[int]) -> None:
        for update_id in ids:
            self._pending.pop(update_id, None)

    def drop_all(self) -> None:
        self._pending.clear()

    def allow(self, kinds: Any) -> None:
        """Left out: as before. An empty list: the default."""
        if isinstance(kinds, list):
            self.allowed = [str(kind) for kind in kinds]

    def end_poll(self, reason: str) -> None:
        """End the poll that waits, if any: with a conflict, or without a reason because something came."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(reason)

    async def poll(self, offset: int, limit: int, wait: float) -> bytes:
        """The JSON list that `getUpdates` answers; takes up to `wait` seconds for the first update."""
        self.end_poll(OTHER_POLLER)
        self._move(offset)
        deadline = time.monotonic() + min(wait, LONGEST_WAIT)
        while not (pending := self.pending()) and (left := deadline - time.monotonic()) > 0:
            await self._wait(left)
        return self._answer(pending, 1 if self._hasty(offset) else limit)

    async def _wait(self, seconds: float) -> None:
        """Return when something arrived or the time is over; Conflict if the poll was ended."""
        self._poller = asyncio.get_running_loop().create_future()
        with contextlib.suppress(TimeoutError):
            if reason := await asyncio.wait_for(self._poller, seconds):
                raise Conflict(reason)

    def _move(self, offset: int) -> None:
        if offset > self._next_id + FAR_AHEAD:
            return
        ids = list(self._pending)
        self.confirm(ids[:offset] if offset < 0 else [one for one in ids if one < offset])

    def _hasty(self, offset: int) -> bool:
        last_offset, last_at = self._last_poll
        self._last_poll = (offset, time.monotonic())
        return offset == last_offset and time.monotonic() - last_at < HASTE

    def _answer(self, pending: list[Pending], limit: int) -> bytes:
        size = 0
        bodies: list[bytes] = []
        for one in pending[: min(limit, MOST_UPDATES)]:
            size += len(one.body)
            if bodies and size > LARGEST_ANSWER:
                break
            bodies.append(one.body)
        return b"[" + b",".join(bodies) + b"]"
