"""How updates reach us: by long polling, or by webhook; confirmed to Telegram only after their commit."""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import structlog
from aiohttp import web

from bot.channels.base import Reception
from bot.channels.telegram.sending import TelegramChannel
from bot.channels.telegram.updates import parse, unreadable_key
from bot.errors import Halted, TryLater
from bot.tasks import start, stop

log = structlog.get_logger(__name__)
POLL = 25  # seconds of one long poll; Telegram's server cuts it at 50
LOOK = 0.6  # seconds between looks while a commit takes long or fails; asked sooner, Telegram gives one update only
UNREADABLE = (
    KeyError,
    TypeError,
    ValueError,
    AttributeError,
    IndexError,
    OverflowError,
    RecursionError,  # nested as deep as can just be read, and too deep for anything after that
)
SECRET = "X-Telegram-Bot-Api-Secret-Token"


class Intake:
    """Reads updates and hands them on; what cannot be read is set aside and never stops the rest."""

    def __init__(self, channel: TelegramChannel, reception: Reception) -> None:
        self._channel, self._reception = channel, reception
        self._offset: int | None = None

    async def take(self, updates: Sequence[Any]) -> None:
        """Handle updates; on return each of them is committed or set aside."""
        events = []
        for update in updates:
            try:
                events.append(parse(update))
            except UNREADABLE as error:
                log.warning("unreadable_update", error=type(error).__name__)
                await self._reception.set_aside_raw("telegram", unreadable_key(update), _raw(update))
        for event in events:
            if event.press:
                start(self._channel.acknowledge(event.press), "acknowledge")
        await self._reception.receive_all([event for event in events if event.kind != "ignored"])

    async def poll(self) -> None:
        """Ask for updates until cancelled; the offset moves only after the commit."""
        failures = 0
        while True:
            try:
                numbers = await self._take_all(await self._channel.updates(self._offset, POLL))
                self._offset = max((number + 1 for number in numbers), default=self._offset)
                failures = 0
            except (TryLater, Halted) as error:
                failures += 1
                log.warning("polling_paused", reason=str(error))
                await asyncio.sleep(getattr(error, "seconds", None) or min(2.0**failures, 60.0))
            except Exception as error:  # the database is away: Telegram keeps the updates for us
                log.error("updates_not_committed", error=type(error).__name__)
                await asyncio.sleep(LOOK)  # no longer: a call for help may come at any moment

    async def _take_all(self, updates: Sequence[Any]) -> set[int]:
        """Handle updates, and while that takes long also what comes meanwhile: a call for help waits for no commit.

        Return the numbers of all once they are committed; raises when any of them is not.
        """
        numbers, taking = {_number(update) for update in updates}, [start(self.take(updates), "updates")]
        try:
            while (await asyncio.wait(taking, timeout=LOOK))[1]:
                more = [update for update in await self._look() if _number(update) not in numbers]
                numbers.update(map(_number, more))
                if more:
                    taking.append(start(self.take(more), "updates"))
        finally:
            await stop(*taking)
        for taken in taking:
            taken.result()
        return numbers

    async def _look(self) -> Sequence[Any]:
        """What is not confirmed yet, without confirming anything."""
        try:
            return await self._channel.updates(self._offset, 0)
        except (TryLater, Halted):
            return ()

    def webhook(self, secret: str) -> Callable[[web.Request], Awaitable[web.Response]]:
        """Return the handler of the webhook: 200 only after the commit."""

        async def handle(request: web.Request) -> web.Response:
            given = request.headers.get(SECRET, "").encode("utf-8", "surrogateescape")
            if not hmac.compare_digest(given, secret.encode()):
                return web.Response(status=401)
            raw = await request.read()
            try:
                update = json.loads(raw)
            except (ValueError, RecursionError):
                return web.Response(status=400)
            await self.take([update])
            return web.Response()

        return handle


def _raw(update: object) -> bytes:
    try:
        return json.dumps(update, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")
    except RecursionError:
        return b"nested too deep to be written"


def _number(update: Mapping[str, Any]) -> int:
    """The id of an update, also of one that cannot be read; 0 when it has none."""
    found = update.get("update_id") if isinstance(update, dict) else None
    return found if isinstance(found, int) else 0
