"""Whoever takes the phone after /clean finds one line: of 500 messages of both sides none, within 30 seconds.

They go in lots of 100 by the ordinary way out: a refusal as too many, a broken connection and a restart in the middle
cost time and nothing else. /exit does the same unasked, and answers within two seconds. What is older than 48 hours no
bot can delete; that is said.
"""

import asyncio
from datetime import timedelta

import pytest

from bot.sandbox.phones import Bubble, Phone
from bot.sandbox.telegram_api.chats import Chat
from storage import accounts, phone_messages
from storage.phone_sweeps import LOT
from tests.app.town import Town, sees, texts, until
from tests.machine import PATIENCE, within
from tests.promises.talkers import meet, press

EACH, SECONDS = 250, 30  # messages of each side; and how long all of them may take to go
CLEARED, NOTHING = "аж до цього рядка", "Сьогодні нічого нового."
SECONDS_OF_EXIT = 2


def standing(phone: Phone) -> list[Bubble]:
    """What somebody sees who opens the chat."""
    return [bubble for bubble in phone.bubbles if not bubble.deleted]


async def fill(town: Town, phone: Phone, each: int = EACH) -> None:
    """Let a chat hold messages of both sides, written and noted over a day as they would be."""
    world = town.telegram.world
    chat: Chat = world.by_phone[phone.id]
    sides = (world.bot, {"id": int(phone.user_id), "is_bot": False, "first_name": phone.title})
    put = [world.add_message(chat, side, {"text": "…"}) for _time in range(each) for side in sides]
    async with town.app.database.transaction() as session:
        account = await accounts.of_person(session, town.people[phone.id].id)
        assert account is not None
        await phone_messages.note(session, [(account.id, stored.bubble.id) for stored in put])


async def clear(town: Town, phone: Phone) -> None:
    """Ask for it and confirm."""
    await town.write(phone, "/clean")
    asked = await sees(phone, "Очистити цей чат?")
    (data,) = [b.data for row in asked.buttons for b in row if b.text == "Очистити чат"]
    await press(town, phone, asked.id, data)


def one_line_stands(phone: Phone) -> bool:
    """Whether there is the last line, and nothing else."""
    return [CLEARED in bubble.text for bubble in standing(phone)] == [True]


async def test_of_500_messages_of_both_sides_none_is_left_within_30_seconds(alive: Town) -> None:
    olena = await alive.person("telegram")
    await fill(alive, olena)
    with within(SECONDS):
        await clear(alive, olena)
        await until(lambda: one_line_stands(olena), "something stands there still", 2 * PATIENCE)
    assert 2 * EACH / LOT <= alive.calls.begun["deleteMessages"] <= 2 * EACH / LOT + 1
    assert not alive.calls.begun["deleteMessage"]
    await alive.quiet()
    async with alive.app.database.transaction() as session:
        account = await accounts.of_person(session, alive.people[olena.id].id)
        assert account is not None
        assert await phone_messages.count(session, [account.id]) == 1  # the line itself


async def test_refusals_and_broken_connections_cost_time_and_nothing_else(alive: Town) -> None:
    olena = await alive.person("telegram")
    await fill(alive, olena)
    alive.telegram.trouble.plan("too_many", method="deleteMessages", times=2)
    alive.telegram.trouble.plan("lost_answer", method="deleteMessages")
    alive.telegram.trouble.plan("server_error", method="deleteMessages")
    await clear(alive, olena)
    await until(lambda: one_line_stands(olena), "something stands there still")


async def test_a_restart_in_the_middle_goes_on_where_it_was(town: Town, sqlite_url: str) -> None:
    async with town.bot(sqlite_url):
        olena = await town.person("telegram")
        await fill(town, olena)
        await clear(town, olena)
        async with asyncio.timeout(PATIENCE):
            while not any(call.method == "deleteMessages" for call in town.calls.all):  # noqa: ASYNC110
                await asyncio.sleep(0)
        town.telegram.trouble.outage = True
    assert LOT < len(standing(olena)) < 2 * EACH
    town.telegram.trouble.outage = False
    async with town.bot(sqlite_url):
        await until(lambda: one_line_stands(olena), "something stands there still")


async def test_the_words_of_a_talk_and_the_numbers_of_help_go_too_but_not_from_the_others_phone(
    alive: Town,
) -> None:
    two = await meet(alive, 1, ("telegram", "telegram"))
    await two.write(two.one, 2)
    await two.write(two.other, 2)
    await two.have_all(PATIENCE)
    await alive.write(two.one, "/sos")
    await sees(two.one, "телефонуйте")
    await alive.quiet()
    others = texts(two.other)
    await clear(alive, two.one)
    await until(lambda: one_line_stands(two.one), "something stands there still")
    assert texts(two.other) == others
    assert not [bubble for bubble in two.other.bubbles if bubble.deleted]


async def test_the_exit_comes_within_two_seconds_before_whatever_else_waits_for_the_phone(
    alive: Town,
) -> None:
    two = await meet(alive, 1, ("telegram", "telegram"))
    await alive.push(two.one, *(f"новина {number}" for number in range(30)))  # one a second, after eight
    with within(SECONDS_OF_EXIT):
        await alive.write(two.one, "000")
        line = await sees(two.one, NOTHING)
    above = two.one.bubbles[: two.one.bubbles.index(line)]
    await until(lambda: all(bubble.deleted for bubble in above), "something above stands still")
    assert not line.buttons


@pytest.mark.parametrize("hours", [49, 60])
async def test_what_is_too_old_to_be_deleted_keeps_nothing_else_from_going(alive: Town, hours: int) -> None:
    olena = await alive.person("telegram")
    await fill(alive, olena, 3)
    old = len(standing(olena))
    alive.clock.jump(timedelta(hours=hours))
    await fill(alive, olena, 3)
    await clear(alive, olena)
    await until(lambda: CLEARED in standing(olena)[-1].text, "it is not answered")
    await until(lambda: len(standing(olena)) == old + 1, "something young stands there still")
