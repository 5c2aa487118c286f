"""What a closed HTML tag becomes: an entity of the Bot API."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.sandbox.telegram_api.errors import BadRequest, Json

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


@dataclass
class Tag:
    """An open tag: where it began in the text read so far, and its attributes."""

    name: str
    offset: int
    start: int
    attributes: dict[str, str] = field(default_factory=dict)


def with_entity(entities: list[Json], tag: Tag, end: int, inside: str) -> list[Json]:
    """The entities with that of a tag which closes at `end`; `inside` is the text between its ends."""
    where: Json = {"offset": tag.offset, "length": end - tag.offset}
    if tag.name == "a":
        url = checked_link(tag.attributes.get("href") or inside)
        return [*entities, {"type": "text_link", "url": url, **where}] if url else entities
    if tag.name in ("pre", "code"):
        return _with_code(entities, tag, where)
    return [*entities, {**_kind(tag), **where}]


def _kind(tag: Tag) -> Json:
    if tag.name == "blockquote":
        return {"type": "expandable_blockquote" if "expandable" in tag.attributes else "blockquote"}
    if tag.name == "tg-time":
        return {"type": "date_time", "unix_time": int(tag.attributes.get("unix", 0))}
    if tag.name == "tg-emoji":
        emoji = tag.attributes.get("emoji-id", "")
        if not emoji.isdigit():
            raise BadRequest("can't parse entities: Invalid custom emoji identifier specified")
        return {"type": "custom_emoji", "custom_emoji_id": emoji}
    return {"type": SIMPLE_TAGS[tag.name]}


def _with_code(entities: list[Json], tag: Tag, where: Json) -> list[Json]:
    """`pre` around `code` is one entity, whose language the class of `code` tells."""
    last = entities[-1] if entities else {}
    if tag.name == "pre" and last.get("type") == "code" and where.items() <= last.items():
        return [*entities[:-1], {**last, "type": "pre"}]
    kind = tag.attributes.get("class", "")
    if tag.name == "code" and kind.startswith("language-"):
        return [*entities, {"type": "code", "language": kind.removeprefix("language-"), **where}]
    return [*entities, {"type": tag.name, **where}]


def checked_link(address: str) -> str | None:
    """The address as Telegram would keep it, or None: then the words stay without a link."""
    parts = urlsplit(address if "://" in address else f"http://{address}")
    if parts.scheme in ("tg", "tel", "mailto"):
        return address
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or "." not in host or " " in host:
        return None
    return parts._replace(path=parts.path or "/").geturl()
