"""A person on a phone: looks at the newest screen and presses what leads on, until there is a number."""

import asyncio
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from tests.bench.phone import Line, Message, Phone

Role = Literal["asker", "helper"]
BEGINS: Mapping[Role, str] = {"asker": "c:ask", "helper": "c:volunteer"}
# Buttons that do not answer the question: back, cancel, more, skip.
ASIDE = {"<", "x", ">", "-"}
# Answers on which what happens next depends; everything else is the first button not tried yet.
WISHES = {
    "place": "home",
    "need": "documents",
    "subneed": "documents.passport",
    "urgency": "normal",
    "who": "any",
} | {
    "meeting": "afar",
    "needs": "documents",
    "languages": "uk",
    "capacity": "3",
}


@dataclass(slots=True)
class Person:
    """One person with one wish; `canary` is a word that nobody else ever writes."""

    line: Line
    phone: Phone
    role: Role
    canary: str
    witness: Callable[["Person", Message], None]
    patience: float = 60.0  # seconds without an answer, then it is tried again
    think: float = 0.0  # seconds without anything new before a button is pressed
    sent: bool = False  # the button that sends was pressed
    number: int = 0  # of the request, or as a helper
    matched: bool = False
    talked: bool = False  # a helper has written a word into the talk
    tries: int = 0  # how often nothing came and the person did something again
    latencies: list[float] = field(default_factory=list)
    _newest: Message | None = None
    _open: int = 0  # how many answers are awaited
    _since: float = 0.0
    _plan: asyncio.TimerHandle | None = None
    _last: Callable[[], None] | None = None
    _again: int = 0
    _tried: Counter[str] = field(default_factory=Counter)

    def begins(self) -> None:
        """Open the chat."""
        self.phone.looks = self._looks
        self._does(lambda: self.line.says(self.phone, "/start"))

    def __str__(self) -> str:
        last = next(reversed(self.phone.messages.values()), None)
        return (
            f"{self.role} {self.number} on {self.line.name}: sent {self.sent}, awaits {self._open}, tried "
            f"{self.tries} times again, sees {last and (last.text[:200], [data for _label, data in last.buttons])!r}"
        )

    @property
    def waits(self) -> bool:
        """Whether an answer is awaited."""
        return self._open > 0 or self._plan is not None

    def grows_impatient(self) -> None:
        """Called now and then: if nothing came for too long, press again, then call the menu."""
        now = asyncio.get_running_loop().time()
        stands = self._open or not (self.number or self._plan)  # a screen that leads nowhere is no end
        if not stands or now - self._since < self.patience or self._last is None:
            return
        self.tries += 1
        self._again += 1
        again = self._last if self._again % 2 else lambda: self.line.says(self.phone, "/menu")
        self._open = 0
        self._since = now
        again()
        self._open = 1

    def _looks(self, message: Message) -> None:
        now = asyncio.get_running_loop().time()
        self.witness(self, message)
        if self._open == 1 and not self._again:
            self.latencies.append(now - self._since)
        self._open, self._again = max(0, self._open - 1), 0
        if message.buttons:
            self._newest = message
            self._notes_number(message)
        if self._plan is not None and self.think:  # several answers, also repeated ones, are acted on once
            self._plan.cancel()
            self._plan = None
        if not self._open and self._plan is None:
            self._plan = asyncio.get_running_loop().call_later(self.think, self._acts)

    def _acts(self) -> None:
        self._plan = None
        message = self._newest
        if message is None or self._open:
            return
        deed = self._asks_or_offers(message) if not self.number else self._helps(message)
        if deed is not None:
            self._newest = None
            self._does(deed)

    def _does(self, deed: Callable[[], None]) -> None:
        self._open, self._last = 1, deed
        self._since = asyncio.get_running_loop().time()
        deed()

    def _asks_or_offers(self, message: Message) -> Callable[[], None]:
        """What leads on towards the number."""
        holds = [data for _label, data in message.buttons]
        answers = {data.split(":", 3)[3]: data for data in holds if data.startswith("f:")}
        if answers:
            name = holds[0].split(":")[2]
            return self._answers(message, name, answers)
        ways = ("c:resume:", BEGINS[self.role], "a:speak:uk", "c:here", "c:menu")
        found = (data for way in ways for data in holds if data.startswith(way))
        return self._press(message, next(found, holds[0]))

    def _notes_number(self, message: Message) -> None:
        """See the number at once: something newer may cover it."""
        holds = [data for _label, data in message.buttons]
        if self.sent and not self.number and self._is_end(holds, message.text):
            self.number = int(re.findall(r"\d+", message.text)[0])

    def _is_end(self, holds: list[str], text: str) -> bool:
        if self.role == "asker":
            return any(data.startswith("a:request:") for data in holds)
        ends = holds == ["c:menu"] or "a:stop-helping:ask" in holds  # told, or looked up
        return ends and any(character.isdigit() for character in text)

    def _answers(self, message: Message, name: str, answers: Mapping[str, str]) -> Callable[[], None]:
        ordinary = [value for value in answers if value not in ASIDE]
        if not ordinary:
            return lambda: self.line.says(self.phone, f"Потрібна допомога, {self.canary}")
        wished = "+" if "+" in answers else WISHES.get(name, "")
        value = wished if wished in answers else min(ordinary, key=lambda one: self._tried[f"{name}:{one}"])
        self._tried[f"{name}:{value}"] += 1
        self.sent |= value == "send"
        return self._press(message, answers[value])

    def _helps(self, message: Message) -> Callable[[], None] | None:
        """A helper accepts the first offer, opens the talk and writes one word."""
        holds = [data for _label, data in message.buttons]
        if self.role != "helper" or self.talked:
            return None
        accepts = next((data for data in holds if data.startswith("a:accept:")), None)
        if accepts is not None and not self.matched:
            return self._press(message, accepts)
        opens = next((data for data in holds if data.startswith("a:talk:")), None)
        if opens is not None:
            self.matched = True
            return self._press(message, opens)
        if self.matched and any(data.startswith("a:talk-end:") for data in holds):
            self.talked = True
            return lambda: self.line.says(self.phone, f"Добрий день, {self.canary}")
        return None

    def _press(self, message: Message, data: str) -> Callable[[], None]:
        return lambda: self.line.presses(self.phone, message, data)


@dataclass(slots=True)
class Desk:
    """The moderators' group: somebody there presses the first button of each new card."""

    line: Line
    phone: Phone
    patience: float = 10.0
    approved: set[str] = field(default_factory=set)
    _pressed: dict[str, float] = field(default_factory=dict)
    _cards: dict[int, tuple[Message, str]] = field(default_factory=dict)

    def begins(self) -> None:
        """Watch the group."""
        self.phone.looks = self._looks

    def _looks(self, message: Message) -> None:
        offered = next((data for _label, data in message.buttons if data.startswith("a:m-approve:")), None)
        if offered is None:
            found = self._cards.pop(message.id, None)
            if found is not None:
                self.approved.add(found[1])
            return
        self._cards[message.id] = message, offered
        if offered not in self._pressed:
            self._press(message, offered)

    @property
    def waits(self) -> bool:
        """Whether a card waits for the bot."""
        return bool(self._cards)

    def grows_impatient(self) -> None:
        """Press again what is still not answered."""
        now = asyncio.get_running_loop().time()
        for message, data in list(self._cards.values()):
            if now - self._pressed[data] > self.patience:
                self._press(message, data)

    def _press(self, message: Message, data: str) -> None:
        self._pressed[data] = asyncio.get_running_loop().time()
        self.line.presses(self.phone, message, data)
