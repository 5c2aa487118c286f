"""The phones of the sandbox: what people's screens show, and a feed of which phone changed."""

import asyncio
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Self
from weakref import WeakSet

Channel = Literal["telegram", "viber"]


@dataclass
class PhoneButton:
    """A button; `data` is Telegram's callback_data (or the text a reply key sends) or Viber's ActionBody."""

    text: str
    data: str
    url: str | None = None
    copy: str | None = None
    """What a copy-text button puts on the clipboard."""
    style: str | None = None
    """Telegram's `danger`, `success` or `primary`; on Viber the button's BgColor."""
    columns: int = 1
    """Width on Viber's grid of six columns; on Telegram the buttons of a row are equally wide."""


@dataclass
class Entity:
    """Formatting of a piece of text; offset and length count UTF-16 units, as in the browser."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None


@dataclass
class Bubble:
    """One message on a screen. `text` is plain; the page escapes it and draws `entities` itself."""

    id: str
    mine: bool
    text: str
    at: datetime
    buttons: list[list[PhoneButton]] = field(default_factory=list)
    photo: str | None = None
    """Path under the page's own address; the page serves it with `Phones.picture(path)`."""
    file: str | None = None
    """Path of a file that is no photo, served in the same way; `file_name` is what it is called."""
    file_name: str | None = None
    edited: bool = False
    deleted: bool = False
    author: str | None = None
    reply_to: str | None = None
    entities: list[Entity] = field(default_factory=list)
    kind: str = "text"
    """`text`, `photo`, `system` (said by the app), or a kind of `send_other`: `sticker`, `voice`, ..."""
    spoiler: bool = False
    """Is the photo covered until it is tapped?"""
    reaction: str | None = None
    pinned: bool = False
    topic: str = ""
    """The topic of a group in which it stands; the general one has no name."""
    failed: bool = False
    """Viber only: the app could not show it, and said so by a `failed` event."""


@dataclass
class Phone:
    """One chat on one screen. A moderators' group is a Telegram phone with a negative chat id."""

    id: str
    channel: Channel
    title: str
    role: str
    chat_id: str
    user_id: str
    blocked: bool = False
    bubbles: list[Bubble] = field(default_factory=list)
    keyboard: list[list[PhoneButton]] = field(default_factory=list)
    toast: str = ""
    violations: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    """Who can write in a group; empty in a private chat."""
    gone: list[str] = field(default_factory=list)
    """Which of them left the group; what they still send counts as sent before, and arrives late."""
    started: bool = False
    """Has the person opened the bot? Before that it may not write to them."""
    typing: bool = False
    """Did the bot say it is typing, and has not written since?"""
    placeholder: str = ""

    def bubble(self, bubble_id: str) -> Bubble:
        """The bubble of that id; LookupError if there is none. Newest first: that is what people touch."""
        for bubble in reversed(self.bubbles):
            if bubble.id == bubble_id:
                return bubble
        raise LookupError("no such bubble on this phone")


@dataclass(frozen=True)
class Picture:
    """Bytes for the page to show, with their content type."""

    data: bytes
    content_type: str


class Changes:
    """What one listener has not looked at yet; a phone that changed twice in the meantime comes once."""

    def __init__(self) -> None:
        self._pending: dict[str, Phone] = {}
        self._woken = asyncio.Event()

    def put(self, phone: Phone) -> None:
        self._pending[phone.id] = phone
        self._woken.set()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Phone:
        while not self._pending:
            self._woken.clear()
            await self._woken.wait()
        return self._pending.pop(next(iter(self._pending)))


class Phones:
    """All phones, in the order they were added, and the feed of their changes."""

    def __init__(self) -> None:
        self._phones: dict[str, Phone] = {}
        self._pictures: dict[str, Picture] = {}
        self._listeners: WeakSet[Changes] = WeakSet()

    def add(self, phone: Phone) -> Phone:
        """Put a phone on the table; ValueError if its id is taken."""
        if phone.id in self._phones:
            raise ValueError("a phone of this id exists")
        self._phones[phone.id] = phone
        self.changed(phone)
        return phone

    def get(self, phone_id: str) -> Phone:
        """The phone of that id; LookupError if there is none."""
        return self._phones[phone_id]

    def all(self) -> list[Phone]:
        return list(self._phones.values())

    def __iter__(self) -> Iterator[Phone]:
        return iter(self.all())

    def free_id(self, wish: str) -> str:
        """The wished id, or the same with the first free number after it."""
        taken = (f"{wish}-{number}" for number in range(2, len(self._phones) + 3))
        return next(one for one in (wish, *taken) if one not in self._phones)

    def changed(self, phone: Phone) -> None:
        """Tell every listener that this phone looks different now."""
        for listener in list(self._listeners):
            listener.put(phone)

    def listen(self) -> Changes:
        """Every phone that changes from this call on, one listener each.

        Nothing to close: a listener that is no longer referred to is forgotten, cancelled or not.
        """
        listener = Changes()
        self._listeners.add(listener)
        return listener

    def keep_picture(self, data: bytes, content_type: str) -> str:
        """Keep a picture for the page; returns its path, for `Bubble.photo`."""
        path = f"/pictures/{secrets.token_urlsafe(16)}"
        self._pictures[path] = Picture(data, content_type)
        return path

    def picture(self, path: str) -> Picture:
        """What `keep_picture` kept under this path; LookupError if nothing."""
        return self._pictures[path]
