"""Announcements on their way: nobody is sent one twice, a stop stops, and nothing urgent waits for them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.channels.base import Parcel
from bot.clock import StoppedClock
from bot.delivery import Delivery
from bot.domain.announcements import Audience
from bot.errors import Halted, TryLater
from bot.queues import MOST_PATIENT
from bot.screens import Screen
from bot.tasks import start, stop
from storage import accounts, announced, announcements, outbox, persons
from storage.database import Database
from storage.outbox import Priority
from storage.persons import Person
from tests.machine import PATIENCE

TEXT, URGENT = "the centre is closed", "the numbers"


class Telegram:
    """A messenger that answers as it is told: the next calls raise what is in `says`, or wait for `goes`."""

    name = "telegram"
    per_second, chat_spacing = 1000.0, 0.0
    can_edit = can_delete = hosts_pictures = charges = types_buttons = False

    def __init__(self) -> None:
        self.got: list[str] = []
        self.says: list[Exception] = []
        self.goes = asyncio.Event()
        self.goes.set()
        self.under_way = 0

    async def send(self, parcel: Parcel) -> str:
        self.under_way += 1
        if parcel.text == TEXT:
            await self.goes.wait()
        self.under_way -= 1
        if self.says:
            raise self.says.pop(0)
        self.got.append(parcel.text)
        return str(len(self.got))

    async def freeze(self, address: str, message: str) -> float:
        return 0.0


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
async def delivery(database: Database, telegram: Telegram) -> AsyncIterator[Delivery]:
    """Telegram, with a delivery at work."""
    delivery = Delivery(database, telegram)  # type: ignore[arg-type]
    database.committed = delivery.hand_over
    sending = start(delivery.run(), "delivery")
    yield delivery
    telegram.goes.set()
    await delivery.drain(5)
    await stop(sending)


async def people(database: Database, count: int) -> list[Person]:
    async with database.transaction() as session:
        return [
            (await persons.welcome(session, "telegram", str(1000 + number), "en")).person
            for number in range(count)
        ]


async def announce(database: Database, *to: Person) -> int:
    """Put announcement 1 on its way to these people; return its id."""
    async with database.transaction() as session:
        one = await announcements.add(session, Audience())
        await announced.plan(session, one.id, {person.id: session.now for person in to})
        await announced.claim(session, one.id, [person.id for person in to], announced.PUT)
        found = await accounts.of_people(session, [person.id for person in to])
        for account in found.values():
            message = outbox.push_to(session, account, Screen(TEXT), Priority.BULK, news=one.id)
            message.topic = announced.topic(one.number)
    return one.id


async def until_stopped(database: Database, telegram: Telegram, true: Callable[[], object]) -> None:
    """Let a process send until it is so, and stop it cleanly."""
    delivery = Delivery(database, telegram)  # type: ignore[arg-type]
    sending = start(delivery.run(), "delivery")
    await until(true)
    await delivery.drain(5)
    await stop(sending)


async def counts(database: Database, id: int) -> dict[str, int]:
    async with database.transaction() as session:
        return await announced.counts(session, id, 1)


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def until_written(database: Database, id: int, **expected: Any) -> None:
    async with asyncio.timeout(PATIENCE):
        while await counts(database, id) != expected:  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def test_what_the_messenger_took_is_counted(
    database: Database, delivery: Delivery, telegram: Telegram
) -> None:
    id = await announce(database, *await people(database, 3))
    await until_written(database, id, sent=3, still=0)
    assert telegram.got == [TEXT] * 3


async def test_what_a_process_began_that_died_is_not_sent_again(
    database: Database, telegram: Telegram
) -> None:
    id = await announce(database, *await people(database, 2))
    async with database.transaction() as session:
        first, _second = await outbox.due(session, "telegram", ())
        assert await outbox.begin(session, first)  # and the process dies
    follows = Delivery(database, telegram)  # type: ignore[arg-type]
    sending = start(follows.run(), "delivery")
    await until_written(database, id, sent=1, put=1, still=0)
    await stop(sending)
    assert telegram.got == [TEXT]


async def test_what_was_refused_for_the_moment_is_tried_again_and_counted_once(
    database: Database, delivery: Delivery, telegram: Telegram
) -> None:
    telegram.says = [TryLater("too many", 0.05), TryLater("no connection")]
    id = await announce(database, *await people(database, 1))
    await until_written(database, id, sent=1, still=0)
    assert telegram.got == [TEXT]


async def test_when_the_messenger_refuses_us_altogether_it_is_sent_after_a_restart(
    database: Database, telegram: Telegram
) -> None:
    telegram.says = [Halted("the token is not accepted")]
    id = await announce(database, *await people(database, 1))
    await until_stopped(database, telegram, lambda: not telegram.says)
    await until_stopped(database, telegram, lambda: telegram.got)
    assert telegram.got == [TEXT]
    assert await counts(database, id) == {"sent": 1, "still": 0}


async def test_what_may_have_arrived_is_not_sent_again(
    database: Database, delivery: Delivery, telegram: Telegram
) -> None:
    telegram.says = [TryLater("no answer", unsure=True)]
    id = await announce(database, *await people(database, 1))
    await until_written(database, id, put=1, still=0)
    assert telegram.got == []


async def test_after_no_answer_others_go_on(
    database: Database, delivery: Delivery, telegram: Telegram
) -> None:
    olha, ivan = await people(database, 2)
    telegram.says = [TryLater("no answer", unsure=True)]
    await announce(database, olha)
    await until(lambda: not telegram.says)
    async with database.transaction() as session:
        await outbox.push(session, ivan.id, Screen(URGENT), Priority.REPLY)
    await until(lambda: telegram.got == [URGENT])


async def test_a_stop_takes_back_what_is_not_under_way(
    database: Database, delivery: Delivery, telegram: Telegram
) -> None:
    telegram.goes.clear()
    id = await announce(database, *await people(database, 40))
    await until(lambda: telegram.under_way)
    began = telegram.under_way
    async with database.transaction() as session:
        await announced.take_back(session, id, 1)
    telegram.goes.set()
    await until(lambda: delivery.is_idle)
    went = len(telegram.got)
    assert began <= went < 40
    await until_written(database, id, sent=went, waiting=40 - went, still=0)


@pytest.mark.parametrize("priority", [Priority.CRISIS, Priority.TALK, Priority.REPLY])
async def test_when_the_messenger_is_slow_to_take_them_something_urgent_has_a_way(
    database: Database, delivery: Delivery, telegram: Telegram, priority: Priority
) -> None:
    *many, olha = await people(database, 41)
    telegram.goes.clear()
    await announce(database, *many)
    await until(lambda: telegram.under_way >= 20)
    async with database.transaction() as session:
        await outbox.push(session, olha.id, Screen(URGENT), priority)
    await until(lambda: telegram.got == [URGENT])


async def test_something_urgent_does_not_sit_out_the_pause_of_an_announcement(
    database: Database, delivery: Delivery, telegram: Telegram
) -> None:
    (olha,) = await people(database, 1)
    telegram.says = [TryLater("busy", 300.0)]
    await announce(database, olha)
    await until(lambda: not telegram.says)
    async with database.transaction() as session:
        await outbox.push(session, olha.id, Screen(URGENT), Priority.CRISIS)
    await until(lambda: telegram.got == [URGENT])


async def test_of_a_flood_in_the_table_only_so_much_is_taken_into_memory(
    database: Database, telegram: Telegram, clock: StoppedClock
) -> None:
    (*_others, olha) = await people(database, 3)
    async with database.transaction() as session:
        account = await accounts.of_person(session, olha.id)
        assert account is not None
        for _number in range(MOST_PATIENT + 50):
            outbox.push_to(session, account, Screen(TEXT), Priority.BULK)
        urgent = outbox.push_to(session, account, Screen(URGENT), Priority.CRISIS)
        urgent.due_at += timedelta(seconds=1)
    clock.jump(timedelta(seconds=2))
    idle = Delivery(database, telegram)  # type: ignore[arg-type]
    idle.may_send = lambda: False
    for _look in range(4):
        await idle.look()
    assert idle._queues.head(account.id).body["text"] == URGENT
    assert [room for _kinds, _held, room in idle._queues.wanted()] == [500, 500, 0]
