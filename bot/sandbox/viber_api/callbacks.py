"""Calls the bot's webhook: signed, repeated for an hour, doubled and out of order on demand."""

import asyncio
import contextlib
import hashlib
import hmac
import json
import secrets
from collections import defaultdict
from collections.abc import Coroutine, Sequence
from datetime import timedelta
from typing import Any

import aiohttp

from bot import tasks
from bot.clock import Clock
from bot.sandbox.viber_api.statuses import Json

SIGNATURE = "X-Viber-Content-Signature"
DELAYS = (10.0, 60.0, 300.0, 600.0, 900.0, 900.0, 900.0)
"""Seconds of the clock before the repetitions; after them the event is lost."""
ANSWER_WITHIN = 5.0
"""Seconds; users report a duplicate when the answer takes longer."""
READS_CLOCK_EVERY = 0.1
"""Seconds, because a clock that is moved wakes nobody."""


class Callbacks:
    """The way from Viber to the bot. `lost` counts events that nobody took."""

    def __init__(self, clock: Clock, token: str) -> None:
        self.url = ""
        self.event_types: list[str] | None = None
        self.answer_within = ANSWER_WITHIN
        self.delays: Sequence[float] = DELAYS
        self.reads_clock_every = READS_CLOCK_EVERY
        self.duplicates = 0
        """How many of the next events are sent twice."""
        self.lost = 0
        self._clock = clock
        self._token = token
        self._held: list[tuple[Json, str]] = []
        self._to_hold = 0
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._running: set[asyncio.Task[None]] = set()
        self._again = asyncio.Event()
        self._session: aiohttp.ClientSession | None = None

    def reorder(self, events: int) -> None:
        """Hold the next events of this number and send them in reverse."""
        self._to_hold = events

    def retry_now(self) -> None:
        """Repeat what failed without waiting for the clock."""
        self._again.set()
        self._again = asyncio.Event()

    def wants(self, event: str) -> bool:
        """Is this event sent? Three kinds cannot be filtered out."""
        always = event in ("message", "subscribed", "unsubscribed", "webhook")
        return always or self.event_types is None or event in self.event_types

    def send(self, event: Json, person: str) -> None:
        """Send in the background; the first tries of one person's events go in order."""
        if not self.url or not self.wants(str(event.get("event"))):
            return
        if self._to_hold:
            self._hold(event, person)
            return
        self._start(event, person)
        if self.duplicates:
            self.duplicates -= 1
            self._start(event, person)

    def _hold(self, event: Json, person: str) -> None:
        self._held.append((event, person))
        if len(self._held) == self._to_hold:
            held, self._held, self._to_hold = self._held, [], 0
            for one, whose in reversed(held):
                self._start(one, whose)

    def _start(self, event: Json, person: str) -> None:
        self.background(self._deliver(encoded(event), person), "sandbox viber callback")

    def background(self, work: Coroutine[Any, Any, None], name: str) -> None:
        """Work that `settled` waits for and `close` ends."""
        task = tasks.start(work, name)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _deliver(self, body: bytes, person: str) -> None:
        async with self._turns[person]:
            if await self.post(body) is not None:
                return
        for delay in self.delays:
            await self._wait(delay)
            if await self.post(body) is not None:
                return
        self.lost += 1

    async def _wait(self, seconds: float) -> None:
        again, due = self._again, self._clock.now() + timedelta(seconds=seconds)
        while not again.is_set() and self._clock.now() < due:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(again.wait(), self.reads_clock_every)

    async def post(self, body: bytes, signature: str | None = None) -> bytes | None:
        """Post a body once; the answer's body if it was 200 and in time, otherwise None."""
        headers = {"Content-Type": "application/json", SIGNATURE: signature or self.sign(body)}
        try:
            patience = aiohttp.ClientTimeout(total=self.answer_within)
            async with self.session().post(self.url, data=body, headers=headers, timeout=patience) as answer:
                read = await answer.read()
                return read if answer.status == 200 else None
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return None

    def sign(self, body: bytes) -> str:
        """Hex HMAC-SHA256 of the raw body with the token."""
        return hmac.new(self._token.encode(), body, hashlib.sha256).hexdigest()

    def session(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        return self._session

    async def settled(self) -> None:
        """Return when every event that was sent has been taken or is lost."""
        while self._running:
            await asyncio.gather(*self._running)

    async def close(self) -> None:
        await tasks.stop(*self._running)
        if self._session is not None:
            await self._session.close()
            self._session = None


def new_token() -> int:
    """A message token: unsigned 64 bits, always above what a JavaScript number can hold."""
    return 2**62 + secrets.randbelow(2**62)


def encoded(event: Json) -> bytes:
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
