"""Getting updates: confirmed by offset, one poller at a time, gone when too old."""

import asyncio
from typing import Any

import pytest
from aiogram.exceptions import TelegramConflictError

from bot.sandbox.phones import Phone
from tests.sandbox.telegram_api.stand import Stand

Json = dict[str, Any]


async def written(stand: Stand, *texts: str) -> Phone:
    phone = stand.api.new_phone("Olena", "returnee")
    for text in texts:
        await stand.api.write(phone.id, text)
    return phone


def texts(updates: list[Json]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_an_update_waits_until_a_higher_offset_confirms_it(stand: Stand) -> None:
    await written(stand, "a", "b", "c")
    first = await stand.raw_updates(limit=2)
    assert texts(first) == ["a", "b"]
    second = await stand.raw_updates(offset=first[0]["update_id"] + 1)
    assert texts(second) == ["b", "c"]
    assert [one["update_id"] - first[0]["update_id"] for one in second] == [1, 2]
    assert await stand.raw_updates(offset=second[-1]["update_id"] + 1) == []


async def test_a_negative_offset_forgets_what_is_older(stand: Stand) -> None:
    await written(stand, "a", "b", "c")
    assert texts(await stand.raw_updates(offset=-1)) == ["c"]
    assert texts(await stand.raw_updates(offset=0)) == ["c"]


async def test_polling_again_in_haste_gives_one_update_only(stand: Stand) -> None:
    await written(stand, "a", "b")
    assert texts(await stand.raw_updates(offset=5)) == ["a", "b"]
    assert texts(await stand.raw_updates(offset=5)) == ["a"]


async def test_an_offset_of_another_time_confirms_nothing(stand: Stand) -> None:
    await written(stand, "a")
    assert texts(await stand.raw_updates(offset=2**31 - 1)) == ["a"]


async def test_a_long_poll_is_answered_when_something_comes(stand: Stand) -> None:
    phone = await written(stand)
    poll = asyncio.create_task(stand.bot.get_updates(timeout=50))  # noqa: TID251 - awaited below
    await asyncio.sleep(0.05)
    assert not poll.done()
    await stand.api.write(phone.id, "now")
    assert [update.message.text for update in await poll if update.message] == ["now"]


async def test_a_second_poller_ends_the_first(stand: Stand) -> None:
    first = asyncio.create_task(stand.bot.get_updates(timeout=50))  # noqa: TID251 - awaited below
    await asyncio.sleep(0.05)
    await stand.bot.get_updates(timeout=0)
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request; make sure"):
        await first


async def test_setting_a_webhook_ends_the_poll_and_forbids_another(stand: Stand) -> None:
    poll = asyncio.create_task(stand.bot.get_updates(timeout=50))  # noqa: TID251 - awaited below
    await asyncio.sleep(0.05)
    await stand.bot.set_webhook("http://127.0.0.1:9/nobody")
    with pytest.raises(TelegramConflictError, match="terminated by setWebhook request"):
        await poll
    with pytest.raises(TelegramConflictError, match="can't use getUpdates method while webhook is active"):
        await stand.bot.get_updates()
    await stand.bot.delete_webhook()
    assert await stand.bot.get_updates(timeout=0) == []


async def test_presses_live_150_seconds_and_messages_a_day(stand: Stand) -> None:
    phone = await written(stand, "a")
    await stand.api.press_data(phone.id, phone.bubbles[0].id, "x")
    stand.later(seconds=149)
    assert len(await stand.raw_updates(offset=1)) == 2
    stand.later(seconds=1)
    assert texts(await stand.raw_updates(offset=2)) == ["a"]
    stand.later(hours=24)
    assert await stand.raw_updates(offset=3) == []


async def test_only_the_kinds_that_were_asked_for_come_and_the_wish_is_kept(stand: Stand) -> None:
    phone = await written(stand)
    await stand.raw_updates(allowed_updates=["message"])
    await stand.raw_updates()
    await stand.api.block(phone.id)
    await stand.api.write(phone.id, "a")
    assert texts(await stand.raw_updates(offset=7)) == ["a"]
    await stand.raw_updates(allowed_updates=[], offset=8)
    await stand.api.block(phone.id)
    assert "my_chat_member" in (await stand.raw_updates(offset=9))[-1]


async def test_after_a_week_of_silence_the_next_id_is_random(stand: Stand) -> None:
    await written(stand, "a")
    before = (await stand.raw_updates(offset=1))[0]["update_id"]
    stand.later(days=8)
    await written(stand, "b")
    assert abs((await stand.raw_updates(offset=2))[0]["update_id"] - before) > 1


async def test_one_answer_is_never_much_larger_than_four_megabytes(stand: Stand) -> None:
    for _ in range(5):
        await stand.api.raw({"hologram": "x" * 1024 * 1024})
    assert len(await stand.raw_updates(offset=1)) == 3


async def test_any_body_can_be_given_to_the_bot(stand: Stand) -> None:
    await stand.api.raw({"update_id": 7, "hologram": {}})
    assert await stand.raw_updates() == [{"update_id": 7, "hologram": {}}]
