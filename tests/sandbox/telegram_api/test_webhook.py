"""Updates by webhook: the secret, the repetitions, the order within a queue."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiohttp import web

from tests.machine import PATIENCE
from tests.sandbox.telegram_api.stand import Stand

Json = dict[str, Any]
Answer = Callable[[Json, int], web.Response]


class Receiver:
    """A bot's webhook that notes what came and answers as it is told."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.bodies: list[Json] = []
        self.secrets: list[str | None] = []
        self.url = ""
        self.arrived = asyncio.Event()

    async def handle(self, request: web.Request) -> web.Response:
        body: Json = await request.json()
        self.bodies.append(body)
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.arrived.set()
        return self.answer(body, len(self.bodies))

    async def got(self, count: int) -> list[Json]:
        async with asyncio.timeout(PATIENCE):
            while len(self.bodies) < count:
                self.arrived.clear()
                await self.arrived.wait()
        return self.bodies


@asynccontextmanager
async def receiving(answer: Answer = lambda body, count: web.Response()) -> AsyncIterator[Receiver]:
    receiver = Receiver(answer)
    app = web.Application()
    app.router.add_post("/hook", receiver.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def test_updates_come_with_the_secret_what_waited_first(stand: Stand) -> None:
    phone = stand.api.new_phone("Olena", "returnee")
    await stand.api.write(phone.id, "before")
    async with receiving() as receiver:
        await stand.bot.set_webhook(receiver.url, secret_token="s3cret-_")
        await stand.api.write(phone.id, "after")
        await receiver.got(2)
        assert [body["message"]["text"] for body in receiver.bodies] == ["before", "after"]
        assert receiver.secrets == ["s3cret-_"] * 2
        info = await stand.bot.get_webhook_info()
        assert (info.url, info.pending_update_count) == (receiver.url, 0)
        await stand.bot.delete_webhook()


async def test_a_refused_update_is_repeated_and_holds_back_only_its_own_chat(stand: Stand) -> None:
    stand.api.webhook.delays = (0.0, 30.0)
    one, two = await stand.person(), await stand.person("Taras")

    def answer(body: Json, count: int) -> web.Response:
        return web.Response(status=500 if body["message"]["text"] == "poison" and count < 4 else 200)

    async with receiving(answer) as receiver:
        await stand.bot.set_webhook(receiver.url)
        await stand.api.write(one.id, "poison")
        await stand.api.write(one.id, "waits")
        await receiver.got(2)
        await stand.api.write(two.id, "free")
        await receiver.got(3)
        assert [body["message"]["text"] for body in receiver.bodies] == ["poison", "poison", "free"]
        info = await stand.bot.get_webhook_info()
        assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
        assert info.pending_update_count == 2
        stand.api.retry_now()
        await receiver.got(5)
        assert [body["message"]["text"] for body in receiver.bodies[3:]] == ["poison", "waits"]
        await stand.bot.delete_webhook()


async def test_an_update_that_is_too_old_is_given_up(stand: Stand) -> None:
    stand.api.webhook.delays = (30.0,)
    phone = await stand.person()

    def answer(body: Json, count: int) -> web.Response:
        return web.Response(status=200 if "message" in body else 500)

    async with receiving(answer) as receiver:
        await stand.bot.set_webhook(receiver.url)
        await stand.api.press_data(phone.id, phone.bubbles[0].id, "x")
        await receiver.got(1)
        stand.later(seconds=151)
        stand.api.retry_now()
        await stand.api.write(phone.id, "on")
        await receiver.got(2)
        assert "message" in receiver.bodies[-1]
        assert (await stand.bot.get_webhook_info()).pending_update_count == 0


async def test_the_bot_may_ask_to_wait(stand: Stand) -> None:
    phone = await stand.person()

    def answer(body: Json, count: int) -> web.Response:
        return web.Response(status=503, headers={"Retry-After": "3600"})

    async with receiving(answer) as receiver:
        await stand.bot.set_webhook(receiver.url)
        await stand.api.write(phone.id, "a")
        await receiver.got(1)
        await asyncio.sleep(0.05)
        assert len(receiver.bodies) == 1
        await stand.bot.delete_webhook(drop_pending_updates=True)
        assert await stand.raw_updates() == []


@pytest.mark.parametrize("secret", ["with space", "ї", "x" * 257])
async def test_a_secret_of_other_letters_is_refused(stand: Stand, secret: str) -> None:
    with pytest.raises(TelegramBadRequest, match="secret token"):
        await stand.bot.set_webhook("http://127.0.0.1:9/", secret_token=secret)


async def test_an_address_that_is_none_is_refused(stand: Stand) -> None:
    with pytest.raises(TelegramBadRequest, match="bad webhook"):
        await stand.bot.set_webhook("kolo.example")
