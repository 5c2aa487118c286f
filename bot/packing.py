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
    found, page = None, ""
    medium = body.get("picture") or body.get("voice") or body.get("document")
    if medium:
        found, page = await _medium(database, channel, medium)
    return Parcel(
        message.account.address,
        body.get("text", ""),
        tuple(tuple((label, data, style) for label, data, style in row) for row in body.get("rows", ())),
        found if "picture" in body else None,
        page,
        found if "voice" in body else None,
        found if "document" in body else None,
        body.get("file_name", ""),
        body.get("edit", ""),
        body.get("delete", ""),
        body.get("reply_to", ""),
        body.get("thread", ""),
        body.get("pin", ""),
        body.get("only_edit", False),
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
