"""Troubles on demand: each reaches aiogram as the error a real one would be."""

import asyncio
from typing import Any

import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from bot.sandbox.trouble import Kind
from tests.machine import PATIENCE
from tests.sandbox.telegram_api.stand import Stand

TROUBLES: list[tuple[Kind, type[Exception], int]] = [
    ("too_many", TelegramRetryAfter, 0),
    ("server_error", TelegramServerError, 0),
    ("html_page", ClientDecodeError, 0),
    ("reset", TelegramNetworkError, 0),
    ("lost_answer", TelegramNetworkError, 1),
]


@pytest.mark.parametrize("kind, error, arrived", TROUBLES)
async def test_a_planned_trouble_meets_the_next_call_of_its_method_only(
    stand: Stand, kind: Kind, error: type[Exception], arrived: int
) -> None:
    phone = await stand.person()
    stand.api.trouble.plan(kind, method="sendMessage")
    await stand.bot.get_me()
    with pytest.raises(error):
        await stand.bot.send_message(phone.chat_id, "a")
    assert len(phone.bubbles) == 1 + arrived
    await stand.bot.send_message(phone.chat_id, "b")
    assert phone.bubbles[-1].text == "b"


async def test_too_many_requests_say_how_long_to_wait(stand: Stand) -> None:
    stand.api.trouble.retry_after = 7
    stand.api.trouble.plan("too_many")
    answer = await stand.call("getMe")
    assert answer == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }


MALFORMED: list[tuple[str, dict[str, Any]]] = [
    ("sendMessage", {"chat_id": "phone", "text": "x", "entities": [{"type": "bold"}]}),
    ("sendMessage", {"chat_id": "phone", "text": "x", "reply_markup": "x"}),
    ("sendMessage", {"chat_id": "phone", "text": "x", "reply_markup": {"inline_keyboard": [["x"]]}}),
    ("sendMessage", {"chat_id": "phone", "text": "x", "reply_markup": {"keyboard": [[5]]}}),
    ("sendMessage", {"chat_id": ["x"], "text": "x"}),
    ("sendPhoto", {"chat_id": "phone", "photo": 5}),
    ("deleteMessages", {"chat_id": "phone", "message_ids": "x"}),
    ("setMessageReaction", {"chat_id": "phone", "message_id": "phone", "reaction": 5}),
    ("getUpdates", {"offset": "x"}),
    ("setWebhook", {"url": "http://127.0.0.1:9/", "max_connections": "x"}),
    ("setMyCommands", {"commands": "x"}),
]


@pytest.mark.parametrize("method, params", MALFORMED)
async def test_malformed_parameters_are_a_bad_request_and_a_violation(
    stand: Stand, method: str, params: dict[str, Any]
) -> None:
    phone = await stand.person()
    ids = {"chat_id": int(phone.chat_id), "message_id": int(phone.bubbles[0].id)}
    filled: dict[str, Any] = {
        name: ids[name] if value == "phone" else value for name, value in params.items()
    }
    answer = await stand.call(method, **filled)
    assert answer["error_code"] == 400
    assert stand.api.violations


async def test_silence_lasts_until_the_caller_goes_away(stand: Stand) -> None:
    stand.api.trouble.plan("timeout")
    with pytest.raises(TelegramNetworkError):
        await stand.bot.get_me(request_timeout=0.05)  # type: ignore[arg-type]
    await stand.bot.get_me()


async def test_an_outage_ends_when_it_is_switched_off(stand: Stand) -> None:
    stand.api.trouble.outage = True
    with pytest.raises(TelegramNetworkError):
        await stand.bot.get_me()
    stand.api.trouble.outage = False
    await stand.bot.get_me()


async def test_a_share_of_calls_fails_the_same_ones_each_time(stand: Stand) -> None:
    stand.api.trouble.server_error = 0.3
    outcomes = [await stand.said("getMe") for _ in range(100)]
    assert 15 < sum(said != "ok" for said in outcomes) < 45


async def test_hundreds_of_people_are_served_at_once(stand: Stand) -> None:
    people = [await stand.person(f"Person {number}") for number in range(400)]

    async def talk(chat_id: str) -> None:
        for text in "abc":
            assert await stand.said("sendMessage", chat_id=int(chat_id), text=text) == "ok"

    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(*(talk(phone.chat_id) for phone in people))
    assert all([bubble.text for bubble in phone.bubbles[1:]] == ["a", "b", "c"] for phone in people)
