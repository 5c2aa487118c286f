"""How Viber's callbacks reach us: signed, answered with 200 only after the commit."""

import hashlib
import hmac
import json
from typing import Any

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.channels.base import Reception
from bot.channels.viber.events import parse
from bot.channels.viber.sending import welcome

log = structlog.get_logger(__name__)
SIGNATURE = "X-Viber-Content-Signature"


def is_signed(raw: bytes, signature: str, token: str) -> bool:
    """Whether the hexadecimal signature is the HMAC-SHA256 of the body under the token; in constant time."""
    expected = hmac.new(token.encode(), raw, hashlib.sha256).hexdigest()
    return hmac.compare_digest(signature.lower().encode("utf-8", "surrogatepass"), expected.encode())


def webhook(token: str, bot_name: str, reception: Reception) -> Handler:
    """Return the handler of the webhook."""

    async def handle(request: web.Request) -> web.Response:
        raw = await request.read()
        if not is_signed(raw, request.headers.get(SIGNATURE) or request.query.get("sig", ""), token):
            return web.Response(status=403)
        try:
            callback: Any = json.loads(raw)
        except (ValueError, RecursionError):
            return web.Response(status=400)
        try:
            event = parse(callback)
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
            log.warning("unreadable_callback", error=type(error).__name__)
            await reception.set_aside_raw("viber", hashlib.sha256(raw).hexdigest(), raw)
            return web.Response()
        screen = (await reception.receive(event)).welcome if event is not None else None
        return web.json_response(welcome(screen, bot_name)) if screen is not None else web.Response()

    return handle
