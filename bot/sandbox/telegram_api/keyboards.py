"""Keyboards: what the Bot API accepts, what it keeps in the message, what the phone shows."""

from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.phones import Phone, PhoneButton
from bot.sandbox.telegram_api.errors import BadRequest, Json

MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
LONGEST_DATA = 64
LONGEST_COPY = 256
LONGEST_PLACEHOLDER = 64
STYLES = ("danger", "success", "primary")
ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "disabled",
)


def inline_markup(markup: Any) -> Json | None:
    """The inline keyboard to keep in the message, checked; None if there is none."""
    if markup is None or markup == {}:
        return None
    if not isinstance(markup, dict):
        raise BadRequest("object expected as reply markup")
    rows = markup.get("inline_keyboard")
    if rows is None:
        return None
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise BadRequest('field "inline_keyboard" must be of type Array')
    kept = [[_inline_button(button) for button in row] for row in rows if row]
    if sum(map(len, kept)) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in kept):
        raise BadRequest("reply markup is too long")
    return {"inline_keyboard": kept} if kept else None


def _inline_button(button: Any) -> Json:
    _check_label(button, "inline keyboard button")
    if not any(button.get(action) not in (None, "") for action in ACTIONS):
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    if len(str(button.get("callback_data") or "").encode()) > LONGEST_DATA:
        raise BadRequest("BUTTON_DATA_INVALID")
    if "url" in button:
        _check_url(str(button["url"]))
    if "copy_text" in button and not 1 <= len(str(button["copy_text"].get("text", ""))) <= LONGEST_COPY:
        raise BadRequest("BUTTON_COPY_TEXT_INVALID")
    return dict(button)


def _check_label(button: Any, kind: str) -> None:
    if not isinstance(button, dict):
        raise _unreadable("expected an Object", kind)
    if "text" not in button:
        raise _unreadable('Can\'t find field "text"', kind)
    if not isinstance(button["text"], str):
        raise _unreadable('Field "text" must be of type String', kind)
    if not button["text"].strip():
        raise BadRequest(f"{kind} text must be non-empty")
    if button.get("style") not in (None, *STYLES):
        raise _unreadable("invalid button style specified", kind)


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https", "tg", "ton", ""):
        raise BadRequest(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if parts.scheme in ("http", "https") and "." not in (parts.hostname or ""):
        raise BadRequest(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _unreadable(why: str, kind: str = "inline keyboard button") -> BadRequest:
    return BadRequest(f"can't parse {kind}: {why}")


def as_phone_buttons(markup: Json | None) -> list[list[PhoneButton]]:
    """An inline keyboard as the phone shows it."""
    rows = (markup or {}).get("inline_keyboard", [])
    return [[_phone_button(button) for button in row] for row in rows]


def _phone_button(button: Json) -> PhoneButton:
    return PhoneButton(
        text=button["text"],
        data=button.get("callback_data", ""),
        url=button.get("url"),
        copy=(button.get("copy_text") or {}).get("text"),
        style=button.get("style"),
    )


def change_reply_keyboard(phone: Phone, markup: Any) -> None:
    """Show or take away the keyboard under the input field, as the markup says."""
    if not isinstance(markup, dict):
        return
    if markup.get("remove_keyboard"):
        phone.keyboard, phone.placeholder = [], ""
    if "keyboard" in markup:
        placeholder = str(markup.get("input_field_placeholder") or "")
        if len(placeholder) > LONGEST_PLACEHOLDER:
            raise BadRequest("reply keyboard placeholder is too long")
        phone.keyboard = [[_reply_button(button) for button in row] for row in markup["keyboard"] if row]
        phone.placeholder = placeholder


def _reply_button(button: Any) -> PhoneButton:
    body = {"text": button} if isinstance(button, str) else button
    _check_label(body, "keyboard button")
    return PhoneButton(text=body["text"], data=body["text"], style=body.get("style"))
