"""Whoever calls the doors without being the messenger, or presses what is not theirs, is refused and changes nothing.

Requests unsigned, wrongly signed, signed for another body, replayed, oversized, nested 5,000 deep, with headers that
are no ASCII, with doubled keys, with no numbers: answered 400, 401, 403 or 413, or set aside, never 5xx. Buttons:
10,000 presses of every action of people and of moderators with other people's rows: each is answered, none changes a
row that is not the presser's own.
"""

import ast
import inspect
import itertools
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, cast

import pytest
from sqlalchemy import func, select
from structlog.testing import capture_logs

from bot.channels.telegram import intake as of_telegram
from bot.channels.telegram.intake import SECRET as SECRET_HEADER
from bot.channels.viber import intake as of_viber
from bot.channels.viber.intake import SIGNATURE
from bot.domain.alerts import CARD
from bot.web import LARGEST_BODY
from handlers.moderators.registry import ACTIONS as OF_DESK
from handlers.registry import ACTIONS
from storage import check_keys, requests
from storage.alerts import AlertRow
from storage.database import Database
from storage.persons import Person
from storage.tables import METADATA
from tests.app.town import Town
from tests.bad_input.scene import Scene, changes
from tests.chat import Chat, Phone
from tests.circle import Circle
from tests.promises.by_schema import Json
from tests.promises.doors import Doors, doors, signed
from tests.promises.made_up import encoded
from tests.promises.sizes import share

PRESSES = [
    ("sqlite", 1_200),
    ("postgresql", 1_200),
    pytest.param("sqlite", share(10_000), marks=[pytest.mark.minutes, pytest.mark.timeout(3_600)]),
]
FORGERIES = [
    ("sqlite", 300),
    pytest.param("sqlite", share(5_000), marks=[pytest.mark.minutes, pytest.mark.timeout(3_600)]),
]
PRESSERS = 40
AFTER = ("", "", "", ":yes", ":no", ":1", "-1", ":head", ":day", "-curious", ":0:1", ":solved")


@dataclass
class Known:
    """Somebody of the scene, as the scene wants to know them."""

    id: str
    user_id: str


@dataclass
class Stage:
    """As much of a town as the scene needs, without HTTP."""

    chat: Chat
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def app(self) -> "Stage":
        return self

    @property
    def scheduler(self) -> "Stage":
        return self

    @property
    def database(self) -> Database:
        return self.chat.database

    async def person(self, channel: str, title: str) -> Known:
        phone, circle = self.chat.person(channel), Circle(self.chat)
        await circle.agrees(phone)
        self.people[phone.address] = circle.people[phone.address]
        return Known(phone.address, phone.address)

    async def run_all_now(self) -> None:
        await self.chat.work()


async def scene_at(at: Doors) -> Scene:
    """A circle at work: every kind of row, all of other people; somebody has seen check words before."""
    scene = Scene(cast(Town, Stage(at.chat)))
    await scene.set()
    async with at.chat.database.transaction() as session:
        for name in (check_keys.OWN, check_keys.PAPER):
            await check_keys.key(session, name)
    return scene


def press(phone: Phone, number: int, data: str) -> bytes:
    """A press as the messenger brings it."""
    if phone.channel == "viber":
        message = {"type": "text", "text": data}
        return encoded(
            {"event": "message", "message_token": number, "sender": {"id": phone.address}, "message": message}
        )
    sender, told = {"id": int(phone.address)}, {"message_id": 1, "chat": {"id": int(phone.address)}}
    return encoded(
        {"update_id": number, "callback_query": {"id": "1", "from": sender, "message": told, "data": data}}
    )


def tampered(scene: Scene, count: int) -> Iterator[str]:
    """Payloads of every action in turn, each with a row of somebody else and perhaps a choice behind it."""
    chance, rows = random.Random(count), [*scene.ids.values()]
    for name in itertools.islice(itertools.cycle((*ACTIONS, *OF_DESK)), count):
        yield f"a:{name}:{chance.choice(rows)}{chance.choice(AFTER)}"


@pytest.mark.parametrize("database_url, count", PRESSES, indirect=["database_url"])
async def test_a_tampered_button_changes_nothing_of_anybody_elses(database: Database, count: int) -> None:
    async with doors(database) as at:
        scene, circle = await scene_at(at), Circle(at.chat)
        pressers = [await circle.joins(("telegram", "viber")[n % 2], name="Klen") for n in range(PRESSERS)]
        own = {person.id for person in circle.people.values()}
        before, asked, numbers = await scene.everything(), 0, itertools.count(10**6)
        with capture_logs() as logged:
            for payloads in batched([*tampered(scene, count)], PRESSERS):
                presses = [
                    (p.channel, press(p, next(numbers), data))
                    for p, data in zip(pressers, payloads, strict=False)
                ]
                at.answers.clear()
                assert {status for status, _said in await at.call_all(presses)} == {200}
                missing = [
                    data
                    for p, data in zip(pressers, payloads, strict=False)
                    if not at.answers[p.channel, p.address]
                ]
                assert not missing
                asked += len(presses)
        after = await scene.everything()
    assert asked == count
    assert not [one for one in logged if one["event"] in ("event_failed", "request_failed", "task_failed")]
    assert not changes(of_others(before, own), of_others(after, own))


def batched(many: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """The many in portions."""
    return (many[start : start + size] for start in range(0, len(many), size))


def of_others(rows: dict[str, list[Any]], own: set[int]) -> dict[str, list[Any]]:
    """The rows that do not belong to any of these people."""
    mine = own | {row["id"] for row in rows["accounts"] if row["person_id"] in own}
    # When several of them mark a card as untrue, moderators are told.
    mine |= {row["id"] for row in rows["alerts"] if row["kind"] == CARD}
    # Whoever begins to help, or rests, lets the matcher look again: that is counted, and so are alerts.
    counted = (requests.LOOKS, AlertRow.__tablename__)
    kept = {**rows, "counters": [row for row in rows["counters"] if row["name"] not in counted]}
    return {table: [row for row in found if mine.isdisjoint(ids(row))] for table, found in kept.items()}


def ids(row: Json) -> set[int]:
    """All numbers of a row that could name somebody."""
    return {value for value in row.values() if type(value) is int}


async def test_an_event_that_is_brought_again_has_no_second_effect(database: Database) -> None:
    async with doors(database) as at:
        circle = Circle(at.chat)
        for channel in ("telegram", "viber"):
            phone = await circle.joins(channel)
            bodies = [
                press(phone, 10**6 + n, data) for n, data in enumerate(("c:ask", "c:menu", "c:settings"))
            ]
            await at.call_all([(channel, body) for body in bodies])
            seen, before = len(phone.messages), await rows_of(database)
            for _time in range(5):
                statuses = {
                    status for status, _said in await at.call_all([(channel, body) for body in bodies])
                }
                assert statuses == {200}
            assert (len(phone.messages), await rows_of(database)) == (seen, before)


def forgeries(channel: str, count: int, true: bytes, number: int) -> Iterator[tuple[bytes, dict[str, str]]]:
    """Bodies and headers as somebody would send them who is not the messenger; `true` was rightly signed before."""
    chance, header = random.Random(count), SECRET_HEADER if channel == "telegram" else SIGNATURE
    right = signed(channel, true)[header]
    wrong = (
        *(
            "",
            "0" * len(right),
            right[:-1],
            right + "0",
            right.swapcase() + "x",
            f"{right}, {right}",
            "секрет",
            "ї" * 64,
        ),
        *("\u00ff" * 40, "%00" * 20, "x" * 7_000, right[::-1], f"sha256={right}", f"Bearer {right}", "null"),
    )
    for turn in range(count):
        body = true.replace(str(number).encode(), str(number + 1 + turn).encode())
        named = chance.choice((header, header.lower(), header.upper(), "Authorization", "X-Forwarded-For"))
        yield (
            chance.choice((body, b"", b"[" * 5_000, body + b" ", b"\xff" + body)),
            {named: chance.choice(wrong)},
        )


@pytest.mark.parametrize("database_url, count", FORGERIES, indirect=["database_url"])
async def test_only_the_messenger_comes_in(database: Database, count: int) -> None:
    async with doors(database) as at:
        circle = Circle(at.chat)
        for channel, status in (("telegram", 401), ("viber", 403)):
            phone = await circle.joins(channel)
            true = press(phone, 10**9, "c:ask")
            await at.call(channel, true)
            before, got = await rows_of(database), Counter[int]()
            for body, headers in forgeries(channel, count, true, 10**9):
                answered, said = await at.call(channel, body, headers)
                got[answered] += 1
                assert not said
            assert got == {status: count}
            assert await rows_of(database) == before


@pytest.mark.parametrize("intake", [of_telegram, of_viber])
def test_secrets_are_compared_in_constant_time(intake: ModuleType) -> None:
    tree = ast.parse(inspect.getsource(intake))
    compared = {
        ast.unparse(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        for part in ast.walk(node)
    }
    assert "compare_digest" in inspect.getsource(intake)
    assert not {"secret", "given", "signature", "expected", "token"} & compared


DOUBLED = b'{"update_id": 1, "update_id": 2, "message": 1, "message": {"message_id": 3, "message_id": NaN}}'
BROKEN: dict[str, tuple[bytes, int]] = {
    "over the largest": (b'{"x": "' + b"x" * LARGEST_BODY + b'"}', 413),
    "nested 5,000 deep": (b"[" * 5_000 + b"]" * 5_000, 400),
    "an object nested 5,000 deep": (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, 400),
    "doubled keys": (DOUBLED, 200),
    "no number": (b'{"update_id": NaN, "event": "message", "message_token": NaN}', 200),
    "infinity": (b'{"update_id": -Infinity, "event": "message", "sender": {"id": Infinity}}', 200),
    "a number of 10,000 digits": (b'{"update_id": ' + b"9" * 10_000 + b"}", 400),
    "a number beyond all": (b'{"update_id": 1e999, "event": "message"}', 200),
    "half a letter": (b'{"event": "\xd0"}', 400),
    "another encoding": ('{"update_id": "ї"}'.encode("utf-16"), 200),
    "a mark in front": (b"\xef\xbb\xbf{}", 200),
    "a word": (b"null", 200),
}


@pytest.mark.parametrize("channel", ["telegram", "viber"])
@pytest.mark.parametrize("what", BROKEN)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_is_rightly_signed_and_broken_changes_nothing(
    database: Database, channel: str, what: str
) -> None:
    body, status = BROKEN[what]
    async with doors(database) as at:
        before = await rows_of(database)
        assert (await at.call(channel, body))[0] == status
        assert await rows_of(database) == before


async def rows_of(database: Database) -> dict[str, int]:
    """How many rows every table has, but for those that were seen before and those set aside unread."""
    async with database.transaction() as session:
        tables = [table for name, table in METADATA.tables.items() if name not in ("inbox", "quarantine")]
        return {t.name: await session.scalar(select(func.count()).select_from(t)) or 0 for t in tables}
