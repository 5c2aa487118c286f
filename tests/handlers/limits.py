"""What both messengers can show, and what people can use: the problems of a screen, as words."""

import json
import re
from collections.abc import Iterator

from bot.channels.split import utf16_length
from bot.channels.viber.events import PAYLOAD
from bot.channels.viber.sending import text_message
from bot.domain.contacts import CONTACTS
from bot.i18n import everywhere
from bot.sandbox.viber_api.app_checks import app_failure
from bot.sandbox.viber_api.checks import check_message
from bot.sandbox.viber_api.keyboards import rows_of
from bot.screens import Rendered

LABEL = 64  # characters; longer ones are cut on every phone


def of_telegram(screen: Rendered) -> Iterator[str]:
    """What Telegram would refuse or cut."""
    if not 1 <= utf16_length(screen["text"].strip()) <= 4096:
        yield "text: 1 to 4096 UTF-16 units"
    rows = screen.get("rows", [])
    if len(rows) > 8 or any(not 1 <= len(row) <= 8 for row in rows):
        yield "at most 8 rows, of at most 8 buttons"
    for label, data, _style in _buttons(screen):
        if not 1 <= len(label.strip()) <= LABEL:
            yield f"label: {label!r}"
        if not 1 <= len(data.encode()) <= 64:
            yield f"callback_data: {data!r}"


def of_viber(screen: Rendered) -> Iterator[str]:
    """What Viber or its app would refuse, or what our own reader would not know."""
    rows = tuple(tuple(row) for row in screen.get("rows", ()))
    body = {"receiver": "x" * 24, "sender": {"name": "Kolo"}, **text_message(screen["text"], rows)}
    check_message(body)
    if failure := app_failure(body):
        yield failure
    if len(json.dumps(body, ensure_ascii=False).encode()) > 30 * 1024:
        yield "JSON: at most 30 KB"
    if [len(row) for row in rows_of(body["keyboard"])] != [len(row) for row in rows or ((0,),)]:
        yield "the rows are not those of the screen"
    for button in body["keyboard"]["Buttons"]:
        if button["Columns"] < 2:
            yield f"too narrow to be read: {button['Text']}"
        if not PAYLOAD.fullmatch(button["ActionBody"]):
            yield f"a press that we would not know: {button['ActionBody']}"


def of_people(screen: Rendered) -> Iterator[str]:
    """What a person cannot find their way through."""
    buttons = list(_buttons(screen))
    if not 2 <= len(buttons) <= 8:
        yield f"{len(buttons)} buttons"
    if len({data for _label, data, _style in buttons}) != len(buttons):
        yield "two buttons do the same"
    if len({label for label, _data, _style in buttons}) != len(buttons):
        yield "two buttons say the same"
    if not any(data.endswith((":x", ":<")) or data.startswith("c:") for _label, data, _style in buttons):
        yield "no way back or out"


ENGLISH = re.compile(r"[A-Za-z]{2,}(?:[ ,]+[A-Za-z]{2,})+")
# Organisations and messengers keep their own names.
NAMES = [said for one in CONTACTS for said in everywhere(one.name)[:2]]
OWN_NAMES = {"Telegram, Viber", *(name for said in NAMES for name in ENGLISH.findall(said))}


def of_language(screen: Rendered) -> Iterator[str]:
    """What is left in English on a screen that is not."""
    said = [screen["text"], *(label for label, _data, _style in _buttons(screen))]
    for text in said:
        for found in ENGLISH.findall(text):
            if found not in OWN_NAMES:
                yield f"English: {found!r}"


def _buttons(screen: Rendered) -> Iterator[tuple[str, str, str]]:
    for row in screen.get("rows", []):
        yield from row
