"""What Viber's API checks in a message before it answers with a status."""

from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.viber_api.statuses import BAD_DATA, MISSING_DATA, Json, ViberError

LARGEST_JSON = 30 * 1024
LONGEST_SENDER_NAME = 28
LONGEST_TEXT = 7000
LONGEST_PICTURE_TEXT = 512
LONGEST_TRACKING = 4000
LONGEST_URL = 2000
LONGEST_CONTACT = {"name": 28, "phone_number": 18}
LONGEST_FILE_NAME = 256
PICTURE_ENDINGS = (".jpeg", ".jpg", ".png", ".gif")
REQUIRED = {
    "text": ("text",),
    "picture": ("media",),
    "video": ("media", "size"),
    "file": ("media", "size", "file_name"),
    "contact": ("contact",),
    "location": ("location",),
    "url": ("media",),
    "sticker": ("sticker_id",),
    "rich_media": ("rich_media",),
}


def check_message(body: Json) -> None:
    """ViberError if the API would refuse this message (its receiver is not looked at)."""
    sender = body.get("sender")
    name = sender.get("name") if isinstance(sender, dict) else None
    _need(isinstance(name, str) and name != "", "sender.name", MISSING_DATA)
    _need(len(str(name)) <= LONGEST_SENDER_NAME, "sender.name")
    _need(len(str(body.get("tracking_data") or "")) <= LONGEST_TRACKING, "tracking_data")
    _need(isinstance(body.get("min_api_version") or 1, int), "min_api_version")
    keyboard = body.get("keyboard")
    _need(keyboard is None or isinstance(keyboard, dict), "keyboard")
    kind = body.get("type")
    if kind is None and keyboard:
        return
    _need(kind is not None, "type", MISSING_DATA)
    _need(isinstance(kind, str) and kind in REQUIRED, "type")
    for field in REQUIRED[str(kind)]:
        _need(body.get(field) not in (None, ""), field, MISSING_DATA)
    if kind in LIMITS:
        LIMITS[str(kind)](body)


def _need(holds: bool, field: str, status: int = BAD_DATA) -> None:
    if not holds:
        raise ViberError(status, field)


def _text(body: Json) -> None:
    _need(isinstance(body["text"], str) and len(body["text"]) <= LONGEST_TEXT, "text")


def _picture(body: Json) -> None:
    _need(isinstance(body.get("text"), str), "text", MISSING_DATA)
    _need(len(body["text"]) <= LONGEST_PICTURE_TEXT, "text")
    _need(_is_link(body["media"], PICTURE_ENDINGS), "media")


def _video(body: Json) -> None:
    _need(_is_link(body["media"], (".mp4",)), "media")
    _need(int(body.get("duration") or 0) <= 180, "duration")


def _file(body: Json) -> None:
    name = str(body["file_name"])
    _need("." in name and len(name) <= LONGEST_FILE_NAME, "file_name")
    _need(_is_link(body["media"]), "media")


def _contact(body: Json) -> None:
    contact = body["contact"]
    for field, longest in LONGEST_CONTACT.items():
        value = contact.get(field) if isinstance(contact, dict) else None
        _need(bool(value), f"contact.{field}", MISSING_DATA)
        _need(len(str(value)) <= longest, f"contact.{field}")


def _location(body: Json) -> None:
    place = body["location"]
    _need(isinstance(place, dict) and "lat" in place and "lon" in place, "location", MISSING_DATA)


def _url(body: Json) -> None:
    _need(len(str(body["media"])) <= LONGEST_URL and _is_link(body["media"]), "media")


LIMITS = {
    "text": _text,
    "picture": _picture,
    "video": _video,
    "file": _file,
    "contact": _contact,
    "location": _location,
    "url": _url,
}


def _is_link(value: Any, endings: tuple[str, ...] = ()) -> bool:
    parts = urlsplit(value) if isinstance(value, str) else urlsplit("")
    fits = not endings or parts.path.lower().endswith(endings)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and fits
