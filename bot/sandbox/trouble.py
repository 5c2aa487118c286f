"""What goes wrong on demand: too many requests, server errors, silence, resets, an outage."""

import asyncio
import random
from collections import deque
from dataclasses import dataclass, field
from typing import Literal

from aiohttp import web

Kind = Literal["too_many", "server_error", "html_page", "timeout", "reset", "lost_answer"]

HTML_PAGE = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"


@dataclass
class Trouble:
    """Shares of calls (0 to 1) that meet each trouble, and troubles planned for the next calls.

    `lost_answer` does what was asked and then drops the connection: the caller cannot know.
    """

    too_many: float = 0
    server_error: float = 0
    html_page: float = 0
    timeout: float = 0
    reset: float = 0
    lost_answer: float = 0
    outage: bool = False
    """Every connection is dropped, as if the messenger were unreachable."""
    retry_after: int = 1
    """Seconds, told with every 429."""
    hold: float = 60
    """Seconds that a call which times out is held, unless the caller goes away first."""
    seed: int = 0
    _planned: deque[tuple[str, Kind]] = field(default_factory=deque)
    _dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)  # noqa: S311 - repeatable on purpose

    def plan(self, kind: Kind, *, method: str = "", times: int = 1) -> None:
        """Let the next `times` calls (of that method, if one is named) meet this trouble."""
        self._planned.extend([(method.lower(), kind)] * times)

    def draw(self, method: str) -> Kind | None:
        """What this call meets, if anything; a planned trouble is used up."""
        if self.outage:
            return "reset"
        for one in self._planned:
            if one[0] in ("", method.lower()):
                self._planned.remove(one)
                return one[1]
        return self._by_chance()

    def _by_chance(self) -> Kind | None:
        shares: dict[Kind, float] = {
            "too_many": self.too_many,
            "server_error": self.server_error,
            "html_page": self.html_page,
            "timeout": self.timeout,
            "reset": self.reset,
            "lost_answer": self.lost_answer,
        }
        if not any(shares.values()):
            return None
        point = self._dice.random()
        for kind, share in shares.items():
            point -= share
            if point < 0:
                return kind
        return None


async def silence(request: web.Request, seconds: float) -> None:
    """Hold the call without an answer, until the time is over or the caller has gone."""
    for _ in range(int(seconds / 0.05)):
        if request.transport is None or request.transport.is_closing():
            return
        await asyncio.sleep(0.05)


def hang_up(request: web.Request) -> web.Response:
    """Drop the connection; the response returned reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


def html_page() -> web.Response:
    """The page that a proxy shows in front of a server that is down."""
    return web.Response(status=502, text=HTML_PAGE, content_type="text/html")
