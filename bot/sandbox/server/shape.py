"""What the page reads: phones with the fields of `bot.sandbox.phones`, times in ISO 8601."""

import json
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from bot.sandbox.phones import Phone
from bot.sandbox.server.parts import Parts

NEWEST = 60

Json = dict[str, Any]


def everything(parts: Parts) -> bytes:
    """Write the event that shows all phones."""
    return event("snapshot", {"phones": [phone_json(parts, phone) for phone in parts.phones]}, parts)


def one_phone(parts: Parts, phone: Phone) -> bytes:
    """Write the event that shows a phone that changed."""
    return event("phone", {"phone": phone_json(parts, phone)}, parts)


def only_time(parts: Parts) -> bytes:
    """Write the event that says what time it is, and that the sandbox is still there."""
    return event("clock", {}, parts)


def phone_json(parts: Parts, phone: Phone) -> Json:
    """Shape one phone with its newest bubbles, and the commands in its menu."""
    language = parts.languages.get(phone.id, "uk")
    commands = parts.telegram.commands(phone.id, language) if phone.channel == "telegram" else []
    pinned = next((asdict(one) for one in reversed(phone.bubbles) if one.pinned and not one.deleted), None)
    newest = asdict(replace(phone, bubbles=phone.bubbles[-NEWEST:]))
    return newest | {"commands": commands, "pinned": pinned}


def event(name: str, data: Json, parts: Parts) -> bytes:
    """Write one event of a text/event-stream; every event tells the time and the broken rules."""
    data |= {"now": parts.clock.now(), "violations": [*parts.telegram.violations, *parts.viber.violations]}
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False, default=moment)}\n\n".encode()


def moment(value: object) -> str:
    """Write a datetime; anything else is not for the page (TypeError)."""
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"the page cannot read a {type(value).__name__}")
