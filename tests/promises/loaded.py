"""A circle of thousands: people in talks and people who press, so many events a second, and how long each waited."""

import asyncio
import random
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from bot.clock import Clock
from bot.data_keys import read_key
from bot.domain.consent import VERSION
from storage import keys, persons
from storage.crypto import Vault
from storage.database import Database
from tests.bench.phone import Line, Message, Phone
from tests.bench.talkers import WORD, Talker, Talks

AT_ONCE: Final = 500  # people in one transaction while the scene is set


@dataclass
class Loaded:
    """Everybody there is; `waits`: seconds until an answer, until a receipt, or until the other has the words."""

    talks: Talks
    pressing: list[tuple[Line, Phone]] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    _since: dict[str, deque[float]] = field(default_factory=dict)  # by the word, or by the phone that waits

    @classmethod
    async def prepare(
        cls, url: str, data_key: str, lines: Mapping[str, Line], people: int, talks: int
    ) -> "Loaded":
        """Make `people`, two of them in each of so many open talks; all have agreed to everything."""
        loaded = cls(await Talks.prepare(url, data_key, Clock(), lines, talks))
        for talker in loaded.talks.people:
            talker.phone.looks = partial(loaded._heard, talker, talker.looks)
        database = Database(url, Vault((read_key(data_key),)), Clock())
        await keys.unlock(database)
        others = range(people - 2 * talks)
        for first in others[::AT_ONCE]:
            await loaded._arrive(database, lines, others[first : first + AT_ONCE])
        await database.close()
        return loaded

    async def _arrive(self, database: Database, lines: Mapping[str, Line], numbers: Sequence[int]) -> None:
        names = sorted(lines)
        async with database.transaction() as session:
            for number in numbers:
                name = names[number % len(names)]
                phone = lines[name].phone(
                    str(700_000 + number) if name == "telegram" else f"viber-{number}=="
                )
                phone.looks = partial(self._answered, phone)
                arrival = await persons.welcome(session, name, phone.address, "uk")
                await persons.consent(session, arrival.person, VERSION)
                self.pressing.append((lines[name], phone))

    async def go_on(self, seconds: float, a_second: int) -> int:
        """Let so many things happen a second, each third of them a word in a talk; return how many they were."""
        loop, count = asyncio.get_running_loop(), int(seconds * a_second)
        began = loop.time()
        for number in range(count):
            await asyncio.sleep(max(0.0, began + number / a_second - loop.time()))
            self._press() if number % 3 else self._write(random.choice(self.talks.people))
        return count

    def _press(self) -> None:
        line, phone = random.choice(self.pressing)
        self._waits(phone.address)
        line.says(phone, "/menu")

    def _write(self, talker: Talker) -> None:
        talker.says()
        self._waits(talker.wrote[-1])
        self._waits(talker.phone.address)

    def _heard(self, talker: Talker, looks: Callable[[Message], None], message: Message) -> None:
        before = talker.receipts.total()
        looks(message)
        for word in WORD.findall(message.text):
            self._came(word)
        if talker.receipts.total() > before:
            self._came(talker.phone.address)

    def _answered(self, phone: Phone, message: Message) -> None:
        self._came(phone.address)

    def _waits(self, what: str) -> None:
        self._since.setdefault(what, deque()).append(asyncio.get_running_loop().time())

    def _came(self, what: str) -> None:
        if since := self._since.get(what):
            self.waits.append(asyncio.get_running_loop().time() - since.popleft())

    @property
    def waiting(self) -> int:
        """How much has not come yet."""
        return sum(map(len, self._since.values()))
