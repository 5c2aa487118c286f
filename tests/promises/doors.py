"""Both doors of the bot, the webhooks over HTTP, with the real dispatcher behind them and people with phones."""

import asyncio
import hashlib
import hmac
import itertools
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import BytesIO

from aiohttp import ClientSession
from aiohttp.test_utils import TestServer

from bot.channels.telegram.intake import SECRET as SECRET_HEADER, Intake
from bot.channels.telegram.sending import TelegramChannel
from bot.channels.viber.intake import SIGNATURE, webhook
from bot.web import site
from storage import quarantine
from storage.database import Database
from storage.outbox import Outgoing
from tests.channels.scripted import scripted
from tests.chat import Chat, opened

SECRET = "webhook-secret-of-the-tests"
TOKEN = "viber-token-of-the-tests"
Headers = Mapping[str, str]
Asked = tuple[str, bytes]  # (channel, body)


@dataclass
class Doors:
    """`answers` counts messages by (channel, address) since it was last emptied; `seconds` is of every call."""

    chat: Chat
    http: ClientSession
    url: str
    answers: Counter[tuple[str, str]] = field(default_factory=Counter)
    sent: list[Outgoing] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    async def call(self, channel: str, body: bytes, headers: Headers | None = None) -> tuple[int, bytes]:
        """Bring a body, rightly signed unless other headers are given; return the status and what is said."""
        began = time.monotonic()
        given = signed(channel, body) if headers is None else headers
        async with self.http.post(
            f"{self.url}/{channel}/webhook", data=BytesIO(body), headers=given
        ) as answer:
            said = await answer.read()
        self.seconds.append(time.monotonic() - began)
        return answer.status, said

    async def call_all(self, asked: Sequence[Asked]) -> list[tuple[int, bytes]]:
        """Bring many at once, as people do; then let what follows arrive on the phones."""
        said = await self.bring_all(asked)
        await self.chat.settle()
        return said

    async def bring_all(self, asked: Sequence[Asked]) -> list[tuple[int, bytes]]:
        """Bring many at once; what follows is committed."""
        return await asyncio.gather(*(self.call(channel, body) for channel, body in asked))

    async def set_aside(self) -> int:
        """How many events are in quarantine."""
        async with self.chat.database.transaction() as session:
            return await quarantine.count(session)

    def committed(self, messages: list[Outgoing]) -> None:
        """Note what is on its way."""
        self.answers.update((out.account.channel, out.account.address) for out in messages)
        self.sent.extend(messages)


def signed(channel: str, body: bytes) -> dict[str, str]:
    """The headers with which the messenger itself brings a body."""
    if channel == "telegram":
        return {SECRET_HEADER: SECRET}
    return {SIGNATURE: hmac.new(TOKEN.encode(), body, hashlib.sha256).hexdigest()}


@asynccontextmanager
async def doors(database: Database) -> AsyncIterator[Doors]:
    """Open both webhooks while the block runs; Telegram itself takes every call and says yes."""
    async with opened(database) as chat, scripted() as telegram, ClientSession() as http:
        chat.keys = itertools.count(10**15)  # apart from those that come through the doors
        telegram.will_answer(200, {"ok": True, "result": True})
        channel = TelegramChannel("1000001:token-of-the-tests", telegram.url)
        webhooks = {
            "/telegram/webhook": Intake(channel, chat.dispatcher).webhook(SECRET),
            "/viber/webhook": webhook(TOKEN, "Kolo", chat.dispatcher),
        }
        async with _closing(channel), TestServer(site(database, webhooks)) as server:
            one = Doors(chat, http, str(server.make_url("")).rstrip("/"))
            arrive = database.committed

            def committed(messages: list[Outgoing]) -> None:
                one.committed(messages)
                arrive(messages)

            database.committed = committed
            chat.dispatcher.farewell = lambda message: committed([message])
            yield one


@asynccontextmanager
async def _closing(channel: TelegramChannel) -> AsyncIterator[None]:
    try:
        yield
    finally:
        await channel.close()
