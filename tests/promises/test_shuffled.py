"""What messengers bring three times and out of order ends as if it had come once and in order.

A busy hour of 88 people on both messengers: they ask for help, take offers or not, talk, correct and withdraw what they
said, answer how it goes, change settings, erase themselves, block the bot. The same hour comes again to a fresh bot,
each event three times, shuffled within 100; of one person the first copies keep their order, as both messengers keep it
for one chat. Then every table and every phone is compared by content.

What may differ, and does not count: ids and tokens, which are drawn by chance; the numbers of requests and of messages,
which are given in the order in which people come; on a phone, the order of what came from different people, and so
which of it is the newest (of that a Viber account keeps the buttons, since they can be typed).
"""

import os
import random
import re
import shutil
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlalchemy import Table, select

from bot.clock import StoppedClock
from bot.domain.matching import Ask, Skills
from bot.incoming import Incoming
from storage import keys
from storage.crypto import Vault
from storage.database import Database, Sealed, Session
from storage.tables import METADATA
from tests.chat import Chat, Phone, opened
from tests.circle import Circle
from tests.conftest import NOON
from tests.promises.sizes import share

WINDOW, COPIES = 100, 3
SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.minutes) for seed in range(1, 1 + share(19)))]
CHANNELS = ("telegram", "viber")
UNCOUNTED = {"live_message", "message", "to_message", "from_message", "number", "last", "audit_id", "shown"}
CHANCE = re.compile(r'(?<="token":")[^"]+|\d{2,}|\b[0-9a-f]{8}\b')
NEEDS = (
    Ask("work", "work.job"),
    Ask("talk", "talk.chat"),
    Ask("accompany", "accompany.office"),
    Ask("digital", "digital.phone"),
)


class Step(NamedTuple):
    """What somebody does: the kind of event, or "label" for a press on what the newest such button says."""

    kind: str
    text: str = ""
    message: str = ""


def says(*texts: str) -> list[Step]:
    """Words, or commands."""
    return [Step("words", text) for text in texts]


def presses(*labels: str) -> list[Step]:
    """Presses on buttons."""
    return [Step("label", label) for label in labels]


ASKS = says("/ask") + presses("Documents", "Passport", "Skip", "No hurry", "Skip", "No preference")
ASKS_WITH_WORDS = [*ASKS, *says("the passport was lost"), *presses("Send")]
GIVES_UP = [*ASKS[:4], *says("/cancel"), *ASKS, *presses("Skip", "Send"), *says("/menu")]
TALKS = [
    *[Step("words", f"at {hour} or later", f"9{hour}") for hour in range(10, 16)],
    Step("edited", "at eleven", "911"),
    Step("edited", "at twelve, with papers", "912"),
    *says("call me: 067 123 45 67"),
    *presses("Send anyway"),
    *says("a slip"),
    *presses("Withdraw"),
    Step("photo", "page one", "990"),
    Step("other"),
]
SETTLES = says("/settings") + presses("Where and when", "Quiet hours") + says("22", "8") + says("/menu")
IN_DANGER = says("I want to kill myself", "/sos", "/menu")
BLOCKS = [*says("/groups"), Step("left"), *says("/menu"), Step("left")]


@dataclass
class Hour:
    """The people of one run, and what each of them does."""

    chat: Chat
    does: list[tuple[Phone, list[Step]]] = field(default_factory=list)
    made: dict[tuple[str, str, int], Incoming] = field(default_factory=dict)

    async def set(self) -> None:
        """Let some talk, some have an offer, some be asked how it goes; the rest are newcomers and members."""
        circle = Circle(self.chat)
        for turn, channel in enumerate(CHANNELS * 4):
            asks, helps = (
                await circle.joins(channel, name=f"Kalyna{turn}"),
                await circle.helper(channel, name=f"Yavir{turn}"),
            )
            match = await circle.matched(asks, helps)
            for phone in (asks, helps):
                await phone.sends_payload(f"a:talk:{match}")
                self.does.append((phone, TALKS))
        for turn, channel in enumerate(CHANNELS * 4):
            asks, helps = (
                await circle.joins(channel, name=f"Klen{turn}"),
                await circle.helper(channel, name=f"Yavir{turn}"),
            )
            await circle.writes(await circle.matched(asks, helps))
            self.does.append((asks, presses(("We are still talking", "It is solved")[turn % 2])))
        await self.chat.passes(days=3)
        for ask, channel in zip(NEEDS, CHANNELS * 2, strict=True):
            helps = await circle.helper(
                channel, skills=Skills((ask.need,), ("en",), night_ok=True), name="Dub"
            )
            await circle.asks(await circle.joins(name="Yavir"), ask)
            await self.chat.work()
            self.does.append((helps, presses(("I can help", "Not now")[ask.need == "work"])))
        for turn in range(48):
            phone, scripts = (
                await circle.joins(CHANNELS[turn % 2]),
                (ASKS_WITH_WORDS, GIVES_UP, SETTLES, IN_DANGER, BLOCKS),
            )
            self.does.append((phone, scripts[turn // 2 % len(scripts)]))
        self.does += [
            (self.chat.person(CHANNELS[n % 2], language="en"), says("hello", "/start", "/help"))
            for n in range(8)
        ]

    def order(self) -> list[tuple[int, int]]:
        """Who (by number) takes which step, in the order of an hour: everybody's first, everybody's second ..."""
        longest = max(len(steps) for _phone, steps in self.does)
        return [
            (who, n)
            for n in range(longest)
            for who, (_phone, steps) in enumerate(self.does)
            if n < len(steps)
        ]

    async def happens(self, order: Sequence[tuple[int, int]]) -> None:
        """Bring the events, one after another; a copy is the very same event."""
        for who, n in order:
            phone, steps = self.does[who]
            key = phone.channel, phone.address, n
            if key not in self.made:
                self.made[key] = event(phone, steps[n], f"{who}-{n}")
            await self.chat.receive(self.made[key])


def event(phone: Phone, step: Step, key: str) -> Incoming:
    """The event of a step, by what is on the phone now."""
    more = {
        "address": phone.address,
        "sender": phone.address,
        "language": phone.language,
        "key": f"hour-{key}",
    }
    message = step.message or phone.new_id()
    if step.kind != "label":
        file = "a-file" if step.kind == "photo" else ""
        return Incoming(phone.channel, kind=step.kind, text=step.text, message=message, file=file, **more)  # type: ignore[arg-type]
    for shown in reversed(phone.messages):
        for label, data, _style in (button for row in shown.rows for button in row):
            if label.removeprefix("✓ ").startswith(step.text):
                press = "press" if phone.channel == "telegram" else ""
                return Incoming(phone.channel, kind="press", text=data, message=shown.id, press=press, **more)
    raise AssertionError(f"no button {step.text!r} for {key}; the newest screen: {phone.screen}")


def shuffled(order: Sequence[tuple[int, int]], seed: int) -> list[tuple[int, int]]:
    """Each step three times, none further than the window from its place; first copies of a person in their order."""
    chance = random.Random(seed)
    places = sorted(
        (place + chance.uniform(0, WINDOW), one) for place, one in enumerate(order) for _ in range(COPIES)
    )
    mixed, seen = [one for _place, one in places], Counter[int]()
    return list(_first_in_order(mixed, seen))


def _first_in_order(mixed: Sequence[tuple[int, int]], seen: Counter[int]) -> Iterator[tuple[int, int]]:
    """Where a step would come before its forerunner, let the forerunner come in its place, and it with it."""
    for who, n in mixed:
        for earlier in range(seen[who], n):
            yield who, earlier
        seen[who] = max(seen[who], n + 1)
        yield who, n


@asynccontextmanager
async def hour(database: Database) -> AsyncIterator[Hour]:
    """A fresh bot, and people about to do something."""
    async with opened(database) as chat:
        one = Hour(chat)
        await one.set()
        yield one


async def kept(database: Database) -> dict[str, Counter[str]]:
    """What every table holds, without what chance or the order of coming gave; sealed values are opened."""
    found: dict[str, Counter[str]] = {}
    async with database.transaction() as session:
        who = {str(id): address for id, address in await _addresses(session)}
        for table in METADATA.sorted_tables:
            if table.name != keys.KeyRow.__tablename__:
                rows = (await session.execute(select(table))).mappings()
                found[table.name] = Counter(_said(session, table, dict(row), who) for row in rows)
    return found


async def _addresses(session: Session) -> list[tuple[int, str]]:
    """Every person with the address of their phone."""
    accounts = METADATA.tables["accounts"]
    rows = (await session.execute(select(accounts.c.id, accounts.c.person_id, accounts.c.address))).all()
    return [(person, session.vault.open(sealed, f"accounts.address:{id}")) for id, person, sealed in rows]


def _said(session: Session, table: Table, row: dict[str, Any], who: dict[str, str]) -> str:
    """What a row says; people are called by their addresses, and what may differ is left out."""
    said = dict[str, str]()
    for column in table.columns:
        value = row[column.name]
        if isinstance(column.type, Sealed) and value is not None:
            (key,) = table.primary_key.columns
            place = f"{table.name}.{column.name}:{row[key.name]}"
            value = session.vault.open_bytes(value, place).decode("utf-8", "replace")
        if column.name not in UNCOUNTED and not isinstance(value, bytes):
            said[column.name] = CHANCE.sub(lambda found: who.get(found[0], "#"), str(value))
    return str(said)


def phones(chat: Chat) -> dict[str, Counter[str]]:
    """What stands on every phone."""
    return {
        address: Counter(CHANCE.sub("#", f"{m.text} {m.labels} {m.picture}") for m in phone.messages)
        for (_channel, address), phone in chat.phones.items()
    }


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_three_times_and_shuffled_ends_as_once_and_in_order(
    database: Database, second_database: Database, seed: int
) -> None:
    async with hour(database) as plain, hour(second_database) as mixed:
        order = plain.order()
        await plain.happens(order)
        await mixed.happens(shuffled(mixed.order(), seed))
        assert len(order) > 4 * WINDOW
        assert phones(mixed.chat) == phones(plain.chat)
        assert difference(await kept(second_database), await kept(database)) == {}


def difference(one: dict[str, Counter[str]], other: dict[str, Counter[str]]) -> dict[str, Any]:
    """What differs, table by table."""
    return {
        name: (one[name] - other[name], other[name] - one[name]) for name in one if one[name] != other[name]
    }


@pytest.fixture
async def second_database(tmp_path: Path, sqlite_tables: Path) -> AsyncIterator[Database]:
    """Another fresh database, under the same clock."""
    shutil.copyfile(sqlite_tables, tmp_path / "second.db")
    database = Database(
        f"sqlite+aiosqlite:///{tmp_path}/second.db", Vault((os.urandom(32),)), StoppedClock(NOON)
    )
    await keys.unlock(database)
    yield database
    await database.close()
