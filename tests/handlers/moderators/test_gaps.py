"""/gaps: which needs, places, languages and hours lack helpers; no person and no word in it."""

from dataclasses import replace

from bot.domain.matching import Skills
from tests.chat import Chat, Phone
from tests.circle import PAPERS, SKILLS, Circle


async def test_nothing_is_missing_where_everybody_has_somebody(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    await circle.helper()
    await circle.asks(await circle.joins())
    shown = (await desk.says("/gaps")).text
    assert "For every request that waits there is somebody who may be asked." in shown
    assert "Housing: 0" in shown, "a need that nobody helps with is named before somebody asks"
    assert "Documents: 1" in shown, "and one that hangs on a single helper"


async def test_what_is_in_the_way_is_counted_by_need_place_language_and_hour(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    for _helper in range(2):
        await circle.helper(skills=Skills(("documents",), ("uk",)))
    await circle.helper(skills=replace(SKILLS, needs=("medical",), times=("weekend-day",)))
    await circle.asks(await circle.joins(), replace(PAPERS, region="PL"))
    medical = replace(PAPERS, need="medical", subneed="medical.family_doctor", times=("weekday-morning",))
    await circle.asks(await circle.joins(), medical)
    shown = (await desk.says("/gaps")).text
    assert "2 requests have nobody who may be asked now." in shown
    assert "somebody who speaks the language: 1" in shown
    assert "somebody with time at those hours: 1" in shown
    assert "Places\nPoland: 1" in shown
    assert "Languages\nEnglish: 1" in shown
    assert "Hours\nin the morning: 1" in shown
    assert PAPERS.words not in shown


async def test_a_request_that_somebody_is_being_asked_about_lacks_nobody(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    await circle.helper(capacity=1)
    await circle.asks(await circle.joins())
    await chat.work()
    assert (
        "For every request that waits there is somebody who may be asked." in (await desk.says("/gaps")).text
    )
