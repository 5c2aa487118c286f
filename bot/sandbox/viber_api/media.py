"""Media at the emulated Viber: links for the bot that live one hour, pictures fetched from the bot."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import aiohttp

LINK_LIVES = timedelta(hours=1)
LARGEST_PICTURE = 3 * 1024 * 1024
"""Bytes; the limit on Android, on iOS it is 1 MB."""
PATIENCE = aiohttp.ClientTimeout(total=10)
KINDS = {b"\xff\xd8": "image/jpeg", b"\x89P": "image/png", b"GI": "image/gif"}


@dataclass(frozen=True)
class Media:
    """A file that a person sent; gone after `until`."""

    data: bytes
    content_type: str
    until: datetime


class MediaStore:
    """What people sent, by the random name in its link."""

    def __init__(self) -> None:
        self._media: dict[str, Media] = {}

    def add(self, data: bytes, content_type: str, ending: str, now: datetime) -> str:
        """Keep a file for an hour of the clock; returns its name."""
        name = f"{secrets.token_hex(16)}{ending}"
        self._media[name] = Media(data, content_type, now + LINK_LIVES)
        return name

    def get(self, name: str, now: datetime) -> Media | None:
        found = self._media.get(name)
        return found if found and now < found.until else None


async def fetched(session: aiohttp.ClientSession, url: str) -> tuple[bytes, str]:
    """The picture behind the bot's link, asked for as Viber does: HEAD, then GET.

    Raises ValueError with the reason if the app could not show it.
    """
    try:
        async with session.head(url, timeout=PATIENCE) as head:
            if head.status != 200:
                raise ValueError(f"HEAD of the picture answered {head.status}")
        async with session.get(url, timeout=PATIENCE) as answer:
            data = await answer.content.read(LARGEST_PICTURE + 1)
            if answer.status != 200:
                raise ValueError(f"GET of the picture answered {answer.status}")
    except (aiohttp.ClientError, TimeoutError) as unreachable:
        raise ValueError("the picture cannot be reached") from unreachable
    return data, picture_kind(data)


def picture_kind(data: bytes) -> str:
    """The content type by the first bytes; ValueError if it is no picture or too large."""
    if len(data) > LARGEST_PICTURE:
        raise ValueError("the picture is too large")
    if data[:2] not in KINDS:
        raise ValueError("this is not a picture")
    return KINDS[data[:2]]
