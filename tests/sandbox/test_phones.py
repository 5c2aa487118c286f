"""Phones and the feed of their changes."""

import asyncio

import pytest

from bot.sandbox.phones import Phone, Phones


def phone(phone_id: str) -> Phone:
    return Phone(phone_id, "telegram", "Olena", "returnee", "1", "1")


async def test_every_listener_hears_of_every_changed_phone_once() -> None:
    phones = Phones()
    one, two = phones.listen(), phones.listen()
    a, b = phones.add(phone("a")), phones.add(phone("b"))
    phones.changed(a)
    assert [await anext(one), await anext(one)] == [a, b]
    assert [await anext(two), await anext(two)] == [a, b]
    phones.changed(b)
    assert await anext(one) is b


async def test_a_listener_that_was_cancelled_misses_nothing_and_is_forgotten_when_dropped() -> None:
    phones = Phones()
    listener = phones.listen()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(anext(listener), 0.01)
    a = phones.add(phone("a"))
    assert await anext(listener) is a
    del listener
    phones.changed(a)
    assert not list(phones._listeners)


def test_ids_are_unique_and_pictures_are_found_by_their_path() -> None:
    phones = Phones()
    assert phones.free_id("helper") == "helper"
    phones.add(phone("helper"))
    phones.add(phone("helper-2"))
    assert phones.free_id("helper") == "helper-3"
    with pytest.raises(ValueError, match="a phone of this id exists"):
        phones.add(phone("helper"))
    path = phones.keep_picture(b"x", "image/png")
    assert phones.picture(path).data == b"x"
    with pytest.raises(LookupError):
        phones.picture("/pictures/other")
