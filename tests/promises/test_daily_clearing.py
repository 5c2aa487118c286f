"""Where somebody wished for it, whatever is a day old goes from the phone by itself, while the bot still can delete it.

Telegram lets a bot delete for 48 hours. 99.9 of 100 messages are gone at 47, also when the messenger was away for eight
hours in which all of them came of age: each call takes a hundred of one chat, and calls go at the pace of what comes
unasked, 20 a second. In `make promises` 1,000 people with 100 messages each, in `make test` 30 people. Nothing comes to
the phone when it happens, what is younger stays, and so does everything of people who did not wish for it.
"""

import time
from datetime import timedelta
from typing import NamedTuple

import pytest
import structlog

from bot.sandbox.phones import Phone
from bot.sandbox.telegram_api.chats import Chat
from bot.screens import Screen
from storage import accounts, outbox, phone_messages, phone_sweeps
from tests.app.town import Town, said, until
from tests.promises.sizes import share
from tests.promises.test_phone_is_clean import standing

log = structlog.get_logger(__name__)  # `pytest -rP` shows the figures
HOUR = timedelta(hours=1)
EACH, AWAY = 100, 8  # messages of each person, of both sides; hours of the outage, in which they come of age
LATEST = 47  # hours after which a message should not stand there
A_SECOND = 20  # calls: what comes unasked leaves a fifth of the 25 to what people wait for
ROUNDS = 3  # lots of one chat: of before the outage, of its hours, and one that was divided


class Size(NamedTuple):
    """How many wished for it, and how many seconds a busy machine may take beside the pace."""

    people: int
    seconds: int


SIZES = [
    pytest.param(Size(30, 60), id="slice", marks=pytest.mark.timeout(300)),
    pytest.param(Size(share(1_000), 300), id="full", marks=[pytest.mark.minutes, pytest.mark.timeout(1_800)]),
]


async def settles(town: Town, count: int, wished: bool = True) -> list[Phone]:
    """So many people, whose chats clear themselves if they wished so."""
    phones = [await town.person("telegram", f"Person {number}") for number in range(count)]
    async with town.app.database.transaction() as session:
        found = await accounts.of_people(session, [town.people[phone.id].id for phone in phones])
        for account in found.values():
            await phone_sweeps.clear_daily(session, account.id, on=wished)
    return phones


async def write(town: Town, phones: list[Phone], each: int) -> None:
    """Let each chat hold so many more messages of both sides, noted as they would be."""
    world = town.telegram.world
    noted = list[tuple[int, str]]()
    async with town.app.database.transaction() as session:
        found = await accounts.of_people(session, [town.people[phone.id].id for phone in phones])
        for phone in phones:
            chat: Chat = world.by_phone[phone.id]
            sides = (world.bot, {"id": int(phone.user_id), "is_bot": False, "first_name": phone.title})
            put = [world.add_message(chat, sides[n % 2], {"text": "…"}) for n in range(each)]
            noted += [(found[town.people[phone.id].id].id, stored.bubble.id) for stored in put]
        await phone_messages.note(session, noted)


async def hours(town: Town, count: int) -> None:
    """Let hours pass, and the jobs work in each."""
    for _hour in range(count):
        town.clock.jump(HOUR)
        await town.app.scheduler.run_all_now()


def left(phones: list[Phone]) -> int:
    """How many messages stand in these chats."""
    return sum(len(standing(phone)) for phone in phones)


async def work_off(town: Town, phones: list[Phone], seconds: float) -> float:
    """Let the jobs run until nothing stands there; return how many seconds that took."""
    began = time.monotonic()
    while left(phones):
        assert time.monotonic() < began + seconds, f"{left(phones)} messages stand there still"
        await town.app.scheduler.run_all_now()
        await town.quiet(seconds)
    return time.monotonic() - began


@pytest.mark.parametrize("size", SIZES)
async def test_after_an_outage_of_eight_hours_all_are_gone_before_47_hours(alive: Town, size: Size) -> None:
    phones = await settles(alive, size.people)
    began = alive.clock.now()
    for _hour in range(AWAY):
        await write(alive, phones, EACH // AWAY)
        alive.clock.jump(HOUR)
    await write(alive, phones, EACH - left(phones[:1]))
    count = left(phones)
    assert count == EACH * size.people
    await hours(alive, 24 - AWAY)
    assert left(phones) == count
    alive.telegram.trouble.outage = True
    await hours(alive, AWAY + 1)
    assert left(phones) == count
    alive.telegram.trouble.outage = False
    took = await work_off(alive, phones, ROUNDS * size.people / A_SECOND + size.seconds)
    age = (alive.clock.now() - began) / HOUR
    calls = sum(call.status == 200 for call in alive.calls.all if call.method == "deleteMessages")
    log.info("cleared", messages=count, calls=calls, seconds=round(took, 1), hours=age)
    assert left(phones) <= count / 1000
    assert age + took / 3600 < LATEST
    assert calls <= ROUNDS * size.people
    assert not [bubble for phone in phones for bubble in said(phone) if not bubble.deleted]


async def test_what_is_younger_stays_and_so_does_what_nobody_wished_away(alive: Town) -> None:
    (wished,), (other,) = await settles(alive, 1), await settles(alive, 1, wished=False)
    await write(alive, [wished, other], 6)
    await hours(alive, 12)
    await write(alive, [wished, other], 4)
    await hours(alive, 13)
    await until(lambda: left([wished]) == 4, "what is a day old stands there")
    await alive.quiet()
    assert (left([wished]), left([other])) == (4, 10)
    assert not alive.calls.sent(wished.chat_id)


async def test_refusals_and_broken_connections_cost_time_and_nothing_else(alive: Town) -> None:
    phones = await settles(alive, 3)
    await write(alive, phones, 10)
    alive.telegram.trouble.plan("too_many", method="deleteMessages", times=2)
    alive.telegram.trouble.plan("lost_answer", method="deleteMessages")
    alive.telegram.trouble.plan("server_error", method="deleteMessages")
    await hours(alive, 25)
    await work_off(alive, phones, 60)
    assert await alive.waiting() == (0, 0)


async def test_a_restart_in_the_middle_goes_on_where_it_was(town: Town, sqlite_url: str) -> None:
    async with town.bot(sqlite_url):
        phones = await settles(town, 3)
        await write(town, phones, 10)
        town.telegram.trouble.outage = True
        await hours(town, 25)
    assert left(phones) == 30
    town.telegram.trouble.outage = False
    async with town.bot(sqlite_url):
        await until(lambda: not left(phones), "something stands there still", 30)


async def test_a_message_that_is_gone_is_written_anew_when_it_changes(alive: Town) -> None:
    (phone,) = await settles(alive, 1)
    await alive.push(phone, "приходьте о п’ятій")
    await until(lambda: left([phone]), "it did not come")
    await alive.quiet()
    gone = standing(phone)[0].id
    await hours(alive, 25)
    await until(lambda: not left([phone]), "it stands there still")
    async with alive.app.database.transaction() as session:
        account = await accounts.of_person(session, alive.people[phone.id].id)
        assert account is not None
        outbox.push_to(session, account, Screen("приходьте о шостій"), edit=gone)
    await until(lambda: [one.text for one in standing(phone)] == ["приходьте о шостій"], "it is not there")
    await alive.quiet()
