"""Messages that a bot of words and buttons did not ask for, in Viber's shapes."""

from collections.abc import Callable

from bot.sandbox.viber_api.statuses import Json

Link = Callable[[bytes, str, str], str]
"""Makes a link that lives an hour from bytes, content type and ending."""
SOME_BYTES = b"%PDF-1.4\n%%EOF\n"


def _sticker(link: Link) -> Json:
    return {"type": "sticker", "sticker_id": 46105}


def _contact(link: Link) -> Json:
    return {"type": "contact", "contact": {"name": "Contact", "phone_number": "+380000000000"}}


def _location(link: Link) -> Json:
    return {"type": "location", "location": {"lat": 50.45, "lon": 30.52}}


def _video(link: Link) -> Json:
    media = link(SOME_BYTES, "video/mp4", ".mp4")
    return {"type": "video", "media": media, "thumbnail": media, "size": len(SOME_BYTES), "duration": 3}


def _file(link: Link) -> Json:
    media = link(SOME_BYTES, "application/pdf", ".pdf")
    return {"type": "file", "media": media, "file_name": "paper.pdf", "size": len(SOME_BYTES)}


def _voice(link: Link) -> Json:
    """A voice note as a file: how Viber really tells it is not documented."""
    media = link(SOME_BYTES, "audio/mp4", ".m4a")
    return {"type": "file", "media": media, "file_name": "voice.m4a", "size": len(SOME_BYTES)}


def _url(link: Link) -> Json:
    return {"type": "url", "media": "https://example.org/"}


def _unknown(link: Link) -> Json:
    return {"type": "hologram", "text": ""}


KINDS: dict[str, tuple[Callable[[Link], Json], str]] = {
    "sticker": (_sticker, "👋"),
    "contact": (_contact, "👤"),
    "location": (_location, "📍"),
    "video": (_video, "🎞 0:03"),
    "file": (_file, "📄 paper.pdf"),
    "voice": (_voice, "🎤 0:03"),
    "url": (_url, "https://example.org/"),
    "unknown": (_unknown, "◌"),
}
"""Kind of message: how its content is made, and what the sender's phone shows."""


def content(kind: str, link: Link) -> tuple[Json, str]:
    """The content of such a message and its bubble's text; LookupError for an unknown kind."""
    make, shown = KINDS[kind]
    return make(link), shown
