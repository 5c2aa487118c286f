"""Of several replicas one sends, and another takes over when it is gone: nothing twice, nothing never."""

import asyncio
from collections.abc import Callable

import pytest

from bot.channels.base import Parcel
from bot.delivery import Delivery
from bot.leading import while_leading
from bot.screens import Screen
from bot.tasks import start, stop
from storage import outbox, persons
from storage.database import Database


class Phones:
    """A messenger that remembers what it was given."""

    name = "telegram"
    per_second, chat_spacing = 1000.0, 0.0
    can_edit = can_delete = charges = hosts_pictures = types_buttons = False

    def __init__(self) -> None:
        self.got: list[str] = []

    async def send(self, parcel: Parcel) -> str:
        self.got.append(parcel.text)
        return str(len(self.got))


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def written(database: Database) -> None:
    """Wait until what was sent is off the outbox: a replica that dies before may repeat a message."""
    async with asyncio.timeout(20):
        while True:
            async with database.transaction() as session:
                if (await outbox.backlog(session))[0] == 0:
                    return
            await asyncio.sleep(0.02)


async def push(database: Database, *texts: str) -> None:
    async with database.transaction() as session:
        known = await persons.arrive(session, "telegram", ["1"])
        arrival = known.get("1") or await persons.welcome(session, "telegram", "1", "uk")
        for text in texts:
            outbox.push_to(session, arrival.account, Screen(text))


def replica(database: Database, phones: Phones) -> "asyncio.Task[None]":
    async def deliver() -> None:
        await Delivery(database, phones).run()  # type: ignore[arg-type]

    return start(while_leading(database, "delivery telegram", deliver), "replica")


@pytest.fixture
def database_url(postgres_url: str) -> str:
    """Replicas are for PostgreSQL."""
    return postgres_url


async def test_two_replicas_send_each_message_once_and_the_second_takes_over(database: Database) -> None:
    first_phones, second_phones = Phones(), Phones()
    url = database.engine.url.render_as_string(hide_password=False)
    other = Database(url, database.vault, database.clock)
    first = replica(database, first_phones)
    await push(database, "1", "2")
    await until(lambda: first_phones.got)
    second = replica(other, second_phones)
    await push(other, "3", "4")
    await until(lambda: len(first_phones.got) == 4)
    assert not second_phones.got
    await written(database)
    await stop(first)
    await push(database, "5")
    await until(lambda: second_phones.got)
    assert (first_phones.got, second_phones.got) == (["1", "2", "3", "4"], ["5"])
    await stop(second)
    await other.close()
