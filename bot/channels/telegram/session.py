"""aiogram's session made lean: JSON goes both ways, and no model is built from an answer that nobody reads."""

import json
from typing import Any

import aiohttp
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import TelegramNetworkError, TelegramServerError
from aiogram.methods import SendDocument, SendPhoto, SendVoice, TelegramMethod

TIMEOUT = 20  # seconds for one call


class LeanSession(AiohttpSession):
    """aiogram's session, but JSON goes both ways and no model is built from an answer we do not read.

    Only what was set is sent: aiogram's own defaults stay out.
    """

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:
        """Call the Bot API and return `result` as plain JSON; raises aiogram's exceptions."""
        if isinstance(method, SendDocument | SendPhoto | SendVoice):
            return await super().make_request(bot, method, timeout)
        session = await self.create_session()
        url = self.api.api_url(token=bot.token, method=method.__api_method__)
        body = method.model_dump_json(exclude_unset=True).encode()
        headers = {"Content-Type": "application/json"}
        limit = aiohttp.ClientTimeout(total=timeout or TIMEOUT)
        try:
            async with session.post(url, data=body, headers=headers, timeout=limit) as response:
                raw = await response.read()
        except TimeoutError:
            raise TelegramNetworkError(method=method, message="timeout") from None
        except aiohttp.ClientError as error:
            raise TelegramNetworkError(method=method, message=type(error).__name__) from None
        if response.status == 200 and (answer := _json(raw)) is not None and answer.get("ok"):
            return answer["result"]
        return self.check_response(bot, method, response.status, raw.decode("utf-8", "replace")).result

    def check_response(self, bot: Bot, method: TelegramMethod[Any], status_code: int, content: str) -> Any:
        """As aiogram does, but an error without a description is a server in trouble, not a mistake of ours."""
        try:
            return super().check_response(bot, method, status_code, content)
        except TypeError:
            raise TelegramServerError(method=method, message="no description") from None


def _json(raw: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(raw)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None
