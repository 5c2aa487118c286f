"""Of several replicas one leads, and another takes over when it is gone or cut off: nothing twice, nothing never."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import text

from bot.channels.base import Parcel
from bot.delivery import Delivery
from bot.lead import LEASE, Lead
from bot.leading import LOOK, SILENCE, while_leading
from bot.screens import Screen
from bot.tasks import start, stop
from storage import outbox, persons
from storage.database import Database
from tests.machine import PATIENCE, within


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
    async with asyncio.timeout(PATIENCE):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def written(database: Database) -> None:
    """Wait until what was sent is off the outbox: a replica that dies before may repeat a message."""
    async with asyncio.timeout(PATIENCE):
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
    async def deliver(lead: Lead) -> None:
        delivery = Delivery(database, phones)  # type: ignore[arg-type]
        delivery.may_send = lead.holds
        await delivery.run()

    return start(while_leading(database, deliver), "replica")


@asynccontextmanager
async def another(database: Database) -> AsyncIterator[Database]:
    """The same database, as another replica opens it."""
    url = database.engine.url.render_as_string(hide_password=False)
    other = Database(url, database.vault, database.clock)
    yield other
    await other.close()


@pytest.fixture
def database_url(postgres_url: str) -> str:
    """Replicas are for PostgreSQL."""
    return postgres_url


async def test_two_replicas_send_each_message_once_and_the_second_takes_over(database: Database) -> None:
    first_phones, second_phones = Phones(), Phones()
    async with another(database) as other:
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


class Leaders:
    """Notes who leads, and since when."""

    def __init__(self) -> None:
        self.now: list[str] = []
        self.leads: dict[str, Lead] = {}

    def begins(self, database: Database, name: str) -> "asyncio.Task[None]":
        """Let a replica wait for the lead, and keep it."""

        async def work(lead: Lead) -> None:
            self.now.append(name)
            self.leads[name] = lead
            try:
                await asyncio.Event().wait()
            finally:
                self.now.remove(name)

        return start(while_leading(database, work), name)


async def cut(database: Database) -> None:
    """Let the server end all sessions that hold the lock, as a failing network or a restart does."""
    ends = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
    async with database.engine.connect() as connection:
        await connection.execute(text(ends))


async def test_who_is_cut_from_the_database_stops_and_another_leads(database: Database) -> None:
    leaders = Leaders()
    async with another(database) as other:
        first = leaders.begins(database, "first")
        await until(lambda: leaders.now == ["first"])
        second = leaders.begins(other, "second")
        with within(2 * LOOK + 1):
            await cut(other)
            await until(lambda: leaders.now == ["second"])
        await until(first.done)  # whoever keeps it begins anew
        assert first.exception() is not None
        await stop(second)


async def test_a_lead_ends_by_itself_when_nobody_looks() -> None:
    lead = Lead()
    assert not lead.holds()
    lead.extend(time.monotonic() - LEASE + 60)
    assert lead.holds()
    lead.extend(time.monotonic() - LEASE)
    assert not lead.holds()


def test_nobody_else_is_given_the_lock_while_a_lead_may_still_hold() -> None:
    assert LEASE + 1 < SILENCE
    assert SILENCE + 2 * LOOK < 30
