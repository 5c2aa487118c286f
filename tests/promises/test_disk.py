"""Whatever ails the disk or the database, nothing is half done, nothing is lost, and /sos answers.

While the disk is full, read-only or slow (two seconds a write), while another program holds the database locked, and
while PostgreSQL is stopped and started again, people go on writing. Nothing is confirmed to a messenger that was not
kept: it comes again. The numbers of /sos come within two seconds throughout. When it is over, nobody has to lend a
hand: each tap is answered once, each word stands once and in its order, and the tables hold each person once. In `make
test` one spell of each, in `make promises` eight, with more people. What Viber brings again it brings after what was
written since: there the order is Viber's.

A disk that is full is played by SQLite's own limit of pages here, one that is read-only by SQLite's own refusal of
writes; a bot whose system refuses every write to a file is in tests/app/test_without_database.py. A program that is
started on a read-only disk ends and says why: whoever runs it starts it again.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import NamedTuple

import pytest
from sqlalchemy import text

from bot.i18n import _, translate
from bot.sandbox.phones import Phone
from tests import postgres as postgresql
from tests.app import ailments
from tests.app.town import Town, post, sees, texts, until, until_found
from tests.bad_input.ways import SIGNATURE
from tests.machine import PATIENCE, within
from tests.promises.sizes import share
from tests.promises.talkers import Talkers, meet

SOON = 2  # seconds: who calls for help does not wait longer, whatever is broken
NUMBERS = translate(_("If life is in danger, call:"), "uk")
LANGUAGE = "Мова · Язык · Language"  # what newcomers are asked first
AWAY = 503
Ailment = Callable[[], AbstractAsyncContextManager[None]]


class Size(NamedTuple):
    """How often it happens, and how many come on each messenger each time."""

    spells: int
    people: int


SIZES = [
    pytest.param(Size(1, 3), id="slice"),
    pytest.param(Size(share(8), 10), id="full", marks=[pytest.mark.minutes, pytest.mark.timeout(900)]),
]


@pytest.fixture(params=["full", "read_only", "slow", "locked", "stopped"])
async def ailment(request: pytest.FixtureRequest, town: Town, sqlite_url: str) -> AsyncIterator[Ailment]:
    """The bot runs on a database that will be ill while the block runs."""
    if request.param == "stopped":
        server: postgresql.Server = request.getfixturevalue("server")
        async with town.bot(server.url(server.new_database())):
            yield partial(ailments.stopped, server)
        return
    async with town.bot(sqlite_url):
        file = request.getfixturevalue("tmp_path") / "kolo.db"
        yield partial(
            getattr(ailments, request.param), file if request.param == "locked" else town.app.database
        )


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_is_half_done_and_the_numbers_come_throughout(
    town: Town, ailment: Ailment, size: Size
) -> None:
    pairs = [await meet(town, number) for number in range(2)]
    await town.quiet()
    newcomers = list[Phone]()
    for _spell in range(size.spells):
        async with ailment():
            come = [town.telegram.new_phone("Anna", "x") for _n in range(size.people)]
            come += [town.viber.new_phone("Bohdan", "x") for _n in range(size.people)]
            await everybody_writes(town, come, pairs)
            await call_for_help(town)
        await everybody_writes(town, [], pairs)
        newcomers += come
        await until_found(
            partial(answered, town, newcomers, pairs), "not everything is answered", 2 * PATIENCE
        )
    await town.quiet()
    assert all(sum(LANGUAGE in said for said in texts(phone)) == 1 for phone in newcomers)
    for two in pairs:
        assert two.heard(two.other) == two.written_to(two.other)
        assert sorted(two.heard(two.one)) == sorted(two.written_to(two.one))  # what Viber repeats comes later
    lines = sum(sum(two.wrote.values()) for two in pairs)
    people = len(newcomers) + 2 * len(pairs)
    assert await kept(town) == {"persons": people, "outbox": 0, "talk_messages": lines, "quarantine": 0}
    assert town.viber.callbacks.lost == 0


async def everybody_writes(town: Town, come: list[Phone], pairs: list[Talkers]) -> None:
    """Newcomers press Start, the others write into their talks."""
    for phone in come:
        await town.write(phone, "/start")
    for two in pairs:
        for phone in two.phones:
            await two.write(phone)


async def call_for_help(town: Town) -> None:
    """On both messengers the numbers come at once."""
    for messenger in (town.telegram, town.viber):
        phone = messenger.new_phone("Vira", "x")
        with within(SOON):
            await town.write(phone, "/sos")
            await sees(phone, NUMBERS)


async def answered(town: Town, newcomers: list[Phone], pairs: list[Talkers]) -> bool:
    """Whether everything is answered; Viber is asked to try again, since its clock stands still."""
    town.viber.retry_now()
    await asyncio.sleep(0.05)
    welcomed = all(any(LANGUAGE in said for said in texts(phone)) for phone in newcomers)
    return welcomed and all(
        len(two.heard(phone)) >= len(two.written_to(phone)) for two in pairs for phone in two.phones
    )


async def kept(town: Town) -> dict[str, int]:
    """How many rows these tables hold."""
    async with town.app.database.transaction() as session:
        tables = ("persons", "outbox", "talk_messages", "quarantine")
        return {table: await session.scalar(text(f"SELECT count(*) FROM {table}")) or 0 for table in tables}


async def test_a_messenger_hears_that_nothing_was_kept(alive: Town) -> None:
    phone = alive.viber.new_phone("Bohdan", "x")
    account = alive.viber.world.by_phone[phone.id]
    account.wrote(alive.clock.now())
    said = {"type": "text", "text": "/start"}
    event = alive.viber.world.event(
        "message", sender=alive.viber.world.user(account), message=said, silent=False
    )
    body = json.dumps(event).encode()
    bring = partial(
        post, f"{alive.bot_url}/viber/webhook", body, {SIGNATURE: alive.viber.callbacks.sign(body)}
    )
    async with ailments.read_only(alive.app.database):
        assert await bring() == AWAY
        await alive.write(anna := alive.telegram.new_phone("Anna", "x"), "/start")
        await until(lambda: alive.calls.begun["getUpdates"] > 2, "Telegram is not asked")
        assert len(alive.telegram.updates.pending()) == 1, "confirmed before it was kept"
    assert await bring() == await bring() == 200
    await sees(anna, LANGUAGE)
    await sees(phone, LANGUAGE)
    await alive.quiet()
    assert texts(phone) == texts(anna) == [LANGUAGE]
