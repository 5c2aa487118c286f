"""Reads parse_mode HTML as the Bot API does, with its errors (byte offsets and all)."""

import re

from bot.sandbox.telegram_api.errors import BadRequest, Json
from bot.sandbox.telegram_api.tags import OTHER_TAGS, SIMPLE_TAGS, Tag, with_entity

NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot)(?![a-zA-Z]));?")
ATTRIBUTE = re.compile(r"""([^\s=>]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.-]*)(?=[\s>])))?\s*""")
MARK = re.compile(r"[<&]")


def utf16(text: str) -> int:
    """Length in UTF-16 units, which is how the Bot API counts."""
    return len(text) if text.isascii() else len(text) + sum(char > "\uffff" for char in text)


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
        for one in self.entities:
            if one["type"] == "code":
                one.pop("language", None)
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
            self.entities = with_entity(self.entities, tag, self.length, "".join(self.parts[tag.start :]))
