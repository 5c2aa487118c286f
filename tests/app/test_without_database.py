"""The numbers of /sos come within two seconds whatever ails the database; what else comes waits and is answered."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path

import pytest

from bot.i18n import _, translate
from bot.routing import UNCLEAR
from bot.sandbox.phones import Phone
from tests import postgres as postgresql
from tests.app import ailments
from tests.app.process import running
from tests.app.town import Town, sees, texts, until
from tests.machine import within

SOON = 2  # seconds: who calls for help does not wait longer, whatever is broken
NUMBERS = translate(_("If life is in danger, call:"), "uk")
ANSWER = translate(UNCLEAR, "uk")
LANGUAGE = "Мова · Язык · Language"  # what newcomers are asked first
Ailment = Callable[[], AbstractAsyncContextManager[None]]


@pytest.fixture(params=["locked", "stopped", "frozen"])
async def ailment(request: pytest.FixtureRequest, town: Town, tmp_path: Path) -> AsyncIterator[Ailment]:
    """The bot runs on a database that will be ill while the block runs."""
    if request.param == "locked":
        url, ill = f"sqlite+aiosqlite:///{tmp_path}/kolo.db", partial(ailments.locked, tmp_path / "kolo.db")
    else:
        server: postgresql.Server = request.getfixturevalue("server")
        url = server.url(server.new_database())
        ill = partial(getattr(ailments, request.param), server)
    async with town.bot(url):
        yield ill


@pytest.fixture
async def people(ailment: Ailment, town: Town) -> list[Phone]:
    """One on each messenger, known already."""
    return [await town.person("telegram", "Anna"), await town.person("viber", "Bohdan")]


async def test_the_numbers_come_within_two_seconds(ailment: Ailment, town: Town, people: list[Phone]) -> None:
    async with ailment():
        for phone in people:
            with within(SOON):
                await town.write(phone, "/sos")
                await sees(phone, NUMBERS)
    await town.quiet()
    assert [len(texts(phone)) for phone in people] == [1, 1]


async def test_what_else_comes_is_answered_once_the_database_is_back(
    ailment: Ailment, town: Town, people: list[Phone]
) -> None:
    async with ailment():
        for phone in people:
            await town.write(phone, "доброго дня")
            await town.write(phone, "/sos")
            await sees(phone, NUMBERS)
        assert len(town.telegram.updates.pending()) == 2, "confirmed before it was handled"
    for phone in people:
        await until(partial(_answered, town, phone), f"no answer for {phone.title}")
    await town.quiet()
    for phone in people:
        first, second = texts(phone)
        assert NUMBERS in first
        assert ANSWER in second


async def test_a_full_disk_keeps_nobody_from_the_numbers_and_loses_nothing(
    town: Town, tmp_path: Path
) -> None:
    anna, bohdan = town.telegram.new_phone("Anna", "x"), town.viber.new_phone("Bohdan", "x")
    async with running(town, tmp_path) as bot:
        with bot.full_disk():
            for phone in (anna, bohdan):
                with within(SOON):
                    await town.write(phone, "доброго дня")
                    await town.write(phone, "/sos")
                    await sees(phone, NUMBERS)
            assert len(town.telegram.updates.pending()) == 2, "confirmed before it was handled"
        for phone in (anna, bohdan):
            await until(partial(_answered, town, phone, LANGUAGE), f"no answer for {phone.title}")
            assert len(texts(phone)) == 2


def _answered(town: Town, phone: Phone, answer: str = ANSWER) -> bool:
    """Whether the words were answered; Viber is asked to try again, since its clock stands still."""
    town.viber.retry_now()
    return any(answer in text for text in texts(phone))
