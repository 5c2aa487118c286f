"""The line for /sos: at once, for everybody, and not to be used against the others."""

import asyncio
import itertools
from dataclasses import replace

from bot.channels.base import Parcel
from bot.crisis import CrisisLine
from bot.incoming import Incoming
from storage.database import Database
from tests.machine import PATIENCE


class Phone:
    """A messenger that remembers what it was given."""

    name, can_delete = "telegram", True

    def __init__(self) -> None:
        self.got: list[Parcel] = []

    async def send(self, parcel: Parcel) -> str:
        self.got.append(parcel)
        return str(len(self.got))


async def until(phone: Phone, count: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while len(phone.got) < count:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


KEYS = itertools.count(1)


def call(address: str) -> Incoming:
    return Incoming("telegram", str(next(KEYS)), address, "words", text="/sos", sender=address)


async def test_a_hundred_calls_at_once_get_one_answer_and_keep_nobody_waiting(database: Database) -> None:
    phone = Phone()
    line = CrisisLine(database, {"telegram": phone})  # type: ignore[dict-item]
    assert all(line.takes(call("1")) for _time in range(100))
    assert line.takes(call("2"))
    await until(phone, 2)
    assert sorted(parcel.address for parcel in phone.got) == ["1", "2"]


async def test_who_calls_again_is_answered_again(database: Database) -> None:
    phone = Phone()
    line = CrisisLine(database, {"telegram": phone})  # type: ignore[dict-item]
    async with asyncio.timeout(PATIENCE):
        while len(phone.got) < 2:
            assert line.takes(call("1"))
            await asyncio.sleep(0.05)
    assert len(phone.got) == 2


async def test_a_message_that_is_rewritten_into_a_call_is_answered(database: Database) -> None:
    phone = Phone()
    line = CrisisLine(database, {"telegram": phone})  # type: ignore[dict-item]
    assert not line.takes(replace(call("1"), text="/ssos"))
    assert line.takes(replace(call("1"), kind="edited"))
    await until(phone, 1)
    assert phone.got[0].address == "1"
