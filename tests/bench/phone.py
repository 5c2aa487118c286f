"""What both messengers have in common: messages on phones, and how a person reaches the bot."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

Buttons = tuple[tuple[str, str], ...]  # (label, data)


@dataclass(slots=True)
class Message:
    """A message of the bot as it stands on a phone now."""

    id: int
    text: str
    buttons: Buttons = ()


@dataclass(slots=True)
class Phone:
    """One chat: what the bot wrote, and who looks at it."""

    address: str
    looks: Callable[[Message], None] = lambda message: None
    messages: dict[int, Message] = field(default_factory=dict)
    answered: bool = True  # whether the bot wrote here since the person last did something
    repeats: int = 0  # messages that came a second time, with nothing done in between
    shown: Callable[[bool], None] = lambda again: None  # told of each: is it a repetition?

    def shows(self, message: Message) -> None:
        """Put a new message on the screen."""
        before = next(reversed(self.messages.values()), None)
        same = before is not None and (before.text, before.buttons) == (message.text, message.buttons)
        again = same and self.answered  # who presses again is rightly told the same
        self.repeats += again
        self.shown(again)
        self.messages[message.id] = message
        self.answered = True
        self.looks(message)


class Line(Protocol):
    """How people reach the bot through one messenger."""

    name: str
    brought: int  # events, repetitions not counted
    meter: "Meter"

    @property
    def unconfirmed(self) -> int:
        """How many events the bot has not confirmed."""

    def phone(self, address: str) -> Phone:
        """Return the phone with this address, new when it is not known."""

    def says(self, phone: Phone, text: str) -> None:
        """Write to the bot."""

    def presses(self, phone: Phone, message: Message, data: str) -> None:
        """Press a button of a message."""


class Meter:
    """Counts the messages and rewritings that a messenger took, in all and in the busiest second."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now, self._second = now, 0
        self.taken = self.busiest = self._this_second = 0

    def count(self) -> None:
        """Count one."""
        second = int(self._now())
        if second != self._second:
            self._second, self._this_second = second, 0
        self.taken += 1
        self._this_second += 1
        self.busiest = max(self.busiest, self._this_second)
