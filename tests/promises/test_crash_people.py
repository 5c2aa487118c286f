"""The people of the crash test: they let a slow machine catch up, and nobody who can go no further stays silent."""

import asyncio
from dataclasses import dataclass, field

import pytest

from tests.bench.person import Person
from tests.bench.phone import Message, Meter, Phone
from tests.bench.talkers import MOST_UNANSWERED, Lives, Talker


@dataclass
class Wire:
    """Keeps what people did."""

    name: str = "telegram"
    brought: int = 0
    unconfirmed: int = 0
    meter: Meter = field(default_factory=lambda: Meter(lambda: 0.0))
    did: list[str] = field(default_factory=list)

    def phone(self, address: str) -> Phone:
        return Phone(address)

    def says(self, phone: Phone, text: str) -> None:
        self.did.append(text)

    def presses(self, phone: Phone, message: Message, data: str) -> None:
        self.did.append(data)


@pytest.fixture
def wire() -> Wire:
    """Nobody has written yet."""
    return Wire()


def test_who_is_not_answered_writes_no_more(wire: Wire) -> None:
    talker = Talker(wire, wire.phone("1"), Lives())
    for _time in range(10):
        talker.goes_on()
    assert len(wire.did) == MOST_UNANSWERED
    talker.looks(Message(1, "sent", (("Take back", "a:talk-withdraw:1"),)))
    talker.goes_on()
    assert len(wire.did) == MOST_UNANSWERED + 1


async def test_who_sees_no_way_on_asks_again(wire: Wire) -> None:
    person = Person(wire, wire.phone("1"), "asker", "zqword", lambda person, message: None, patience=0.0)
    person.begins()
    person.phone.shows(Message(1, "words without a button"))
    person._acts()  # what it planned to do
    person.grows_impatient()
    assert wire.did == ["/start", "/start"]


async def test_an_answer_that_comes_twice_is_acted_on_once(wire: Wire) -> None:
    person = Person(wire, wire.phone("1"), "asker", "zqword", lambda person, message: None, think=0.01)
    person.begins()
    menu = (("Ask", "c:ask"),)
    for number in range(3):
        person.phone.shows(Message(number, "the menu", menu))
    await asyncio.sleep(0.05)
    assert wire.did == ["/start", "c:ask"]
