"""Fetches the photos and voice messages that people sent, and makes them safe to be passed on."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Final, TypeAlias

import structlog

from bot.domain.pictures import MOST_PIXELS, TooBig, UnreadablePicture, cleaned
from bot.domain.voices import UnreadableVoice, untagged
from bot.errors import Undeliverable
from bot.i18n import Text, _
from bot.screens import Screen, command_button
from storage import media, outbox
from storage.database import Database
from storage.media import NewMedia
from storage.outbox import Priority

Fetcher: TypeAlias = Callable[[str], Awaitable[bytes]]

log = structlog.get_logger(__name__)
AT_ONCE: Final = 4  # of up to 20 MB each, in memory
TOO_BIG: Final = _(
    "The photo you sent is too large to be opened: {n} megapixels are the most. "
    "Sent as a photo, not as a file, or as a picture of the screen, it will be smaller."
)


async def run(database: Database, fetchers: Mapping[str, Fetcher]) -> int:
    """Fetch what waits, by the fetcher of its channel; return how many media came or were given up."""
    async with database.transaction() as session:
        waiting = await media.to_fetch(session)
    places, table = asyncio.Semaphore(AT_ONCE), asyncio.Lock()
    return sum(
        await asyncio.gather(*(_fetch(database, fetchers, medium, places, table) for medium in waiting))
    )


async def _fetch(
    database: Database,
    fetchers: Mapping[str, Fetcher],
    medium: NewMedia,
    places: asyncio.Semaphore,
    table: asyncio.Lock,
) -> int:
    try:
        async with places:
            if not await _begun(database, medium):
                return 0
            data = await fetchers[medium.channel](medium.source)
            body = await _made_safe(data, table) if medium.kind == "photo" else untagged(data)
        async with database.transaction() as session:
            await media.fetched(session, medium.id, body)
        return 1
    except Exception as error:  # one that fails is tried again; the rest goes on
        log.warning("media_not_fetched", media=medium.id, channel=medium.channel, error=type(error).__name__)
        for_good = isinstance(error, UnreadablePicture | UnreadableVoice | Undeliverable)
        return await _postpone(database, medium, for_good, isinstance(error, TooBig))


async def _begun(database: Database, medium: NewMedia) -> bool:
    """Whether this try is ours, and not one too many: the last ones may have ended the process."""
    async with database.transaction() as session:
        claimed = await media.claim(session, medium)
    if claimed and medium.attempts > len(media.AGAIN):
        raise Undeliverable("no try came to an end")
    return claimed


async def _made_safe(data: bytes, table: asyncio.Lock) -> bytes:
    """Clean one picture at a time: some hundred megabytes are needed for the largest."""
    async with table:
        return await asyncio.to_thread(cleaned, data)


async def _postpone(database: Database, medium: NewMedia, for_good: bool, too_big: bool) -> int:
    """Try again later, or give it up and tell the one who sent it."""
    async with database.transaction() as session:
        given_up = await media.failed(session, medium, for_good)
        if given_up:
            lost = Screen(_lost(medium.kind, too_big), ((command_button(_("Menu"), "menu"),),))
            # What fails for good fails at once: the person has just sent it, and waits.
            await outbox.push(session, medium.person_id, lost, Priority.REPLY, wakes=for_good)
    return int(given_up)


def _lost(kind: str, too_big: bool) -> Text:
    """What the person reads whose photo or voice message could not be had."""
    if too_big:
        return TOO_BIG.format(n=MOST_PIXELS // 1_000_000)
    if kind == "photo":
        return _("The photo you sent did not arrive. Please send it again, or say in words what is on it.")
    return _("The voice message you sent did not arrive. Please record it again, or write it in words.")
