"""Whatever lets a request look for somebody else: it keeps its number, time and circle, and who helped rests."""

from collections.abc import Awaitable, Callable

import pytest

from storage import requests
from tests.chat import Phone
from tests.circle import Circle, heard

Way = Callable[[Circle, Phone, Phone, int], Awaitable[None]]


def says(who: str, *answers: str) -> Way:
    """One of the two presses these buttons, one after another, under the question of the third day."""

    async def way(circle: Circle, olha: Phone, petro: Phone, match_id: int) -> None:
        await circle.chat.passes(days=2)
        for answer in answers:
            await {"olha": olha, "petro": petro}[who].presses(answer)

    return way


def ends(who: str, said: str) -> Way:
    """One of the two says how the talk ends, without being asked."""

    async def way(circle: Circle, olha: Phone, petro: Phone, match_id: int) -> None:
        await {"olha": olha, "petro": petro}[who].sends_payload(f"a:outcome:{match_id}:{said}")

    return way


async def does_not_hold(circle: Circle, olha: Phone, _petro: Phone, match_id: int) -> None:
    """It was solved, and a month later it is not."""
    await olha.sends_payload(f"a:outcome:{match_id}:solved")
    await circle.chat.passes(days=30)
    await olha.presses("Look for help again")


async def was_not_solved(_circle: Circle, olha: Phone, petro: Phone, match_id: int) -> None:
    """The helper calls it solved, and who asked does not."""
    await petro.sends_payload(f"a:outcome:{match_id}:solved")
    await olha.presses("Not solved yet")


async def is_blocked(circle: Circle, _olha: Phone, petro: Phone, _match_id: int) -> None:
    """The helper blocks the bot, and is back later."""
    await petro.sends("left")
    await circle.chat.work()
    await petro.says("/menu")


async def cannot_be_reached(_circle: Circle, olha: Phone, _petro: Phone, _match_id: int) -> None:
    """On the first day: the helper wrote once, and is not there."""
    await olha.presses("I cannot reach them")


WAYS: dict[str, Way] = {
    "half": says("olha", "Partly", "Look for somebody else"),
    "refused": says("olha", "It was refused", "Look for somebody else"),
    "helper silent": says("olha", "No word from them"),
    "helper silent on the first day": cannot_be_reached,
    "the helper cannot go on": says("petro", "I cannot go on"),
    "silent, unasked": ends("olha", "silent"),
    "half, unasked": ends("olha", "half_other"),
    "refused, unasked": ends("olha", "refused_other"),
    "left, unasked": ends("petro", "left"),
    "it does not hold": does_not_hold,
    "it was not solved": was_not_solved,
    "the helper blocked the bot": is_blocked,
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
async def test_a_request_that_opens_again_keeps_its_place(circle: Circle, way: Way) -> None:
    olha, petro = await circle.joins(name="Kalyna"), await circle.helper(name="Yavir")
    match_id = await circle.matched(olha, petro)
    await circle.writes(match_id)
    request_id = (await circle.match(match_id)).request_id
    async with circle.database.transaction() as session:
        await requests.widen(session, request_id, 1)
    before = await circle.request(request_id)
    await circle.chat.passes(days=1)
    if way is does_not_hold:  # after a week of waiting all wait alike, so the younger one comes later here
        await way(circle, olha, petro, match_id)
    await circle.asks(await circle.joins())  # younger: it does not overtake
    await circle.chat.work()
    await petro.presses("Not now")
    if way is not does_not_hold:
        await way(circle, olha, petro, match_id)
    after = await circle.request(request_id)
    assert after.status == requests.WAITING
    assert (after.number, after.created_at, after.circle) == (before.number, before.created_at, before.circle)
    vira = await circle.helper(capacity=1)
    await circle.chat.work()
    assert heard(vira, "Can you help? Request 1.") == 1, "the older one comes first"
    assert heard(petro, "Can you help? Request 1.") == 0, "who helped is not asked again"


async def test_without_a_first_word_the_clock_gives_it_back_in_its_place(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    match_id = await circle.matched(olha, petro)
    before = await circle.request((await circle.match(match_id)).request_id)
    await circle.chat.passes(hours=24)
    await circle.chat.passes(hours=24)
    after = await circle.request(before.id)
    assert (after.status, after.number, after.created_at) == (
        requests.WAITING,
        before.number,
        before.created_at,
    )
    await circle.chat.work()
    assert heard(petro, "Can you help?") == 0
