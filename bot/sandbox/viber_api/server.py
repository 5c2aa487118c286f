"""The HTTP side of the emulated Viber: tokens, troubles, answers that are always 200, media links."""

import hmac
import json

from aiohttp import web

from bot.sandbox import trouble as troubles
from bot.sandbox.trouble import Trouble
from bot.sandbox.viber_api import account_calls, statuses
from bot.sandbox.viber_api.sending import broadcast_message, send_message
from bot.sandbox.viber_api.statuses import Json, ViberError, answer
from bot.sandbox.viber_api.world import World

AUTH_HEADER = "X-Viber-Auth-Token"
LARGEST_BODY = 1024 * 1024
REFUSALS: dict[troubles.Kind | None, int] = {
    "too_many": statuses.TOO_MANY_REQUESTS,
    "server_error": statuses.GENERAL_ERROR,
}


class Server:
    """Answers `/{method}` and, for what people sent, `/media/{name}`."""

    def __init__(self, world: World, trouble: Trouble) -> None:
        self.world = world
        self.trouble = trouble

    def app(self) -> web.Application:
        app = web.Application(client_max_size=LARGEST_BODY)
        app.router.add_post("/{method}", self.answer)
        app.router.add_get("/media/{name}", self.media)
        app.on_cleanup.append(self._close)
        return app

    async def _close(self, app: web.Application) -> None:
        await self.world.callbacks.close()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One call, with the trouble it meets."""
        method = request.match_info["method"]
        kind = self.trouble.draw(method)
        if kind == "timeout":
            await troubles.silence(request, self.trouble.hold)
        if kind in ("reset", "timeout"):
            return troubles.hang_up(request)
        if kind == "html_page":
            return troubles.html_page()
        if not self.world.base_url:
            self.world.base_url = str(request.url.parent).rstrip("/")
        try:
            body = await self._result(request, method, kind)
        except ViberError as refused:
            body = answer(refused.status, str(refused))
        return troubles.hang_up(request) if kind == "lost_answer" else web.json_response(body)

    async def _result(self, request: web.Request, method: str, kind: troubles.Kind | None) -> Json:
        body = await _read(request)
        given = request.headers.get(AUTH_HEADER) or str(body.get("auth_token") or "")
        if not hmac.compare_digest(given.encode(), self.world.token.encode()):
            raise ViberError(statuses.INVALID_AUTH_TOKEN)
        if kind in REFUSALS:
            raise ViberError(REFUSALS[kind])
        self._planned(method)
        if method in ACCOUNT_CALLS:
            return await ACCOUNT_CALLS[method](self.world, body)
        if method not in MESSAGE_CALLS:
            raise ViberError(statuses.BAD_DATA, "method")
        if not self.world.callbacks.url:
            raise ViberError(statuses.WEBHOOK_NOT_SET)
        return MESSAGE_CALLS[method](self.world, body)

    def _planned(self, method: str) -> None:
        for one in self.world.statuses:
            if one[0] in ("", method):
                self.world.statuses.remove(one)
                raise ViberError(one[1])

    async def media(self, request: web.Request) -> web.StreamResponse:
        """A file that a person sent, while its link lives."""
        if self.trouble.outage:
            return troubles.hang_up(request)
        found = self.world.media.get(request.match_info["name"], self.world.clock.now())
        if found is None:
            return web.Response(status=404)
        return web.Response(body=found.data, content_type=found.content_type)


ACCOUNT_CALLS = {
    "set_webhook": account_calls.set_webhook,
    "get_account_info": account_calls.get_account_info,
    "get_user_details": account_calls.get_user_details,
    "get_online": account_calls.get_online,
}
MESSAGE_CALLS = {"send_message": send_message, "broadcast_message": broadcast_message}


async def _read(request: web.Request) -> Json:
    try:
        body = json.loads(await request.read() or b"{}")
    except web.HTTPRequestEntityTooLarge as too_large:
        raise ViberError(statuses.BAD_DATA, "the JSON is larger than 30 KB") from too_large
    except ValueError as unreadable:
        raise ViberError(statuses.BAD_DATA, "this is not JSON") from unreadable
    if not isinstance(body, dict):
        raise ViberError(statuses.BAD_DATA, "an object is expected")
    return body
