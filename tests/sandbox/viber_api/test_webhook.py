"""The bot's webhook: called back before it is set, repeated, doubled, out of order, filtered."""

import asyncio
from typing import Any

import aiohttp
import pytest
from viberbot.api.messages import TextMessage

from tests.machine import PATIENCE
from tests.sandbox.viber_api.stand import Stand

Json = dict[str, Any]


async def test_the_address_is_called_back_before_it_is_set(stand: Stand) -> None:
    said = await stand.call("set_webhook", {"url": stand.hook_url})
    assert (said["status"], stand.hook.kinds()) == (0, ["webhook"])
    assert stand.hook.signed[-1]
    stand.hook.statuses = [500]
    assert (await stand.call("set_webhook", {"url": stand.hook_url}))["status"] == 1
    assert (await stand.call("set_webhook", {"url": "http://127.0.0.1:9/"}))["status"] == 1
    assert (await stand.call("set_webhook", {"url": "nonsense"}))["status"] == 1
    assert (await stand.call("set_webhook", {}))["status"] == 4
    assert (await stand.call("set_webhook", {"url": stand.hook_url, "event_types": ["hologram"]}))[
        "status"
    ] == 3


async def test_without_a_webhook_nothing_comes_and_nothing_is_sent(stand: Stand) -> None:
    phone = await stand.person()
    await stand.set_webhook(url="")
    await stand.api.write(phone.id, "x")
    await stand.api.start(phone.id)
    await stand.api.settled()
    assert stand.hook.events == []
    assert await stand.send(phone, TextMessage(text="x").to_dict()) == 10


async def test_only_some_events_can_be_left_out(stand: Stand) -> None:
    said = await stand.set_webhook(event_types=["failed"], send_name=False, send_photo=False)
    assert said["event_types"] == ["failed", "subscribed", "unsubscribed", "message"]
    phone = stand.api.new_phone("Taras", "helper")
    await stand.api.start(phone.id)
    await stand.api.write(phone.id, "x")
    await stand.sent(phone, TextMessage(text="x").to_dict())
    await stand.api.block(phone.id)
    await stand.api.settled()
    assert stand.hook.kinds() == ["message", "unsubscribed"]
    assert not {"name", "avatar"} & set(stand.hook.events[0]["sender"])


async def test_an_event_that_was_not_taken_comes_again_by_the_clock(stand: Stand) -> None:
    phone = await stand.person()
    stand.hook.statuses = [500, 503]
    stand.api.callbacks.reads_clock_every = 0.001
    await stand.api.write(phone.id, "x")
    for seconds, tries in [(0, 1), (9, 1), (1, 2), (59, 2), (1, 3)]:
        stand.later(seconds=seconds)
        await asyncio.sleep(0.05)
        assert len(stand.hook.events) == tries
    await stand.api.settled()
    assert len({event["message_token"] for event in stand.hook.events}) == 1
    assert stand.api.callbacks.lost == 0


async def test_what_nobody_takes_is_lost_in_the_end(stand: Stand) -> None:
    phone = await stand.person()
    stand.api.callbacks.delays = (10.0, 60.0)
    stand.hook.statuses = [500] * 3
    await stand.api.write(phone.id, "x")
    while not stand.api.callbacks.lost:
        stand.api.retry_now()
        await asyncio.sleep(0.01)
    assert stand.hook.texts() == ["x"] * 3


async def test_a_slow_answer_makes_a_duplicate(stand: Stand) -> None:
    phone = await stand.person()
    stand.api.callbacks.answer_within = 0.0001
    await stand.api.write(phone.id, "x")
    await asyncio.sleep(0.05)
    stand.api.callbacks.answer_within = 5
    stand.api.retry_now()
    await stand.api.settled()
    assert stand.hook.texts()[-1] == "x"


async def test_events_come_twice_or_out_of_order_on_demand(stand: Stand) -> None:
    phone = await stand.person()
    stand.api.duplicate_next()
    await stand.api.write(phone.id, "twice")
    stand.api.reorder_next(2)
    await stand.api.write(phone.id, "first")
    await stand.api.write(phone.id, "second")
    await stand.api.settled()
    assert stand.hook.texts() == ["twice", "twice", "second", "first"]


async def test_events_of_one_person_keep_their_order(stand: Stand) -> None:
    phone = await stand.person()
    texts = [str(number) for number in range(30)]
    for text in texts:
        await stand.api.write(phone.id, text)
    await stand.api.settled()
    assert stand.hook.texts() == texts


async def test_any_body_and_any_signature_can_be_sent(stand: Stand) -> None:
    assert await stand.api.raw({"event": "client_status"})
    assert await stand.api.raw(b'{"event": "x"}', signature="0" * 64)
    assert stand.hook.signed[-2:] == [True, False]


async def test_troubles_reach_the_client_as_http_or_as_silence(stand: Stand) -> None:
    phone = await stand.person()
    message = TextMessage(text="x").to_dict()
    stand.api.trouble.plan("reset")
    with pytest.raises(aiohttp.ClientError):
        await stand.send(phone, message)
    stand.api.trouble.plan("lost_answer")
    with pytest.raises(aiohttp.ClientError):
        await stand.send(phone, message)
    assert len(phone.bubbles) == 2
    stand.api.trouble.plan("html_page")
    async with stand.http.post(f"{stand.url}/send_message", json=message) as answer:
        assert (answer.status, answer.content_type) == (502, "text/html")
    stand.api.trouble.plan("server_error")
    assert await stand.send(phone, message) == 99


async def test_hundreds_of_people_are_served_at_once(stand: Stand) -> None:
    people = [await stand.person(f"Person {number}") for number in range(400)]
    stand.api.callbacks.event_types = []

    async def talk(number: int) -> None:
        for text in "abc":
            assert await stand.send(people[number], {"type": "text", "text": text}) == 0

    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(*(talk(number) for number in range(400)))
    assert all([bubble.text for bubble in phone.bubbles[1:]] == ["a", "b", "c"] for phone in people)
