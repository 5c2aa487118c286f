"""The people of the story: each reads and presses what is on their own phone, and nothing else."""

import asyncio
import io
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from PIL import Image

from bot.i18n import Language, Text, translate
from bot.sandbox.launch import Sandbox
from bot.sandbox.phones import Bubble, Phone, PhoneButton

T = TypeVar("T")
PATIENCE = 8.0  # seconds for one answer
GLANCE = 0.02  # seconds between looks at a phone
PAGES = 5  # of one question, at most


class Broke(Exception):
    """A step of the story did not hold."""


@dataclass
class Actor:
    """A person with a phone in the story."""

    sandbox: Sandbox
    phone: Phone
    language: Language
    name: str
    seen: set[str] = field(default_factory=set)

    async def begins(self, invitation: str = "") -> None:
        """Follow a link, as everybody does first."""
        if self.phone.channel == "viber":
            await self.sandbox.viber.start(self.phone.id, invitation or None)
        else:
            await self.sandbox.telegram.write(self.phone.id, f"/start {invitation}".strip())

    async def writes(self, text: str) -> None:
        """Write a message."""
        if self.phone.channel == "viber":
            await self.sandbox.viber.write(self.phone.id, text)
        else:
            author = self.name if self.phone.chat_id.startswith("-") else None
            await self.sandbox.telegram.write(self.phone.id, text, author=author)

    async def sends_photo(self) -> None:
        """Send a small photo."""
        picture = io.BytesIO()
        Image.new("RGB", (320, 200), "#7BA7BC").save(picture, "JPEG")
        messenger = self.sandbox.viber if self.phone.channel == "viber" else self.sandbox.telegram
        await messenger.send_photo(self.phone.id, picture.getvalue())

    async def sees(self, text: Text) -> Bubble:
        """Wait until the phone shows a message of the bot with this text; each message is seen once."""
        wanted = self.said(text)

        def found() -> Bubble | None:
            news = (b for b in self.phone.bubbles if not b.mine and _look(b) not in self.seen)
            return next((bubble for bubble in news if wanted in bubble.text), None)

        bubble = await _until(found, f"{self.name} does not see “{wanted}”")
        self.seen.add(_look(bubble))
        return bubble

    async def presses(self, label: Text) -> None:
        """Press the newest button whose label begins so."""
        wanted = self.said(label)
        complaint = f"{self.name} does not find the button “{wanted}”"
        bubble, row, column = await _until(lambda: self._place(wanted), complaint)
        if self.phone.channel == "viber":
            await self.sandbox.viber.press(self.phone.id, row, column)
        else:
            author = self.name if self.phone.chat_id.startswith("-") else None
            await self.sandbox.telegram.press(self.phone.id, bubble, row, column, author=author)

    async def answers(self, *steps: tuple[Text, Text]) -> None:
        """Press a button and wait for what follows, several times."""
        for label, text in steps:
            await self.presses(label)
            await self.sees(text)

    async def turns_to(self, label: Text, more: Text, text: Text) -> None:
        """Turn the pages of a question by its button `more` until one of them shows the label."""
        for _page in range(PAGES):
            if await self.shows(label):
                return
            await self.presses(more)
            await self.sees(text)

    async def shows(self, label: Text) -> bool:
        """Whether there is such a button on the phone now."""
        return self._place(self.said(label)) is not None

    async def waits(self, hours: int) -> None:
        """Let time pass."""
        await self.sandbox.jump(hours)

    def _place(self, label: str) -> tuple[str, int, int] | None:
        if self.phone.channel == "viber":
            return _place("", self.phone.keyboard, label)
        places = (_place(b.id, b.buttons, label) for b in reversed(self.phone.bubbles) if not b.mine)
        return next((place for place in places if place), None)

    def said(self, text: Text) -> str:
        """The longest part of a text without placeholders, in the reader's language."""
        parts = re.split(r"\{\w+\}|\n", translate(text, self.language))
        return max(parts, key=len).strip()


def _look(bubble: Bubble) -> str:
    """What tells a message, or a rewritten one, from all others."""
    return f"{bubble.id} {bubble.text} {[[button.data for button in row] for row in bubble.buttons]}"


def _place(bubble: str, rows: Sequence[Sequence[PhoneButton]], label: str) -> tuple[str, int, int] | None:
    for row, buttons in enumerate(rows):
        for column, button in enumerate(buttons):
            if button.text.startswith(label):
                return bubble, row, column
    return None


async def _until(found: Callable[[], T | None], complaint: str) -> T:
    end = time.monotonic() + PATIENCE
    while (result := found()) is None:
        if time.monotonic() > end:
            raise Broke(complaint)
        await asyncio.sleep(GLANCE)
    return result
