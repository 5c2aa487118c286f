"""Texts as the Bot API keeps them: cleaned, measured in UTF-16, with the entities it finds by itself."""

import re
from dataclasses import dataclass
from typing import Any

from bot.sandbox.phones import Entity
from bot.sandbox.telegram_api.errors import BadRequest, Json
from bot.sandbox.telegram_api.html import parse_html, utf16

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
FINDABLE = re.compile(r"[/@.+#]")
FOUND_BY_ITSELF = (
    ("bot_command", re.compile(r"(?<![\w/@<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/@])")),
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        "url",
        re.compile(
            r"https?://[^\s<>]+|(?<![\w@.])[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|ua|ru|eu|me|info)\b(?:/\S*)?"
        ),
    ),
    ("mention", re.compile(r"(?<![\w@/])@[A-Za-z]\w{3,31}\b")),
    ("phone_number", re.compile(r"(?<!\w)\+\d[\d ()-]{8,17}\d\b")),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
)
NOT_SEARCHED = {"code", "pre", "text_link", "custom_emoji"}


@dataclass(frozen=True)
class Formatted:
    """Plain text and its entities (Bot API form, offsets in UTF-16 units)."""

    text: str
    entities: list[Json]


def formatted(source: str, parse_mode: str | None, given: list[Json] | None) -> Formatted:
    """Read a text with its parse mode or its entities; the sandbox knows the mode HTML only."""
    if parse_mode and parse_mode.lower() != "html":
        raise BadRequest("unsupported parse_mode")
    text, entities = parse_html(source) if parse_mode else (source, list(given or []))
    return _trimmed(CONTROL.sub(" ", text.replace("\r", "")), entities)


def message_text(params: Json, field: str = "text") -> Formatted:
    """The text of a message, 1 to 4096 units after parsing."""
    source = params.get(field)
    read = formatted(str(source or ""), params.get("parse_mode"), params.get("entities"))
    if not read.text:
        raise BadRequest("message text is empty")
    if utf16(read.text) > LONGEST_TEXT:
        raise BadRequest("message is too long")
    return with_found(read)


def caption_text(params: Json) -> Formatted:
    """The caption of a picture, 0 to 1024 units after parsing."""
    read = formatted(
        str(params.get("caption") or ""), params.get("parse_mode"), params.get("caption_entities")
    )
    if utf16(read.text) > LONGEST_CAPTION:
        raise BadRequest("message caption is too long")
    return with_found(read)


def typed(text: str) -> Formatted:
    """What a person typed, as it arrives at the bot."""
    return with_found(_trimmed(text.replace("\r", ""), []))


def with_found(read: Formatted) -> Formatted:
    """The same with commands, links, names and numbers that Telegram marks by itself."""
    if not FINDABLE.search(read.text):
        return read
    taken = [_span(one) for one in read.entities if one["type"] in NOT_SEARCHED]
    found = []
    for kind, pattern in FOUND_BY_ITSELF:
        for match in pattern.finditer(read.text):
            one = {"type": kind, "offset": utf16(read.text[: match.start()]), "length": utf16(match[0])}
            if not any(start < _span(one)[1] and _span(one)[0] < end for start, end in taken):
                taken.append(_span(one))
                found.append(one)
    both = sorted([*read.entities, *found], key=lambda one: (one["offset"], -one["length"]))
    return Formatted(read.text, both)


def for_phone(entities: list[Json]) -> list[Entity]:
    """Entities as the page draws them."""
    return [
        Entity(one["type"], one["offset"], one["length"], one.get("url"), one.get("language"))
        for one in entities
    ]


def _span(entity: Json) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]


def _trimmed(text: str, entities: list[Json]) -> Formatted:
    kept = text.strip()
    if kept == text:
        return Formatted(text, entities)
    cut, length = utf16(text[: len(text) - len(text.lstrip())]), utf16(kept)
    moved: list[Json] = []
    for one in entities:
        start, end = max(_span(one)[0] - cut, 0), min(_span(one)[1] - cut, length)
        if end > start:
            moved.append({**one, "offset": start, "length": end - start})
    return Formatted(kept, moved)


def same(one: Formatted, message: dict[str, Any], field: str, entities: str) -> bool:
    """Does the message already say exactly this?"""
    return bool(message.get(field, "") == one.text and message.get(entities, []) == one.entities)
