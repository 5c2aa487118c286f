"""Viber keyboards as the phone shows them: buttons laid into rows of six columns."""

import html
import re

from bot.sandbox.phones import PhoneButton
from bot.sandbox.viber_api.app_checks import GRID
from bot.sandbox.viber_api.statuses import Json

TAG = re.compile(r"<[^<>]*>")


def rows_of(keyboard: Json | None) -> list[list[Json]]:
    """The buttons in rows; a button that no longer fits begins a new row."""
    rows: list[list[Json]] = []
    room = 0
    for button in (keyboard or {}).get("Buttons", []):
        width = button.get("Columns", GRID)
        if width > room:
            rows.append([])
            room = GRID
        rows[-1].append(button)
        room -= width
    return rows


def as_phone_button(button: Json) -> PhoneButton:
    """One button; its simple HTML is only decoration."""
    opens = button.get("ActionType") == "open-url"
    return PhoneButton(
        text=html.unescape(TAG.sub("", str(button.get("Text", "")))),
        data=button["ActionBody"],
        url=button["ActionBody"] if opens else None,
        style=button.get("BgColor"),
        columns=button.get("Columns", GRID),
    )
