"""What a crash might repeat: one message at a time, and more only where the pace needs it."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.channels.base import Parcel
from bot.delivery import Delivery
from bot.screens import Rendered, Screen
from bot.tasks import start, stop
from bot.unsure import HANGS, MOST, PACE, SOON, Unsure
from storage import accounts, outbox, persons
from storage.accounts import Account
from storage.database import Database
from storage.outbox import Outgoing, Priority

PEOPLE = 12


class Seconds:
    """A clock that is moved by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    """The clock."""
    return Seconds()


@pytest.fixture
def unsure(seconds: Seconds) -> Unsure:
    """Nothing is under way."""
    return Unsure(seconds)


def message(id: int, priority: Priority = Priority.REPLY, **more: str | int) -> Outgoing:
    """A message to somebody."""
    account = Account(id, id, "telegram", str(id), "uk")
    body: Rendered = {"text": "words"}
    body.update(more)  # type: ignore[typeddict-item]
    return Outgoing(id, account, priority, datetime(2026, 11, 21, tzinfo=UTC), body)


def test_one_message_waits_until_the_one_before_is_written_down(unsure: Unsure) -> None:
    unsure.begins(message(1))
    assert not unsure.has_room(message(2))
    unsure.ended([1])
    assert unsure.has_room(message(2))


def test_what_nobody_would_see_twice_waits_for_nothing(unsure: Unsure) -> None:
    unsure.begins(message(1))
    assert unsure.has_room(message(2, edit="7"))
    assert unsure.has_room(message(3, delete="7"))
    assert unsure.has_room(message(4, Priority.BULK, news=7))


def test_danger_to_life_waits_for_nothing(unsure: Unsure) -> None:
    unsure.begins(message(1))
    assert unsure.has_room(message(2, Priority.CRISIS))


def test_as_many_as_the_pace_needs_go_when_somebody_waits(unsure: Unsure, seconds: Seconds) -> None:
    for id in range(100):  # each takes as long as two and a half at the pace
        unsure.begins(message(id))
        seconds.now += 2.5 / PACE
        unsure.written([id])
    unsure.begins(message(101))
    for id in (102, 103, 104):
        assert not unsure.has_room(message(id))
    seconds.now += 2 * SOON
    for id in (102, 103):
        assert unsure.has_room(message(id))
        unsure.begins(message(id))
    assert not unsure.has_room(message(104))


def test_however_slow_a_messenger_is_few_go_at_once(unsure: Unsure, seconds: Seconds) -> None:
    for id in range(100):
        unsure.begins(message(id))
        seconds.now += HANGS / 2
        unsure.written([id])
    for id in range(MOST):
        unsure.begins(message(id))
    assert not unsure.has_room(message(MOST))
    seconds.now += 2 * SOON
    assert not unsure.has_room(message(MOST))


def test_one_at_a_time_stays_one_where_it_keeps_the_pace(unsure: Unsure, seconds: Seconds) -> None:
    unsure.begins(message(1))
    seconds.now = 1 / PACE
    unsure.written([1])
    unsure.begins(message(2))
    assert not unsure.has_room(message(3))
    seconds.now += 10 * SOON
    assert not unsure.has_room(message(3))


def test_a_failure_says_nothing_of_how_long_one_takes(unsure: Unsure, seconds: Seconds) -> None:
    for id in range(100):
        unsure.begins(message(id))
        seconds.now += HANGS / 2
        unsure.ended([id])
    unsure.begins(message(101))
    assert not unsure.has_room(message(102))
    seconds.now += 2 * SOON
    assert not unsure.has_room(message(102))


def test_a_messenger_that_hangs_with_one_person_holds_up_nobody_else(
    unsure: Unsure, seconds: Seconds
) -> None:
    unsure.begins(message(1))
    seconds.now = HANGS
    assert unsure.has_room(message(2))


class Messenger:
    """Looks, whenever it is handed a message, how many that it took still stand in the outbox."""

    name = "telegram"
    per_second, chat_spacing = 1000.0, 0.0
    can_edit = can_delete = True
    charges = types_buttons = hosts_pictures = False

    def __init__(self, database: Database) -> None:
        self._database, self.got = database, 0
        self.open: list[int] = []

    async def send(self, parcel: Parcel) -> str:
        async with self._database.transaction() as session:
            waiting, _parked = await outbox.backlog(session)
        self.open.append(self.got - (PEOPLE - waiting))
        self.got += 1
        return str(self.got)


async def test_each_message_is_written_down_before_the_next_one_goes(database: Database) -> None:
    messenger = Messenger(database)
    delivery = Delivery(database, messenger)  # type: ignore[arg-type]
    async with database.transaction() as session:
        for number in range(PEOPLE):
            arrival = await persons.welcome(session, "telegram", str(number), "uk")
            account = await accounts.of_person(session, arrival.person.id)
            assert account is not None
            outbox.push_to(session, account, Screen("words"))
    database.committed = delivery.hand_over
    sending = start(delivery.run(), "delivery")
    await delivery.look()
    while messenger.got < PEOPLE or not delivery.is_idle:  # noqa: ASYNC110 - many things end
        await asyncio.sleep(0.02)
    await stop(sending)
    assert messenger.open == [0] * PEOPLE
