"""What Viber's API checks in a message (a status), and what only the app checks (a later `failed` event)."""

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
GRID = 6
MOST_ROWS = 2
MOST_BUTTONS = 24
ACTION_TYPES = ("reply", "open-url", "location-picker", "share-phone", "none")
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
COMMON = {
    "receiver",
    "type",
    "sender",
    "tracking_data",
    "min_api_version",
    "keyboard",
    "auth_token",
    "alt_text",
}
OWN = {
    "text": {"text"},
    "picture": {"text", "media", "thumbnail"},
    "video": {"media", "size", "duration", "thumbnail", "text"},
    "file": {"media", "size", "file_name"},
    "contact": {"contact"},
    "location": {"location"},
    "url": {"media"},
    "sticker": {"sticker_id"},
    "rich_media": {"rich_media"},
}
KEYBOARD_FIELDS = {
    "Type",
    "Buttons",
    "BgColor",
    "DefaultHeight",
    "CustomDefaultHeight",
    "HeightScale",
    "ButtonsGroupColumns",
    "ButtonsGroupRows",
    "InputFieldState",
    "FavoritesMetadata",
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


def app_failure(body: Json) -> str | None:
    """Why the app would not show this message, though the API took it; None if it would."""
    keyboard = body.get("keyboard")
    if not keyboard:
        return None
    if keyboard.get("Type") != "keyboard":
        return "keyboard.Type must be keyboard"
    buttons = keyboard.get("Buttons")
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= MOST_BUTTONS:
        return f"keyboard.Buttons must hold 1 to {MOST_BUTTONS} buttons"
    problems = (_button_problem(number, button) for number, button in enumerate(buttons))
    return next((problem for problem in problems if problem), None)


def _button_problem(number: int, button: Any) -> str | None:
    where = f"keyboard.Buttons.{number}"
    if not isinstance(button, dict):
        return f"{where} must be an object"
    if button.get("Columns", GRID) not in range(1, GRID + 1):
        return f"{where}.Columns must be 1 to {GRID}"
    if button.get("Rows", 1) not in range(1, MOST_ROWS + 1):
        return f"{where}.Rows must be 1 to {MOST_ROWS}"
    if not isinstance(button.get("ActionBody"), str) or not button["ActionBody"]:
        return f"{where}.ActionBody is required"
    if button.get("ActionType", "reply") not in ACTION_TYPES:
        return f"{where}.ActionType is unknown"
    if not button.get("Text") and not button.get("Image"):
        return f"{where} has neither Text nor Image"
    return None


def unknown_fields(body: Json) -> list[str]:
    """Names that no Viber document knows: taken in silence, but surely our mistake."""
    known = COMMON | OWN.get(str(body.get("type")), set())
    keyboard = body.get("keyboard")
    inside = keyboard if isinstance(keyboard, dict) else {}
    return [*(set(body) - known), *(f"keyboard.{name}" for name in set(inside) - KEYBOARD_FIELDS)]
