"""Just enough of an HTTP server to play a messenger: keep-alive, bodies with a length, answers that may wait."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

REASONS = {
    200: "OK",
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    429: "Too Many Requests",
}


@dataclass(frozen=True, slots=True)
class Request:
    """One request, complete."""

    path: str
    headers: Mapping[str, str]
    body: bytes

    def fields(self) -> dict[str, Any]:
        """Return what the body says, as JSON or as a form."""
        if not self.body:
            return {}
        if self.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            return dict(parse_qsl(self.body.decode()))
        said: dict[str, Any] = json.loads(self.body)
        return said


class Connection(asyncio.Protocol):
    """One connection of the bot; `answer` may be called at once or later, and never fails when it is gone."""

    transport: asyncio.Transport

    def __init__(self, handle: Callable[[Request, "Connection"], None], latency: float) -> None:
        self._handle, self._latency = handle, latency
        self._read = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where answers go."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Handle every request that is complete."""
        self._read += data
        while (request := self._next()) is not None:
            self._handle(request, self)

    def _next(self) -> Request | None:
        end = self._read.find(b"\r\n\r\n")
        if end < 0:
            return None
        first, *lines = self._read[:end].decode("latin-1").split("\r\n")
        headers = {
            name.lower(): value.strip() for name, _colon, value in (line.partition(":") for line in lines)
        }
        assert "transfer-encoding" not in headers, "bodies come with their length"
        size = end + 4 + int(headers.get("content-length", 0))
        if len(self._read) < size:
            return None
        body = bytes(self._read[end + 4 : size])
        del self._read[:size]
        return Request(first.split(" ")[1], headers, body)

    def answer(self, said: object, status: int = 200) -> None:
        """Answer the request that is under way."""
        body = json.dumps(said).encode()
        head = f"HTTP/1.1 {status} {REASONS[status]}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
        whole = head.encode() + b"\r\n\r\n" + body
        if self._latency:
            asyncio.get_running_loop().call_later(self._latency, self._write, whole)
        else:
            self._write(whole)

    def _write(self, whole: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(whole)

    @property
    def gone(self) -> bool:
        """Whether nobody waits for the answer any more."""
        return self.transport.is_closing()


async def listen(
    handle: Callable[[Request, Connection], None], latency: float = 0.0
) -> tuple[asyncio.Server, int]:
    """Listen on a free port of this machine; return the server and the port.

    `latency`: seconds from what a request does until its answer arrives.
    """
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(handle, latency), "127.0.0.1", 0)
    port: int = server.sockets[0].getsockname()[1]
    return server, port
