"""Reads parse_mode HTML as the Bot API does, with its errors (byte offsets and all)."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.telegram_api.errors import BadRequest

Json = dict[str, Any]

SIMPLE_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
}
OTHER_TAGS = {"a", "blockquote", "tg-emoji", "tg-time"}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot)(?![a-zA-Z]));?")
ATTRIBUTE = re.compile(r"""([^\s=>]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.-]*)(?=[\s>])))?\s*""")
MARK = re.compile(r"[<&]")


def utf16(text: str) -> int:
    """Length in UTF-16 units, which is how the Bot API counts."""
    return len(text) if text.isascii() else len(text) + sum(char > "\uffff" for char in text)


@dataclass
class Tag:
    """An open tag: where it began in the text read so far, and its attributes."""

    name: str
    offset: int
    start: int
    attributes: dict[str, str] = field(default_factory=dict)


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Plain text and entities in order; BadRequest "can't parse entities: ..." if it is malformed."""
    if "<" not in source and "&" not in source:
        return source, []
    return _Reader(source).read()


def _decode(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return NAMED[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x10FFFF else match[0]


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.length = 0
        self.parts: list[str] = []
        self.open: list[Tag] = []
        self.entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        while match := MARK.search(self.source, self.at):
            self.say(self.source[self.at : match.start()])
            self.at = match.start()
            if match[0] == "&":
                self.reference()
            elif self.source.startswith("</", self.at):
                self.end_tag()
            else:
                self.start_tag()
        self.say(self.source[self.at :])
        if self.open:
            raise self.error(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        self.entities.sort(key=lambda one: (one["offset"], -one["length"]))
        return "".join(self.parts), self.entities

    def say(self, text: str) -> None:
        self.parts.append(text)
        self.length += utf16(text)

    def error(self, what: str, offset: int | None = None) -> BadRequest:
        place = "" if offset is None else f" at byte offset {len(self.source[:offset].encode())}"
        return BadRequest(f"can't parse entities: {what}{place}")

    def reference(self) -> None:
        match = REFERENCE.match(self.source, self.at)
        self.say(_decode(match) if match else "&")
        self.at = match.end() if match else self.at + 1

    def start_tag(self) -> None:
        begin = self.at
        match = re.compile(r"[^\s>]*").match(self.source, begin + 1)
        name = (match[0] if match else "").lower()
        self.at = begin + 1 + len(name)
        if self.at >= len(self.source):
            raise self.error("Unclosed start tag", begin)
        if name not in SIMPLE_TAGS and name not in OTHER_TAGS:
            raise self.error(f'Unsupported start tag "{name}"', begin)
        tag = Tag(name, self.length, len(self.parts), self.attributes(name, begin))
        if name == "span" and tag.attributes.get("class") != "tg-spoiler":
            raise self.error('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(tag)

    def attributes(self, name: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        self.skip_space()
        while not self.source.startswith(">", self.at):
            match = ATTRIBUTE.match(self.source, self.at)
            if self.at >= len(self.source) or match is None or match.end() >= len(self.source):
                raise self.error("Unclosed start tag", begin)
            if not match[1]:
                raise self.error(f'Empty attribute name in the tag "{name}"', begin)
            if self.source.startswith("=", match.end()):
                raise self.error("Unexpected end of name token", match.end() + 1)
            value = next((one for one in match.groups()[1:] if one is not None), "")
            found[match[1]] = REFERENCE.sub(_decode, value)
            self.at = match.end()
        self.at += 1
        return found

    def skip_space(self) -> None:
        while self.source[self.at : self.at + 1].isspace():
            self.at += 1

    def end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self.error("Unexpected end tag", begin)
        match = re.compile(r"</([^\s>]*)\s*(>?)").match(self.source, begin)
        if match is None or not match[2]:
            raise self.error("Unclosed end tag", begin)
        tag = self.open.pop()
        found = match[1].lower()
        if found and found != tag.name:
            raise self.error(
                f"Unmatched end tag at byte offset {len(self.source[:begin].encode())}, "
                f'expected "</{tag.name}>", found "</{found}>"'
            )
        self.at = match.end()
        if self.length > tag.offset:
            self.close(tag)

    def close(self, tag: Tag) -> None:
        where: Json = {"offset": tag.offset, "length": self.length - tag.offset}
        if tag.name == "a":
            self.link(where, tag.attributes.get("href") or "".join(self.parts[tag.start :]))
        elif tag.name == "blockquote":
            kind = "expandable_blockquote" if "expandable" in tag.attributes else "blockquote"
            self.entities.append({"type": kind, **where})
        elif tag.name == "tg-emoji":
            emoji = tag.attributes.get("emoji-id", "")
            if not emoji.isdigit():
                raise BadRequest("can't parse entities: Invalid custom emoji identifier specified")
            self.entities.append({"type": "custom_emoji", "custom_emoji_id": emoji, **where})
        elif tag.name == "tg-time":
            self.entities.append(
                {"type": "date_time", "unix_time": int(tag.attributes.get("unix", 0)), **where}
            )
        else:
            self.simple(tag, where)

    def simple(self, tag: Tag, where: Json) -> None:
        language = tag.attributes.get("class", "").removeprefix("language-")
        inside = self.entities[-1] if self.entities else {}
        same_place = all(inside.get(key) == value for key, value in where.items())
        if tag.name == "pre" and same_place and inside["type"] == "code":
            inside["type"] = "pre"
        else:
            self.entities.append({"type": SIMPLE_TAGS[tag.name], **where})
        if tag.name == "code" and language:
            self.entities[-1]["language"] = language

    def link(self, where: Json, address: str) -> None:
        if url := checked_link(address):
            self.entities.append({"type": "text_link", "url": url, **where})


def checked_link(address: str) -> str | None:
    """The address as Telegram would keep it, or None: then the words stay without a link."""
    parts = urlsplit(address if "://" in address else f"http://{address}")
    if parts.scheme in ("tg", "tel", "mailto"):
        return address
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or "." not in host or " " in host:
        return None
    return parts._replace(path=parts.path or "/").geturl()
