"""SIGTERM ends the bot within ten seconds; what was under way is finished or kept, and a restart needs no hands."""

from pathlib import Path

from tests.app.process import LONGEST_STOP, running
from tests.app.town import Town, sees, texts, until
from tests.bench import crash
from tests.machine import granted, slowness

LANGUAGE = "Мова · Язык · Language"  # what newcomers are asked first
PEOPLE = 12
STOPS = 2


async def test_a_stop_in_the_middle_of_talks_loses_and_repeats_nothing(
    tmp_path: Path, sqlite_url: str
) -> None:
    outcome = await crash.run(tmp_path, sqlite_url, 50, STOPS, ("telegram", "viber"), kindly=True)
    assert not outcome.wrong, outcome
    assert sum(outcome.repeats) == 0, outcome
    assert len(outcome.stops) == STOPS, outcome
    assert max(outcome.stops) < granted(LONGEST_STOP, slowness()), outcome


async def test_nobody_is_forgotten_over_a_stop_and_a_start(town: Town, tmp_path: Path) -> None:
    people = [town.telegram.new_phone(f"Person {n}", "x") for n in range(PEOPLE)]
    people += [town.viber.new_phone(f"Person {n}", "x") for n in range(PEOPLE)]
    async with running(town, tmp_path) as bot:
        for phone in people:
            await town.write(phone, "/start")
        await sees(people[0], LANGUAGE)
        await bot.stopped()
    for phone in people:
        await town.write(phone, "/language")  # while nobody listens
    async with running(town, tmp_path) as bot:
        town.viber.retry_now()
        for phone in people:
            await until(lambda: len(texts(phone)) == 2, f"{phone.title} was forgotten")  # noqa: B023
        await bot.stopped()
    assert all(texts(phone) == [LANGUAGE] * 2 for phone in people)


async def test_a_messenger_that_hangs_holds_up_no_stop_and_loses_no_message(
    town: Town, tmp_path: Path
) -> None:
    olena = town.telegram.new_phone("Olena", "x")
    async with running(town, tmp_path) as bot:
        town.telegram.trouble.plan("timeout", method="sendMessage")
        await town.write(olena, "/start")
        await until(lambda: town.calls.begun["sendMessage"], "nothing was sent")
        await bot.stopped()
        assert not texts(olena)
    async with running(town, tmp_path):
        await sees(olena, LANGUAGE)
