"""Sends updates to the bot's webhook: in order within a queue, again until 2xx or until too old."""

import asyncio
import contextlib
from collections.abc import Sequence

import aiohttp

from bot import tasks
from bot.sandbox.telegram_api.errors import Json
from bot.sandbox.telegram_api.updates import Pending, Updates

DELAYS = (0.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0)
"""Seconds before the repetitions; the last one goes on."""
ANSWER_WITHIN = 60
LONGEST_RETRY_AFTER = 3600
USUAL_CONNECTIONS = 40


class Webhook:
    """One bot's webhook; without an address it does nothing."""

    def __init__(self, updates: Updates) -> None:
        self.url = ""
        self.delays: Sequence[float] = DELAYS
        self.last_error: Json = {}
        self.connections = USUAL_CONNECTIONS
        self._secret = ""
        self._updates = updates
        self._queues: dict[str, list[Pending]] = {}
        self._running: set[asyncio.Task[None]] = set()
        self._again = asyncio.Event()
        self._slots = asyncio.Semaphore(USUAL_CONNECTIONS)
        self._session: aiohttp.ClientSession | None = None
        updates.on_push = self._arrived

    async def set(self, url: str, secret: str, connections: int) -> None:
        """Deliver to this address from now on, what waits included."""
        await self.remove()
        self.url, self._secret, self.connections = url, secret, connections
        self._slots = asyncio.Semaphore(connections)
        for one in self._updates.pending():
            self._arrived(one)

    async def remove(self) -> None:
        self.url = ""
        running, self._running = self._running, set()
        self._queues.clear()
        await tasks.stop(*running)

    async def close(self) -> None:
        await self.remove()
        if self._session is not None:
            await self._session.close()
            self._session = None

    def retry_now(self) -> None:
        """Do not wait: repeat what failed at once."""
        self._again.set()
        self._again = asyncio.Event()

    def info(self, waiting: int) -> Json:
        about: Json = {"url": self.url, "has_custom_certificate": False, "pending_update_count": waiting}
        if self.url:
            about.update(max_connections=self.connections, **self.last_error)
        return about

    def _arrived(self, one: Pending) -> None:
        if not self.url:
            return
        if one.queue in self._queues:
            self._queues[one.queue].append(one)
            return
        self._queues[one.queue] = [one]
        task = tasks.start(self._empty(one.queue), "sandbox telegram webhook")
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _empty(self, queue: str) -> None:
        waiting = self._queues[queue]
        while waiting:
            await self._deliver(waiting[0])
            waiting.pop(0)
        del self._queues[queue]

    async def _deliver(self, one: Pending) -> None:
        tries = 0
        while self._updates.waits(one):
            async with self._slots:
                wait = await self._post(one)
            if wait is None:
                self._updates.confirm([one.id])
                return
            await self._pause(wait or self.delays[min(tries, len(self.delays) - 1)])
            tries += 1

    async def _post(self, one: Pending) -> float | None:
        """None if delivered, otherwise the seconds the bot asked us to wait (0: it did not say)."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_WITHIN))
        headers = {"Content-Type": "application/json"}
        if self._secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self._secret
        try:
            async with self._session.post(self.url, data=one.body, headers=headers) as answer:
                await answer.read()
                if answer.ok and answer.status < 300:
                    return None
                self._failed(f"Wrong response from the webhook: {answer.status} {answer.reason}")
                return _asked_to_wait(answer.headers.get("Retry-After"))
        except TimeoutError:
            self._failed("Read timeout expired")
        except aiohttp.ClientError:
            self._failed("Connection refused")
        return 0

    def _failed(self, why: str) -> None:
        self.last_error = {"last_error_date": self._updates.now(), "last_error_message": why}

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._again.wait(), seconds)


def _asked_to_wait(header: str | None) -> float:
    if header is None or not header.isdigit():
        return 0
    return float(min(int(header), LONGEST_RETRY_AFTER))
