"""What reaches us from a messenger, in one shape for all of them."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "opened",  # Viber: the chat was opened, nothing may be sent but the welcome answer
    "words",  # text, also a command or what a Viber button sends
    "press",  # Telegram: a button
    "photo",
    "voice",
    "edited",  # an earlier message was rewritten
    "other",  # a kind that we cannot read: answered kindly
    "left",  # blocked, unsubscribed; of a group: the bot was removed
    "joined",  # unblocked, subscribed
    "came",  # people are in a group from now on; `text` has their ids, with spaces between them
    "went",  # they are not any more, by themselves or removed
    "moved",  # a group is a supergroup from now on: `text` is its new address
    "failed",  # Viber: a message of ours was not shown
    "ignored",  # nothing to do, deliberately
]


@dataclass(frozen=True, slots=True)
class Incoming:
    """One event of a messenger; `key` names it, so that a repetition is recognised."""

    channel: str
    key: str
    address: str  # the chat to answer: the person's own, or the moderators' group
    kind: Kind
    text: str = field(default="", repr=False)
    sender: str = (
        ""  # who acts; differs from `address` in a group, where a group or channel may speak too ("-100...")
    )
    message: str = ""  # the messenger's id of this message, or of the one whose button was pressed
    reply_to: str = ""  # the message that this one answers natively
    file: str = field(default="", repr=False)  # where the picture or voice can be fetched
    context: str = field(default="", repr=False)  # what came with the deep link
    language: str = ""  # the language of the person's app: a hint
    thread: str = ""  # Telegram: the topic of the group in which it was written
    secondhand: str = ""  # Telegram: "forwarded", or by a "bot" put together: not the sender's own words
    press: str = ""  # Telegram: the press to be acknowledged
    at: str = ""  # of "came" and "went": seconds since 1970, by the messenger's clock

    @property
    def in_group(self) -> bool:
        """Whether the chat is a group (Telegram gives groups negative ids)."""
        return self.channel == "telegram" and self.address.startswith("-")
