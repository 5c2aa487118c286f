"""/forget and /mydata work whatever else is closed: without consent, banned, over the limit, in any flow."""

from datetime import timedelta

import pytest

from bot.clock import StoppedClock
from bot.domain.flood import LIMITS
from handlers.registry import FLOWS
from storage import bans, everything
from tests.chat import Phone
from tests.circle import Circle
from tests.handlers.conftest import circle as circle
from tests.handlers.test_my_data import complete

GONE = "Everything about you is deleted."
MINUTE = timedelta(minutes=1)  # within it, as promised; and so long the bot pauses for who sends too much


async def stored(circle: Circle, phone: Phone) -> dict[str, object]:
    """What is stored about the person of a phone."""
    async with circle.database.transaction() as session:
        return dict(await everything.about(session, circle.id(phone)))


async def sees_and_erases(circle: Circle, phone: Phone) -> None:
    """Let somebody see what is stored, and erase it, within a minute of the clock."""
    assert isinstance(circle.database.clock, StoppedClock)
    begun = circle.database.clock.now()
    await phone.says("/mydata")
    await phone.presses("Show it here")
    assert set(complete(phone)) >= {"accounts", "persons"}
    assert phone.address in str(complete(phone))
    await erases(circle, phone)
    assert circle.database.clock.now() - begun < MINUTE


async def erases(circle: Circle, phone: Phone) -> None:
    """Let somebody erase everything."""
    await phone.says("/forget")
    await phone.presses("Delete everything")
    assert GONE in phone.screen.text
    assert await stored(circle, phone) == {}


@pytest.mark.parametrize("channel", ["telegram", "viber"])
async def test_who_is_banned_sees_and_erases(circle: Circle, channel: str) -> None:
    olha = await circle.joins(channel)
    async with circle.database.transaction() as session:
        await bans.ban(session, circle.id(olha), "harm")
    assert "have closed asking" in (await olha.says("hello")).text
    await sees_and_erases(circle, olha)


@pytest.mark.parametrize("channel", ["telegram", "viber"])
async def test_who_sends_too_much_erases_at_once_and_sees_after_a_minute(
    circle: Circle, channel: str
) -> None:
    olha, petro = await circle.joins(channel), await circle.joins(channel)
    circle.chat.dispatcher.limited = True
    for phone in (olha, petro):
        for _one in range(LIMITS["everything"].at_once + 5):
            await phone.sends_payload("c:menu")
    await erases(circle, olha)
    circle.database.clock.jump(MINUTE)
    await sees_and_erases(circle, petro)


async def test_even_asking_to_erase_again_and_again_has_an_end_and_opens_again(circle: Circle) -> None:
    olha = await circle.joins()
    circle.chat.dispatcher.limited = True
    for _one in range(LIMITS["forgetting"].at_once + 5):
        await olha.says("/forget")
    assert sum("That is very much at once." in text for text in olha.texts) == 1
    circle.database.clock.jump(MINUTE)
    await erases(circle, olha)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("flow", sorted(FLOWS))
async def test_in_the_middle_of_a_flow_one_sees_and_erases(circle: Circle, flow: str) -> None:
    olha = await circle.joins(name="Kalyna")
    await olha.sends_payload(f"c:anew:{flow}")
    await sees_and_erases(circle, olha)


async def test_who_agreed_to_nothing_or_took_it_back_sees_and_erases(circle: Circle) -> None:
    newcomer, olha = circle.chat.person(language="en"), await circle.joins()
    await newcomer.says("/start")
    await newcomer.says("/forget")
    await newcomer.presses("Delete everything")
    assert GONE in newcomer.screen.text
    await olha.sends_payload("a:withdraw:yes")
    await sees_and_erases(circle, olha)
