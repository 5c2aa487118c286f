"""Packs a message of the outbox for a channel, with the bytes of its photo or voice."""

from bot.channels.base import Channel, Parcel
from storage import media
from storage.database import Database
from storage.outbox import Outgoing


class BeingFetched(Exception):
    """The photo of a message is not here yet."""


async def pack(database: Database, channel: Channel, message: Outgoing) -> Parcel:
    """Return what the channel sends; raise BeingFetched while a photo or voice is still on its way to us."""
    body = message.body
    picture = voice = None
    page = ""
    if "picture" in body or "voice" in body:
        found, page = await _medium(database, channel, body.get("picture") or body.get("voice") or 0)
        picture, voice = (found, None) if "picture" in body else (None, found)
    return Parcel(
        message.account.address,
        body.get("text", ""),
        tuple(tuple((label, data, style) for label, data, style in row) for row in body.get("rows", ())),
        picture,
        page,
        voice,
        body.get("edit", ""),
        body.get("delete", ""),
        body.get("reply_to", ""),
    )


async def _medium(database: Database, channel: Channel, id: int) -> tuple[bytes | None, str]:
    """The bytes of a stored medium, and the page from which Viber fetches a picture."""
    async with database.transaction() as session:
        state, body = await media.body(session, id)
        if state == media.NEW:
            raise BeingFetched
        page = media.new_page() if channel.hosts_pictures and body is not None else ""
        if page:
            await media.host(session, id, page)
    return body, page
