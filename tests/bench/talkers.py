"""People who talk in pairs without end; each word is one of a kind, so that one lost, doubled or misled is seen."""

import asyncio
import random
import re
import secrets
import string
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select

from bot.clock import Clock
from bot.data_keys import read_key
from bot.domain.consent import VERSION
from handlers.flood import SINCE
from storage import keys, migrate, persons
from storage.crypto import Vault
from storage.database import Database, Session
from storage.talk_messages import TalkMessageRow
from tests.bench.matched import matched
from tests.bench.phone import Line, Message, Phone

WORD = re.compile(r"\bwq[a-z]{14}\b")
PAUSE = 4.0, 10.0  # seconds between two words of one person
MOST_UNANSWERED = (
    2  # words of one person: who hears nothing of them writes no more, or a slow machine never catches up
)


@dataclass
class Lives:
    """Which life of the bot it is, and how many messages came again because of the end of each."""

    now: int = 0
    repeated: Counter[int] = field(default_factory=Counter)
    _last: dict[str, int] = field(
        default_factory=dict
    )  # in which life a message, or any on a phone, came last

    def came(self, message: str) -> None:
        """Note that a message came; a repetition is laid to the end of the life in which it came before."""
        if message in self._last:
            self.repeated[self._last[message]] += 1
        self._last[message] = self.now

    def shown(self, phone: str, again: bool) -> None:
        """Note that a message came to that phone, `again` if it is the same as the one before."""
        if again:
            self.repeated[self._last[phone]] += 1
        self._last[phone] = self.now


@dataclass
class Talker:
    """One person who talks with one other."""

    line: Line
    phone: Phone
    lives: Lives
    other: "Talker | None" = field(default=None, repr=False)
    wrote: list[str] = field(default_factory=list)
    wrote_at: list[float] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)  # as they came, repetitions too
    receipts: Counter[str] = field(default_factory=Counter)  # by the button that takes the word back
    heard_after: list[float] = field(default_factory=list)  # seconds from the other's writing
    sent_after: list[float] = field(default_factory=list)  # seconds from the writing to the receipt

    @property
    def settled(self) -> bool:
        """Whether every word arrived, and its author was told that it was sent."""
        arrived = self.other is not None and set(self.wrote) <= set(self.other.heard)
        return arrived and not self.unanswered

    @property
    def unanswered(self) -> int:
        """How many words brought no receipt yet."""
        return len(self.wrote) - len(self.receipts)

    def __str__(self) -> str:
        heard = self.other.heard if self.other else []
        missing = [number for number, word in enumerate(self.wrote) if word not in heard]
        last = next(reversed(self.phone.messages.values()), None)
        return (
            f"a talker on {self.line.name}: {len(self.wrote)} words, of these not heard {missing}, "
            f"{len(self.receipts)} receipts, sees {last and last.text!r}"
        )

    def goes_on(self) -> None:
        """Write another word, unless too many were not answered."""
        if self.unanswered < MOST_UNANSWERED:
            self.says()

    def says(self) -> None:
        """Write a word that nobody ever wrote."""
        word = "wq" + "".join(secrets.choice(string.ascii_lowercase) for _letter in range(14))
        self.wrote.append(word)
        self.wrote_at.append(time.monotonic())
        self.line.says(self.phone, f"Добрий день, {word}")

    def looks(self, message: Message) -> None:
        """See what came."""
        words = WORD.findall(message.text)
        receipts = [data for _label, data in message.buttons if data.startswith("a:talk-withdraw:")]
        if self.other is not None:
            new = [word for word in words if word in self.other.wrote and word not in self.heard]
            at = (self.other.wrote_at[self.other.wrote.index(word)] for word in new)
            self.heard_after.extend(time.monotonic() - one for one in at)
        for _new in (receipt for receipt in receipts if receipt not in self.receipts):
            self.sent_after.append(time.monotonic() - self.wrote_at[len(self.sent_after)])
        self.heard.extend(words)
        self.receipts.update(receipts)
        for one in (*words, *receipts):
            self.lives.came(one)


@dataclass
class Talks:
    """All of them, in pairs."""

    people: list[Talker]
    matches: list[int]  # the ids of their talks
    lives: Lives
    silent: bool = False

    @classmethod
    async def prepare(
        cls, url: str, data_key: str, clock: Clock, lines: Mapping[str, Line], pairs: int
    ) -> "Talks":
        """Put pairs into the database who talk already, by turns on the messengers and between them."""
        await migrate.upgrade(url)
        database, names = Database(url, Vault((read_key(data_key),)), clock), sorted(lines)
        await keys.unlock(database)
        talks = cls([], [], Lives())
        for number in range(pairs):
            sides = names[number % len(names)], names[number // len(names) % len(names)]
            chats = [(name, _address(name, 2 * number + side)) for side, name in enumerate(sides)]
            async with database.transaction() as session:
                talks.matches.append(await _pair(session, chats))
            both = [Talker(lines[name], lines[name].phone(address), talks.lives) for name, address in chats]
            both[0].other, both[1].other = both[1], both[0]
            talks.people += both
        await database.close()
        for talker in talks.people:
            talker.phone.looks = talker.looks
        return talks

    async def go_on(self) -> None:
        """Let everybody write now and then, until they are told to be silent."""
        await asyncio.gather(*map(self._talk, self.people))

    async def _talk(self, talker: Talker) -> None:
        await asyncio.sleep(random.uniform(0, PAUSE[1]))
        while not self.silent:
            talker.goes_on()
            await asyncio.sleep(random.uniform(*PAUSE))

    @property
    def settled(self) -> bool:
        """Whether every word arrived, and everybody was told that theirs was sent."""
        return all(talker.settled for talker in self.people)

    def lost(self) -> Sequence[str]:
        """Words that never arrived."""
        return [word for t in self.people if t.other for word in t.wrote if word not in t.other.heard]

    def unanswered(self) -> int:
        """How many words brought their author no word that they were sent."""
        return sum(talker.unanswered for talker in self.people)

    def misdirected(self) -> Sequence[str]:
        """Words that came to somebody else than to whom they were written."""
        return [word for t in self.people if t.other for word in t.heard if word not in t.other.wrote]

    def out_of_order(self) -> int:
        """How many people heard the other's words in another order than they were written."""
        return sum(
            list(dict.fromkeys(t.heard)) != t.other.wrote for t in self.people if t.other and t.other.wrote
        )

    async def doubled(self, url: str, data_key: str) -> int:
        """How many words the database took in more often than they were written."""
        database = Database(url, Vault((read_key(data_key),)), Clock())
        async with database.transaction() as session:
            theirs = select(func.count()).where(TalkMessageRow.match_id.in_(self.matches))
            kept = await session.scalar(theirs) or 0
        await database.close()
        return kept - sum(len(talker.wrote) for talker in self.people)


def _address(messenger: str, number: int) -> str:
    return str(500_000 + number) if messenger == "telegram" else f"viber-talker-{number}=="


async def _pair(session: Session, chats: Sequence[tuple[str, str]]) -> int:
    """Two people who agreed to everything, in an open talk whose first word was spoken; return its id."""
    match, both = await matched(session, chats)
    for arrival in both:
        await persons.consent(session, arrival.person, VERSION)
        arrival.state.update({"talk": match.id, SINCE: ""})
    await persons.remember(session, both)
    return match.id
