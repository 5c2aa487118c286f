"""Duty by the clock: after long hours somebody is asked, silence ends it, an offer that nobody takes lapses."""

from tests.chat import Phone
from tests.circle import Circle
from tests.conftest import NOON

STILL = "Still there?"


async def begun(circle: Circle) -> Phone:
    desk = circle.chat.desk()
    await desk.says("/duty")
    await desk.presses("I am on duty")
    return desk


def count(desk: Phone, words: str) -> int:
    return sum(words in text for text in desk.texts)


async def test_who_is_on_duty_for_long_is_asked_by_day_and_can_stay(circle: Circle) -> None:
    assert NOON.hour == 12
    desk = await begun(circle)  # at 14 in Kyiv: the twelve hours are over at night
    await circle.chat.passes(hours=13)
    assert count(desk, STILL) == 0
    await circle.chat.passes(hours=6)
    assert count(desk, "Moderator 1 has been on duty for 19 h. Still there?") == 1
    await desk.presses("Stay on duty")
    assert desk.screen.text.startswith("Moderator 1 stays on duty.")
    await circle.chat.passes(hours=2)
    assert (await desk.says("/duty")).text.startswith("On duty: moderator 1 since 21.11 14:00")


async def test_who_does_not_answer_is_on_duty_no_more_and_everybody_reads_it(circle: Circle) -> None:
    desk = await begun(circle)
    await circle.chat.passes(hours=19)
    await circle.chat.passes(hours=2)
    assert (
        desk.screen.text
        == "Moderator 1 has not said that they are still there.\n\nNobody is on duty.\n\nAlert 2."
    )
    await desk.presses("I am on duty")
    assert desk.screen.text.startswith("On duty: moderator 1")


async def test_an_offer_that_nobody_takes_lapses_and_duty_goes_on(circle: Circle) -> None:
    desk = await begun(circle)
    await desk.says("/handover")
    accept = desk.screen.rows[0][0][1]
    await circle.chat.passes(minutes=29)
    assert count(desk, "Nobody has taken over") == 0
    await circle.chat.passes(minutes=1)
    assert desk.screen.text == "Nobody has taken over: moderator 1 stays on duty."
    await desk.sends("press", text=accept, press="p", sender="8")
    assert desk.screen.text == "This is not offered any more. /duty shows who is on duty."
