"""The fields of a message that Viber's documents know."""

from bot.sandbox.viber_api.statuses import Json

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


def unknown_fields(body: Json) -> list[str]:
    """Names that no Viber document knows: taken in silence, but surely our mistake."""
    known = COMMON | OWN.get(str(body.get("type")), set())
    keyboard = body.get("keyboard")
    inside = keyboard if isinstance(keyboard, dict) else {}
    return [*(set(body) - known), *(f"keyboard.{name}" for name in set(inside) - KEYBOARD_FIELDS)]
