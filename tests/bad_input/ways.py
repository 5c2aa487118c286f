"""How bad input comes: from people's phones, from changed apps, and from anybody who finds the webhooks."""

import itertools
import json
from typing import Any

from bot.sandbox.phones import Phone
from tests.app.town import SECRET, Town, post, said
from tests.bad_input.scene import Scene, Way

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
SIGNATURE = "X-Viber-Content-Signature"
NESTED = b"[" * 5_000 + b"]" * 5_000
UPDATES = itertools.count(10**9)  # ids that the emulated Telegram does not reach
MEGABYTE = b'{"update_id": 1, "x": "' + b"x" * 1_000_000 + b'"}'


def says(text: str, times: int = 1) -> Way:
    """Words, in the messenger's own body, also such as no app would send; the very same event several times."""

    async def way(scene: Scene, phone: Phone) -> int:
        event = _words(scene.town, phone, text)
        for _time in range(times):
            await _bring(scene.town, phone, event)
        return 0

    return way


def types(text: str) -> Way:
    """Words as the app sends them."""

    async def way(scene: Scene, phone: Phone) -> int:
        await scene.town.write(phone, text)
        return 0

    return way


def sends(kind: str) -> Way:
    """A message of another kind."""

    async def way(scene: Scene, phone: Phone) -> int:
        messenger = scene.town.viber if phone.channel == "viber" else scene.town.telegram
        await messenger.send_other(phone.id, kind)
        return 0

    return way


def presses(data: str) -> Way:
    """A button's payload as a changed app can send it; "{offer}" and such stand for ids of others."""

    async def way(scene: Scene, phone: Phone) -> int:
        tampered = data.format(**scene.ids) if "{" in data else data
        if phone.channel == "viber":
            await scene.town.viber.press_data(phone.id, tampered)
        else:
            await scene.town.telegram.press_data(phone.id, said(phone)[-1].id, tampered)
        return 0

    return way


def brings(event: dict[str, Any]) -> Way:
    """An event of any shape, rightly signed."""

    async def way(scene: Scene, phone: Phone) -> int:
        return await _bring(scene.town, phone, {**event})

    return way


def calls(body: bytes, headers: dict[str, str] | None = None) -> Way:
    """A call of the webhook by anybody."""

    async def way(scene: Scene, phone: Phone) -> int:
        return await _call(scene.town, phone.channel, body, headers or {})

    return way


def signed(body: bytes) -> Way:
    """A call of the webhook with the messenger's own secret or signature."""

    async def way(scene: Scene, phone: Phone) -> int:
        return await _call(scene.town, phone.channel, body, _signature(scene.town, phone.channel, body))

    return way


async def signed_for_another(scene: Scene, phone: Phone) -> int:
    """A body with the signature of another one."""
    return await _call(scene.town, "viber", b'{"event": "seen"}', _signature(scene.town, "viber", b"{}"))


def _words(town: Town, phone: Phone, text: str) -> dict[str, Any]:
    if phone.channel == "viber":
        sender = {"id": phone.user_id, "language": "uk", "api_version": 10}
        return town.viber.world.event("message", sender=sender, message={"type": "text", "text": text})
    sender = {"id": int(phone.user_id), "is_bot": False, "first_name": "Olena", "language_code": "uk"}
    chat = {"id": int(phone.chat_id), "type": "private"}
    message = {"message_id": 7, "date": town.telegram.world.now(), "chat": chat, "from": sender, "text": text}
    return {"update_id": next(UPDATES), "message": message}


async def _bring(town: Town, phone: Phone, event: dict[str, Any]) -> int:
    body = json.dumps(event).encode()  # escaped: so a lone surrogate can travel
    return await _call(town, phone.channel, body, _signature(town, phone.channel, body))


def _signature(town: Town, channel: str, body: bytes) -> dict[str, str]:
    return {SIGNATURE: town.viber.callbacks.sign(body)} if channel == "viber" else {SECRET_HEADER: SECRET}


async def _call(town: Town, channel: str, body: bytes, headers: dict[str, str]) -> int:
    return await post(f"{town.bot_url}/{channel}/webhook", body, headers)
