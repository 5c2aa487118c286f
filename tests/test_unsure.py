"""What a crash might repeat: one message at a time, and more only where the pace needs it."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.channels.base import Parcel
from bot.delivery import Delivery
from bot.screens import Rendered, Screen
from bot.tasks import start, stop
from bot.unsure import GLANCE, HANGS, MOST, PATIENCE, SERIES, SOON, STEP, THEN, Unsure
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


@pytest.fixture
def old(unsure: Unsure, seconds: Seconds) -> Seconds:
    """The clock, when no series of crashes is to be feared any more."""
    seconds.now = SERIES
    return seconds


class Looks(asyncio.Event):
    """Notes who looked whether there is room, in order."""

    def __init__(self, name: str, looked: list[str]) -> None:
        super().__init__()
        self._name, self._looked = name, looked

    def set(self) -> None:
        self._looked.append(self._name)


def message(id: int, priority: Priority = Priority.REPLY, **more: str | int) -> Outgoing:
    """A message to somebody."""
    account = Account(id, id, "telegram", str(id), "uk")
    body: Rendered = {"text": "words"}
    body.update(more)  # type: ignore[typeddict-item]
    return Outgoing(id, account, priority, datetime(2026, 11, 21, tzinfo=UTC), body)


def on_viber(telegram: Outgoing) -> Outgoing:
    """The same message to somebody on Viber."""
    return replace(telegram, account=replace(telegram.account, channel="viber"))


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


def full(unsure: Unsure, first: int, most: int = 20) -> int:
    """Begin as many messages as may go; return how many those were."""
    for id in range(first, first + most):
        if not unsure.has_room(message(id)):
            return id - first
        unsure.begins(message(id))
    return most


def wait(unsure: Unsure, seconds: Seconds, so_long: float, *waiting: Outgoing) -> None:
    """Let time pass in which these could go, but for the others that are under way."""
    until = seconds.now + so_long
    while seconds.now < until:
        for one in waiting:
            assert not unsure.has_room(one)
        seconds.now += GLANCE
    seconds.now = until


def test_in_a_series_of_crashes_one_goes_at_a_time(unsure: Unsure, seconds: Seconds) -> None:
    for id in range(int(SERIES)):
        unsure.begins(message(id))
        wait(unsure, seconds, 1 - 2 * GLANCE, *(message(waiting) for waiting in range(id + 1, id + 4)))
        unsure.ended([id])


def test_even_then_nobody_waits_for_ever(unsure: Unsure, seconds: Seconds) -> None:
    for id in range(int(THEN)):
        unsure.begins(message(id))
        wait(unsure, seconds, 1.0, message(100))
        unsure.ended([id])
    unsure.begins(message(99))
    seconds.now += GLANCE
    assert full(unsure, 100) == 1


def test_a_series_is_feared_anew_when_another_process_led_meanwhile(unsure: Unsure, old: Seconds) -> None:
    unsure.starts("telegram", asyncio.Event())
    unsure.begins(message(1))
    wait(unsure, old, 2 * SOON, message(2))


def test_nobody_waits_long_later(unsure: Unsure, old: Seconds) -> None:
    unsure.begins(message(1))
    wait(unsure, old, SOON, message(2))
    old.now += GLANCE
    assert full(unsure, 2) == 1


def test_one_at_a_time_is_enough_where_nobody_waits_long(unsure: Unsure, old: Seconds) -> None:
    for id in range(50):  # each waits a little less than it may
        unsure.begins(message(id))
        wait(unsure, old, SOON - 2 * GLANCE, message(id + 1))
        unsure.ended([id])


def test_the_longer_somebody_waits_the_more_go_at_once_but_few(unsure: Unsure, old: Seconds) -> None:
    unsure.begins(message(0))
    wait(unsure, old, SOON, message(1000))
    old.now += GLANCE
    at_once = 1
    for step in range(MOST - 1):  # before the first of them hangs
        at_once += full(unsure, 10 * (step + 1))
        assert at_once == step + 2
        assert not unsure.has_room(message(1000))
        old.now += STEP


def test_what_comes_unasked_waits_longer(unsure: Unsure, old: Seconds) -> None:
    check_in = message(2, Priority.CHECK_IN)
    for id in range(10, 10 + int(PATIENCE)):
        unsure.begins(message(id))
        wait(unsure, old, 1 - GLANCE, check_in)
        assert not unsure.has_room(check_in)
        old.now += GLANCE
        unsure.ended([id])
    unsure.begins(message(99))
    assert unsure.has_room(check_in)


def test_who_waits_for_something_else_by_now_lets_nobody_go(unsure: Unsure, old: Seconds) -> None:
    unsure.begins(message(1))
    assert not unsure.has_room(message(2))
    old.now += 2 * SOON  # the messenger asked for patience
    assert not unsure.has_room(message(3))
    assert not unsure.has_room(message(2))


def test_no_messenger_keeps_out_another(unsure: Unsure, seconds: Seconds) -> None:
    looked: list[str] = []
    for name in ("telegram", "viber"):
        unsure.starts(name, Looks(name, looked))
    unsure.begins(message(1))
    assert not unsure.has_room(on_viber(message(2)))
    seconds.now += GLANCE
    assert not unsure.has_room(message(3))
    unsure.ended([1])
    assert looked == ["viber", "telegram"]
    unsure.begins(on_viber(message(2)))
    assert not unsure.has_room(on_viber(message(4)))
    unsure.ended([2])
    assert looked[2:] == ["telegram", "viber"]


def test_of_two_messengers_the_one_with_words_of_a_talk_looks_first(unsure: Unsure) -> None:
    looked: list[str] = []
    for name in ("telegram", "viber"):
        unsure.starts(name, Looks(name, looked))
    unsure.begins(message(1))
    assert not unsure.has_room(message(2))
    assert not unsure.has_room(on_viber(message(3, Priority.TALK)))
    unsure.ended([1])
    assert looked == ["viber", "telegram"]


def test_a_messenger_that_hangs_with_one_person_holds_up_nobody_else(
    unsure: Unsure, seconds: Seconds
) -> None:
    unsure.begins(message(1))
    seconds.now = HANGS
    assert full(unsure, 2) == 1


def test_of_a_messenger_that_answers_nobody_only_so_many_are_unsure(unsure: Unsure, old: Seconds) -> None:
    for id in range(MOST):
        assert unsure.has_room(message(id))
        unsure.begins(message(id))
        old.now += HANGS
    assert not unsure.has_room(message(MOST))
    assert unsure.has_room(on_viber(message(100)))
    unsure.ended([0])
    assert unsure.has_room(message(MOST))


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
