"""Too much at once: one kind answer, nothing lost in silence, and the numbers of help always."""

from datetime import timedelta

import pytest

from bot.clock import StoppedClock
from bot.dispatch import Dispatcher
from bot.domain.flood import LIMITS
from bot.incoming import Incoming
from bot.tasks import start, stop
from storage import persons
from tests.chat import Chat, Phone
from tests.circle import Circle

TOO_MANY = "Those are many messages at once."


@pytest.fixture
def limited(circle: Circle) -> Circle:
    circle.chat.dispatcher.limited = True
    return circle


async def floods(phone: Phone, times: int, text: str = "hello") -> None:
    for _one in range(times):
        await phone.says(text)


def told(phone: Phone) -> int:
    return sum(TOO_MANY in text for text in phone.texts)


def later(chat: Chat, **span: float) -> None:
    assert isinstance(chat.database.clock, StoppedClock)
    chat.database.clock.jump(timedelta(**span))


async def test_over_the_limit_one_answer_comes_and_then_silence(limited: Circle) -> None:
    olha = await limited.joins()
    await floods(olha, LIMITS["words"].at_once + 10)
    assert told(olha) == 1
    assert TOO_MANY in olha.screen.text
    assert olha.screen.labels == ["SOS numbers", "Menu"]


async def test_after_a_minute_it_goes_on_and_says_how_much_did_not_go(limited: Circle) -> None:
    olha = await limited.joins()
    await floods(olha, LIMITS["words"].at_once + 10)
    later(limited.chat, seconds=61)
    await olha.says("hello")
    assert olha.texts[-2].startswith("9 more messages or presses of yours did not go through")
    assert told(olha) == 1


async def test_the_numbers_of_help_answer_in_every_flood(limited: Circle) -> None:
    for channel in ("telegram", "viber"):
        olha = await limited.joins(channel)
        await floods(olha, LIMITS["words"].at_once + 5)
        assert "112" in (await olha.says("/sos")).text
        assert "112" in (await olha.sends_payload("c:sos")).text


async def test_a_sign_of_danger_is_seen_in_every_flood(limited: Circle) -> None:
    olha = await limited.joins()
    await floods(olha, LIMITS["words"].at_once + 5)
    assert "112" in (await olha.says("I want to die")).text


async def test_presses_are_many_before_they_are_too_many(limited: Circle) -> None:
    olha = await limited.joins()
    for _one in range(LIMITS["everything"].at_once + 3):
        await olha.sends_payload("c:menu")
    assert sum("That is very much at once." in text for text in olha.texts) == 1


async def test_pictures_have_a_limit_of_their_own(limited: Circle) -> None:
    olha = await limited.joins()
    for _one in range(LIMITS["pictures"].at_once + 2):
        await olha.sends_photo()
    assert sum("Those are many pictures at once." in text for text in olha.texts) == 1
    assert "What would you like to do?" in (await olha.says("/menu")).text


async def test_who_has_just_come_has_less_for_a_day(limited: Circle) -> None:
    olha = limited.chat.person(language="en")
    await floods(olha, LIMITS["words"].new_at_once + 1)
    assert told(olha) == 1
    later(limited.chat, days=1, minutes=1)
    await floods(olha, LIMITS["words"].at_once)
    assert told(olha) == 1


async def test_another_person_does_not_notice(limited: Circle) -> None:
    olha, petro = await limited.joins(), await limited.joins()
    await floods(olha, LIMITS["words"].at_once + 5)
    await petro.says("/menu")
    assert not told(petro)


async def test_the_meters_are_kept_with_the_person_not_in_the_process(limited: Circle) -> None:
    olha = await limited.joins()
    await floods(olha, LIMITS["words"].at_once + 1)
    async with limited.database.transaction() as session:
        arrival = (await persons.arrive(session, olha.channel, [olha.address]))[olha.address]
    assert arrival.state["pace"]["words"][2] == 1


async def test_two_processes_count_together(limited: Circle) -> None:
    olha = await limited.joins()
    another = Dispatcher(limited.database, lambda event: False)
    worker = start(another.run(), "another process")
    for number in range(LIMITS["words"].at_once + 4):
        here = limited.chat.dispatcher if number % 2 else another
        await here.receive(
            Incoming("telegram", f"flood {number}", olha.address, "words", "hello", message=f"9{number}")
        )
    await stop(worker)
    await limited.chat.settle()
    assert told(olha) == 1
    async with limited.database.transaction() as session:
        arrival = (await persons.arrive(session, olha.channel, [olha.address]))[olha.address]
    assert arrival.state["pace"]["words"][2] == 4
