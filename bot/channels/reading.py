"""Reading a file that a messenger keeps for us."""

from aiohttp import ClientResponse

from bot.errors import Undeliverable


async def read_whole(response: ClientResponse, most: int) -> bytes:
    """Return the whole body; raises Undeliverable when it is longer than `most` bytes."""
    body = bytearray()
    async for piece in response.content.iter_any():
        body += piece
        if len(body) > most:
            raise Undeliverable("the file is too big")
    return bytes(body)
