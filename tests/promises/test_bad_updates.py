"""Whatever the messengers bring: no failure, no stall, nothing of it in a log; everybody is answered or need not be.

100,000 made-up events a messenger (`make promises`), some thousand in `make test`: events as the messengers describe
them, and with parts missing, of a wrong type, nested, huge, unprintable; with old buttons and other people's. Each is
handled within SECONDS, those that came together with it included. What cannot be read is sealed and set aside.
"""

import json
import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.channels.telegram import updates
from bot.channels.viber import events
from bot.incoming import Incoming
from bot.web import LARGEST_BODY
from storage.database import Database
from storage.tables import METADATA
from tests.chat import Phone
from tests.machine import granted, slowness
from tests.promises.by_schema import CANARY, FIRST
from tests.promises.crowd import crowd
from tests.promises.doors import Doors, doors
from tests.promises.made_up import MadeUp, encoded
from tests.promises.sizes import share

EVENTS = [
    ("sqlite", 1_500),
    ("postgresql", 1_500),
    pytest.param("sqlite", share(100_000), marks=[pytest.mark.minutes, pytest.mark.timeout(3_600)]),
]
TOGETHER, CROWD = 48, 150
SECONDS = 5.0  # for each of those that come together
KEPT = 12  # messages on a phone
ANSWERED = {"words", "press", "photo", "voice", "other", "opened"}
NESTED = {
    "telegram": (
        '{"update_id": DEEP}',
        '{"update_id": 1, "message": {"message_id": 1, "chat": {"id": 5}, "text": DEEP}}',
        '{"update_id": 2, "callback_query": {"id": DEEP, "from": {"id": 5}, "data": "c:menu"}}',
    ),
    "viber": (
        '{"event": "message", "message_token": 1, "sender": DEEP, "message": {"type": "text", "text": "a"}}',
        '{"event": "message", "message_token": DEEP, "sender": {"id": "x"}, "message": {"type": "text"}}',
        '{"event": DEEP}',
    ),
}
FAILURES = {"event_failed", "task_failed", "task_restarts", "request_failed", "request_timed_out"}


@dataclass
class Meant:
    """What the events of one messenger have to lead to; a repetition (by what names an event) leads to nothing."""

    channel: str
    known: set[str] = field(default_factory=set)
    answers: Counter[tuple[str, str]] = field(default_factory=Counter)
    welcomes: int = 0
    aside: int = 0

    def status(self, body: bytes) -> int:
        """Note what a body should lead to; return the status that its caller should get."""
        if len(body) > LARGEST_BODY:
            return 413
        try:
            told = json.loads(body)
        except (ValueError, RecursionError):
            return 400
        try:
            event = updates.parse(told) if self.channel == "telegram" else events.parse(told)
        except (KeyError, TypeError, ValueError):
            key = updates.unreadable_key(told) if self.channel == "telegram" else body.decode()
            self.aside += self._is_new(key)
        else:
            if event is not None and event.kind != "ignored" and self._is_new(event.key):
                self._note(event)
        return 200

    def _note(self, event: Incoming) -> None:
        if event.kind in ANSWERED and not event.in_group:
            self.welcomes += event.kind == "opened"
            self.answers[event.channel, event.address] += event.kind != "opened"

    def _is_new(self, key: str) -> bool:
        if key in self.known:
            return False
        self.known.add(key)
        return True


@pytest.fixture
def logged() -> Iterator[list[EventDict]]:
    """All that we log, and what libraries warn of, as far as it would be printed."""
    warned = list[EventDict]()

    class Note(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            warned.append({"event": "library", "logger": record.name, "log_level": record.levelname.lower()})

    note = Note(logging.WARNING)
    logging.getLogger().addHandler(note)
    with capture_logs() as ours:
        yield ours
        ours.extend(warned)
    logging.getLogger().removeHandler(note)


async def bring(at: Doors, made: MadeUp, meant: Meant) -> None:
    """Bring some events together; each must have its status, and every person an answer."""
    bodies = made.bodies(TOGETHER)
    at.answers.clear()
    at.sent.clear()
    meant.answers.clear()
    meant.welcomes = 0
    wanted = [meant.status(body) for body in bodies]
    got = await at.call_all([(made.channel, body) for body in bodies])
    assert [status for status, _said in got] == wanted
    missing = meant.answers - at.answers
    assert not [(who, body[:2_000]) for who in missing for body in bodies if who[1].encode() in body]
    assert sum(bool(said) for status, said in got if status == 200) == meant.welcomes


def tidy(phones: list[Phone]) -> None:
    """Let old messages scroll away."""
    for phone in phones:
        del phone.messages[:-KEPT]


@pytest.mark.parametrize("database_url, count", EVENTS, indirect=["database_url"])
@pytest.mark.parametrize("channel", ["telegram", "viber"])
async def test_no_event_breaks_or_stalls_the_bot_or_shows_in_a_log(
    database: Database, channel: str, count: int, logged: list[EventDict]
) -> None:
    async with doors(database) as at:
        phones = await crowd(at, channel, CROWD)
        if channel == "telegram":
            phones.append(at.chat.desk())
        made, meant, before = MadeUp(count, channel, phones), Meant(channel), await at.set_aside()
        slower = slowness()
        for _round in range(count // TOGETHER + 1):
            await bring(at, made, meant)
            tidy(phones)
        assert await at.set_aside() - before == meant.aside > 0
    slowest, slower = max(at.seconds), max(slower, slowness())
    print(f"{len(at.seconds)} events of {channel}, {meant.aside} unreadable, slowest {slowest:.2f} s")
    assert slowest < granted(SECONDS, slower)
    assert not [one for one in logged if one["event"] in FAILURES]
    assert not [one for one in logged if CANARY in str(one) or str(FIRST)[:8] in str(one)]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("channel", ["telegram", "viber"])
async def test_what_is_nested_as_deep_as_can_just_be_read_fails_nowhere_else(
    database: Database, channel: str
) -> None:
    async with doors(database) as at:
        statuses = Counter[int]()
        for depth in range(850, 1_000):
            deep = "[" * depth + "1" + "]" * depth
            for body in NESTED[channel]:
                status, _said = await at.call(channel, body.replace("DEEP", deep).encode())
                statuses[status] += 1
    assert statuses.keys() == {200, 400}


@pytest.mark.parametrize("token", ["\ud800123", "12\0", "x", -1, 2**64, 1e308])
async def test_a_viber_token_that_is_no_number_of_64_bits_is_set_aside(
    database: Database, token: object
) -> None:
    async with doors(database) as at:
        await crowd(at, "viber", 12)
        said = {"type": "text", "text": "так"}
        for number in range(12):
            sender = {"id": f"{CANARY}-{number}=="}
            event = {"event": "message", "message_token": token, "sender": sender, "message": said}
            assert (await at.call("viber", encoded(event)))[0] == 200
        async with database.transaction() as session:
            errors = await session.scalars(select(METADATA.tables["quarantine"].c.error))
            assert [*errors] == ["unreadable"] * 12
