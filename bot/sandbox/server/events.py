"""The event stream: every open browser first gets all phones, then each phone that changed."""

import asyncio
from weakref import WeakSet

from aiohttp import web

from bot.sandbox.phones import Changes
from bot.sandbox.server.guard import HEADERS
from bot.sandbox.server.parts import Parts
from bot.sandbox.server.shape import everything, one_phone, only_time

HEARTBEAT = 15.0
"""Seconds of silence after which a stream says the time; the page takes 40 for a lost connection."""


class Events:
    """The open event streams. A slow browser never makes a queue grow: it gets the newest look of a phone."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._open: WeakSet[asyncio.Task[None]] = WeakSet()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer `GET /events` until the browser or the sandbox goes away."""
        response = web.StreamResponse(headers={**HEADERS, "Content-Type": "text/event-stream"})
        await response.prepare(request)
        async with asyncio.TaskGroup() as group:
            self._open.add(group.create_task(self._follow(response)))
        return response

    async def close(self, app: web.Application) -> None:
        """End every stream, so that a stopping server does not wait for browsers."""
        for stream in self._open:
            stream.cancel()

    async def _follow(self, response: web.StreamResponse) -> None:
        changes = self._parts.phones.listen()
        try:
            await response.write(everything(self._parts))
            while True:
                await response.write(await self._next(changes))
        except ConnectionError:
            return

    async def _next(self, changes: Changes) -> bytes:
        try:
            return one_phone(self._parts, await asyncio.wait_for(anext(changes), HEARTBEAT))
        except TimeoutError:
            return only_time(self._parts)
