"""Events in line for the dispatcher, and which of them share a transaction."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.incoming import Incoming
from bot.screens import Rendered
from storage.outbox import Outgoing

TOGETHER: Final = 64  # events in one transaction, at most


@dataclass(slots=True)
class Receipt:
    """What came of an event: it is kept for good, and perhaps a welcome belongs into the answer (Viber)."""

    welcome: Rendered | None = None
    # to who was just erased: no outbox knows them more
    farewells: list[Outgoing] = field(default_factory=list)
    code: str = ""  # of the failure, when the event went into quarantine
    shut: bool = False  # it was too much: nothing came of it, and nothing was said


@dataclass(slots=True)
class Waiting:
    """An event in line; who brought it waits for the receipt."""

    event: Incoming
    receipt: "asyncio.Future[Receipt]" = field(repr=False)

    @property
    def chat(self) -> tuple[str, str]:
        """Where it comes from: channel and address."""
        return self.event.channel, self.event.address


class Line:
    """What waits, in the order in which it came."""

    def __init__(self) -> None:
        self._waiting = list[Waiting]()
        self._floods = set[
            tuple[str, str]
        ]()  # chats whose last event was too much, and which have more in line

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def join(self, waiting: Iterable[Waiting]) -> None:
        """Put events at the end."""
        self._waiting.extend(waiting)

    def take(self) -> list[Waiting]:
        """Take the next events, one a chat, so that nobody overtakes themselves.

        Of who floods us all go together, since nothing comes of them: each alone would keep everybody else waiting.
        """
        together, later, chats = list[Waiting](), list[Waiting](), set[tuple[str, str]]()
        for waiting in self._waiting:
            goes = waiting.chat not in chats or waiting.chat in self._floods
            (together if goes and len(together) < TOGETHER else later).append(waiting)
            chats.add(waiting.chat)
        self._waiting = later
        return together

    def handled(self, together: Sequence[Waiting], receipts: Sequence[Receipt]) -> None:
        """Note who floods us, while they have more in line."""
        came = list(zip(together, receipts, strict=True))
        flooding = {waiting.chat for waiting, receipt in came if receipt.shut}
        calm = {waiting.chat for waiting, receipt in came if not receipt.shut}
        self._floods = (self._floods | flooding) - calm
        self._floods &= {waiting.chat for waiting in self._waiting}
