"""Messages that cost money: held back without a budget, never paid twice, a crisis always tried."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import pytest

from bot.channels.base import Parcel
from bot.clock import StoppedClock
from bot.delivery import Delivery
from bot.errors import TryLater, Unpaid, Unreachable
from bot.screens import Screen
from bot.tasks import start, stop
from storage import accounts, held_back, outbox, persons, redirecting, spending
from storage.database import Database
from storage.outbox import Priority
from storage.persons import Person
from tests.machine import PATIENCE


class Viber:
    """A messenger that charges, and fails as it is told: the next calls raise what is in `says`."""

    name = "viber"
    per_second, chat_spacing = 1000.0, 0.0
    can_edit = can_delete = hosts_pictures = False
    charges = types_buttons = True

    def __init__(self) -> None:
        self.got: list[str] = []
        self.says: list[Exception] = []

    async def send(self, parcel: Parcel) -> str:
        if self.says:
            raise self.says.pop(0)
        self.got.append(parcel.text)
        return str(len(self.got))

    async def freeze(self, address: str, message: str) -> float:
        return 0.0


@pytest.fixture
async def viber(database: Database) -> AsyncIterator[Viber]:
    """Viber, with a delivery at work."""
    channel = Viber()
    delivery = Delivery(database, channel)  # type: ignore[arg-type]
    database.committed = delivery.hand_over
    sending = start(delivery.run(), "delivery")
    yield channel
    await delivery.drain(5)
    await stop(sending)


@pytest.fixture
async def olha(database: Database, clock: StoppedClock) -> Person:
    """Somebody on Viber whose free day is over."""
    async with database.transaction() as session:
        arrival = await persons.welcome(session, "viber", "olha==", "en")
        await persons.remember(session, [arrival])
    clock.jump(timedelta(hours=25))
    return arrival.person


async def push(
    database: Database, person: Person, *texts: str, priority: Priority = Priority.CHECK_IN
) -> None:
    """The bot has something to say."""
    async with database.transaction() as session:
        for text in texts:
            await outbox.push(session, person.id, Screen(text), priority)


async def held(database: Database) -> int:
    """How much is held back."""
    async with database.transaction() as session:
        return (await held_back.backlog(session)).messages


async def spent(database: Database) -> int:
    """What was paid for."""
    async with database.transaction() as session:
        return await spending.spent(session, "viber")


async def until(database: Database, true: Callable[[], object], waiting: int = 0) -> None:
    """Wait until it is so, and until so many messages are held back."""
    async with asyncio.timeout(PATIENCE):
        while not true() or await held(database) != waiting:  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def test_without_a_budget_everything_waits_but_a_crisis(
    database: Database, viber: Viber, olha: Person
) -> None:
    await push(database, olha, "how are you", "a column")
    await push(database, olha, "the numbers", priority=Priority.CRISIS)
    await until(database, lambda: viber.got == ["the numbers"], 2)
    assert await spent(database) == 1


async def test_a_message_that_failed_twice_is_paid_for_once(
    database: Database, viber: Viber, olha: Person
) -> None:
    database.budget = 5
    viber.says = [TryLater("away", 0.05), TryLater("away", 0.05)]
    await push(database, olha, "how are you")
    await until(database, lambda: viber.got)
    assert await spent(database) == 1


async def test_when_viber_says_that_there_is_no_money_nothing_else_is_tried(
    database: Database, viber: Viber, olha: Person, clock: StoppedClock
) -> None:
    database.budget = 50
    viber.says = [Unpaid(refused=True)]
    await push(database, olha, "first")
    await until(database, lambda: not viber.says, 1)
    await push(database, olha, "second", priority=Priority.TALK)
    await push(database, olha, "the numbers", priority=Priority.CRISIS)
    await until(database, lambda: viber.got == ["the numbers"], 2)
    async with database.transaction() as session:
        assert await spending.refused_at(session, "viber") == clock.now()
    assert await spent(database) == 1


async def test_who_left_viber_is_written_to_on_telegram(
    database: Database, viber: Viber, olha: Person
) -> None:
    database.budget = 5
    viber.says = [Unreachable("status 6")]
    async with database.transaction() as session:
        other = await accounts.add(session, "telegram", "77", olha.id, "en")
        viber_account = (await accounts.chats(session, olha.id))[0].account
        outbox.push_to(session, viber_account, Screen("one"))
        outbox.push_to(session, viber_account, Screen("two"))
    async with asyncio.timeout(PATIENCE):
        while True:
            async with database.transaction() as session:
                moved = await outbox.due(session, "telegram", ())
            if len(moved) == 2:
                break
            await asyncio.sleep(0.02)
    assert [(out.body["text"], out.account.id) for out in moved] == [("one", other.id), ("two", other.id)]
    assert not viber.got


async def test_what_an_account_that_was_cut_off_had_waiting_is_not_sent_there(
    database: Database, viber: Viber, olha: Person, clock: StoppedClock
) -> None:
    database.budget = 5
    viber.says = [TryLater("away", 0.3)]
    await push(database, olha, "for Olha alone")
    await until(database, lambda: not viber.says)
    async with database.transaction() as session:
        await accounts.add(session, "telegram", "77", olha.id, "en")
        old, new = await accounts.chats(session, olha.id)
        await redirecting.redirect(session, old.account.id, new.account)
        await accounts.cut_off(session, old.account.id)
    async with database.transaction() as session:
        after = await persons.welcome(session, "viber", "petro==", "en")
        later = outbox.push_to(session, after.account, Screen("for Petro"))
    async with asyncio.timeout(PATIENCE):  # what came later is sent, and what waited longer is not
        while viber.got != ["for Petro"]:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    assert later.account.id == after.account.id
