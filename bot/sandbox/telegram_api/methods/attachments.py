"""What a call attaches: an upload, a file id, or a link that Telegram fetches."""

import aiohttp

from bot.sandbox.telegram_api.errors import BadRequest
from bot.sandbox.telegram_api.files import File, Photo
from bot.sandbox.telegram_api.methods.call import Call, Upload
from bot.sandbox.telegram_api.world import World

LARGEST = 20 * 1024 * 1024
PATIENCE = aiohttp.ClientTimeout(total=10)


async def photo(world: World, call: Call) -> Photo:
    """The picture of a call."""
    if upload := call.upload("photo"):
        return world.add_photo(upload.data)
    source = _source(call, "photo")
    if source.startswith(("http://", "https://")):
        return world.add_photo((await _fetched(source)).data)
    return world.files.photo(source)


async def file(world: World, call: Call, kind: str) -> File:
    """The file of a call, in the parameter named like its kind."""
    upload = call.upload(kind)
    source = "" if upload else _source(call, kind)
    if source.startswith(("http://", "https://")):
        upload = await _fetched(source)
    if upload is None:
        return world.files.get(source)
    if not upload.data:
        raise BadRequest("file must be non-empty")
    return world.files.add(upload.data, upload.content_type, upload.name)


def _source(call: Call, kind: str) -> str:
    source = call.params.get(kind)
    if not source or not isinstance(source, str):
        raise BadRequest(f"there is no {kind} in the request")
    return source


async def _fetched(url: str) -> Upload:
    """The file behind a link; BadRequest as Telegram says it."""
    try:
        async with aiohttp.ClientSession(timeout=PATIENCE) as session, session.get(url) as answer:
            data = await answer.content.read(LARGEST + 1)
            if answer.status != 200 or len(data) > LARGEST:
                raise BadRequest("failed to get HTTP URL content")
            return Upload(data, answer.url.name or "file", answer.content_type)
    except (TimeoutError, aiohttp.ClientError) as unreachable:
        raise BadRequest("failed to get HTTP URL content") from unreachable
