"""Fetches what a bot names by a link, as Telegram's servers would."""

import aiohttp

from bot.sandbox.telegram_api.errors import BadRequest
from bot.sandbox.telegram_api.methods.call import Upload

LARGEST = 20 * 1024 * 1024
PATIENCE = aiohttp.ClientTimeout(total=10)


async def fetched(url: str) -> Upload:
    """The file behind a link; BadRequest as Telegram says it."""
    try:
        async with aiohttp.ClientSession(timeout=PATIENCE) as session, session.get(url) as answer:
            data = await answer.content.read(LARGEST + 1)
            if answer.status != 200 or len(data) > LARGEST:
                raise BadRequest("failed to get HTTP URL content")
            return Upload(data, answer.url.name or "file", answer.content_type)
    except (TimeoutError, aiohttp.ClientError) as unreachable:
        raise BadRequest("failed to get HTTP URL content") from unreachable
