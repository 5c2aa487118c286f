"""A server that answers every call with what a test wants, and keeps what was asked."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web


@dataclass
class Scripted:
    """`answers` are used up in their order; the last one stays. A status of 0 drops the connection."""

    url: str = ""
    answers: list[tuple[int, Any]] = field(default_factory=list)
    calls: list[tuple[str, bytes]] = field(default_factory=list)

    def will_answer(self, status: int, body: Any) -> None:
        """Let the next call (and all after it, if nothing else is planned) be answered so."""
        self.answers.append((status, body))

    @property
    def bodies(self) -> list[dict[str, Any]]:
        """The JSON of every call so far."""
        return [json.loads(raw) for _path, raw in self.calls]

    async def handle(self, request: web.Request) -> web.Response:
        self.calls.append((request.path, await request.read()))
        status, body = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if status == 0 and request.transport is not None:
            request.transport.abort()
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return web.Response(status=status or 500, body=raw)


@asynccontextmanager
async def scripted() -> AsyncIterator[Scripted]:
    """Serve while the block runs."""
    server = Scripted()
    app = web.Application(client_max_size=50_000_000)
    app.router.add_route("*", "/{path:.*}", server.handle)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield server
    finally:
        await runner.cleanup()
