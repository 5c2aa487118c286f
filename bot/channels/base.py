"""What a messenger must be able to do, and what it is handed to send."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from aiohttp.typedefs import Handler

from bot.i18n import Msg
from bot.incoming import Incoming
from bot.screens import Rendered, Style

Described = Sequence[tuple[str, Msg]]  # (command, what it does)
Buttons = tuple[tuple[tuple[str, str, Style], ...], ...]  # rows of (label, data, style)


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message in a person's language, ready to be sent to an address of a messenger."""

    address: str
    text: str = field(default="", repr=False)
    rows: Buttons = ()
    picture: bytes | None = field(default=None, repr=False)  # JPEG without metadata
    picture_page: str = field(default="", repr=False)  # where Viber may fetch it
    voice: bytes | None = field(default=None, repr=False)
    document: bytes | None = field(default=None, repr=False)
    file_name: str = ""
    edit: str = ""  # rewrite this message instead of sending a new one
    delete: str = ""  # take this message back; or several, 100 at most, with spaces between them
    reply_to: str = ""
    thread: str = ""  # the topic that it belongs into
    pin: str = ""  # pin this earlier message, and send nothing
    only_edit: bool = False  # send nothing when the message to be rewritten is gone


class Abilities(Protocol):
    """What decides what is kept of a message that went out."""

    can_delete: bool
    types_buttons: bool  # people may type what a button says, since some apps show none


class Channel(Abilities, Protocol):
    """One messenger. `send` raises TryLater, Unreachable, Undeliverable, Unpaid or Halted (bot/errors.py).

    Where there are topics and pins it also raises TopicGone and NotAllowed.
    """

    name: str
    per_second: float  # messages in all
    chat_spacing: float  # seconds between messages to one person, after a short burst
    can_edit: bool
    charges: bool  # for messages outside the day after a person wrote
    hosts_pictures: bool  # pictures are fetched from a page of ours

    async def send(self, parcel: Parcel) -> str:
        """Send, and return the messenger's id of the message; in parts: of each, with spaces between them."""

    async def freeze(self, address: str, message: str) -> float:
        """Take the buttons off an earlier message, if the messenger can; return seconds to leave the chat in peace."""

    async def open_topic(self, address: str, name: str) -> str:
        """Open a topic in a group and return its id, "" where there is none. Raises NotAllowed or TryLater."""

    async def acknowledge(self, press: str) -> None:
        """Tell the messenger that a press arrived; failures do not matter."""

    async def fetch(self, source: str) -> bytes:
        """Return the bytes of a file that a person sent; raises TryLater or Undeliverable."""

    async def close(self) -> None:
        """Close the connections."""


class Reception(Protocol):
    """What a messenger hands its events to (the dispatcher)."""

    async def receive(self, event: Incoming) -> "Receipt":
        """Handle one event; on return it is committed."""

    async def receive_all(self, events: Sequence[Incoming]) -> object:
        """Handle events in their order; on return all are committed."""

    async def set_aside_raw(self, channel: str, key: str, raw: bytes) -> None:
        """Keep an event that cannot be read."""


class Receipt(Protocol):
    """What came of an event."""

    welcome: Rendered | None


class Messenger(Protocol):
    """A messenger put together: how it is written to, and how its events come in."""

    @property
    def channel(self) -> Channel:
        """How it is written to."""

    def webhooks(self) -> dict[str, Handler]:
        """Return the paths at which the messenger calls us, with their handlers."""

    async def meet(self) -> str:
        """Return the name by which links lead to the bot. Raises TryLater or Halted."""

    async def introduce(self) -> None:
        """Say what the bot is and can do, where the messenger has a place for it. Raises TryLater or Halted."""

    async def listen(self) -> None:
        """Ask for events until cancelled; returns at once where the messenger calls us."""
