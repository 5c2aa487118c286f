"""The HTTP side of the emulated Bot API: tokens, troubles, answers, downloads."""

import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.sandbox import trouble as troubles
from bot.sandbox.telegram_api.errors import OTHER_POLLER, BadRequest, Json, TelegramError, TooMany
from bot.sandbox.telegram_api.methods import METHODS
from bot.sandbox.telegram_api.methods.call import Call, read_call
from bot.sandbox.telegram_api.receiving import Receiving
from bot.sandbox.telegram_api.updates import Updates
from bot.sandbox.telegram_api.webhook import Webhook
from bot.sandbox.telegram_api.world import World
from bot.sandbox.trouble import Trouble

LARGEST_BODY = 50 * 1024 * 1024 + 64 * 1024
MOST_VIOLATIONS = 100


class Server:
    """Answers `/bot{token}/{method}` and `/file/bot{token}/{path}`."""

    def __init__(self, world: World, updates: Updates, webhook: Webhook, trouble: Trouble) -> None:
        self.world = world
        self.updates = updates
        self.webhook = webhook
        self.trouble = trouble
        self.receiving = Receiving(updates, webhook)
        self.violations: list[str] = []

    def app(self) -> web.Application:
        app = web.Application(client_max_size=LARGEST_BODY)
        app.router.add_route("GET", "/bot{token}/{method}", self.answer)
        app.router.add_route("POST", "/bot{token}/{method}", self.answer)
        app.router.add_get("/file/bot{token}/{path:.+}", self.download)
        app.on_shutdown.append(self._let_go)
        app.on_cleanup.append(self._close)
        return app

    async def _let_go(self, app: web.Application) -> None:
        self.updates.end_poll(OTHER_POLLER)

    async def _close(self, app: web.Application) -> None:
        await self.webhook.close()

    def _knows(self, request: web.Request) -> bool:
        return hmac.compare_digest(request.match_info["token"].encode(), self.world.token.encode())

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One call, with the trouble it meets."""
        name = request.match_info["method"]
        kind = self.trouble.draw(name)
        if kind == "timeout":
            await troubles.silence(request, self.trouble.hold)
        if kind in ("reset", "timeout"):
            return troubles.hang_up(request)
        if kind == "html_page":
            return troubles.html_page()
        try:
            self._refuse(kind)
            response = _ok(await self._result(request, name))
        except TelegramError as error:
            response = _failed(error)
        return troubles.hang_up(request) if kind == "lost_answer" else response

    def _refuse(self, kind: troubles.Kind | None) -> None:
        if kind == "too_many":
            raise TooMany(self.trouble.retry_after)
        if kind == "server_error":
            raise TelegramError(500, "Internal Server Error: restart")

    async def _result(self, request: web.Request, name: str) -> bytes:
        if not self._knows(request):
            raise TelegramError(401, "Unauthorized")
        proper, method = self._method(name.lower())
        try:
            call = await read_call(request, proper)
        except web.HTTPRequestEntityTooLarge as too_large:
            raise TelegramError(413, "Request Entity Too Large") from too_large
        if violation := call.violation():
            self._note(call, violation)
        try:
            result = await method(call)
        except (AttributeError, LookupError, TypeError, ValueError) as malformed:
            if violation is None:
                raise
            raise BadRequest("can't parse the parameters of the request") from malformed
        return result if isinstance(result, bytes) else json.dumps(result, ensure_ascii=False).encode()

    def _method(self, name: str) -> tuple[str, Callable[[Call], Awaitable[Any]]]:
        """The method's proper name, and what answers it."""
        if name in METHODS:
            proper, method = METHODS[name]
            return proper, lambda call: method(self.world, call)
        if name in self.receiving.methods:
            proper, receive = self.receiving.methods[name]
            return proper, lambda call: receive(call.params)
        raise TelegramError(404, "Not Found: method not found")

    def _note(self, call: Call, violation: str) -> None:
        """Write down what does not fit the contract, for the tests and for the red bar on the phone."""
        phone = self._phone_of(call.params)
        for notes in [self.violations, *([phone.violations] if phone else [])]:
            if len(notes) < MOST_VIOLATIONS:
                notes.append(violation)
        if phone:
            self.world.phones.changed(phone)

    def _phone_of(self, params: Json) -> Any:
        chat_id = str(params.get("chat_id", ""))
        chat = self.world.chats.get(int(chat_id)) if chat_id.lstrip("-").isdigit() else None
        return chat.phone if chat else None

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file by the path that `getFile` told."""
        if self.trouble.outage:
            return troubles.hang_up(request)
        file = self.world.files.download(request.match_info["path"], self.world.clock.now())
        if not self._knows(request) or file is None:
            return _failed(TelegramError(404, "Not Found"))
        return web.Response(body=file.data, content_type=file.content_type.partition(";")[0])


def _ok(result: bytes) -> web.Response:
    return web.Response(body=b'{"ok":true,"result":' + result + b"}", content_type="application/json")


def _failed(error: TelegramError) -> web.Response:
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    return web.json_response(body, status=error.code)
