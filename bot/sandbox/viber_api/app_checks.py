"""What only the Viber app checks: the API answers 0, and a `failed` event comes later."""

from typing import Any

from bot.sandbox.viber_api.statuses import Json

GRID = 6
MOST_ROWS = 2
MOST_BUTTONS = 24
ACTION_TYPES = ("reply", "open-url", "location-picker", "share-phone", "none")


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
