"""Each change of an obstacle is told once to everybody in it; after four weeks each is asked if it still stands."""

import asyncio

import pytest

from bot.domain.obstacles import states
from bot.i18n import LANGUAGES
from jobs import obstacles as job
from storage import obstacle_questions, obstacle_reports, obstacles, persons
from tests.chat import Phone
from tests.circle import Circle, heard
from tests.handlers.obstacles import stand
from tests.handlers.obstacles.stand import QUEUE, tells

STILL = "does it still stand for you?"


async def both(circle: Circle, channel: str = "telegram") -> tuple[Phone, Phone]:
    """Two who met the same."""
    olha, petro = await circle.joins(channel), await circle.joins()
    known = await tells(circle, olha)
    await tells(circle, petro, QUEUE, known.id)
    return olha, petro


@pytest.mark.parametrize("channel", ["telegram", "viber"])
async def test_everybody_in_it_hears_each_change_once(circle: Circle, channel: str) -> None:
    olha, petro = await both(circle, channel)
    for after in (states.ASKED, states.REFUSED):
        await stand.comes(circle, 1, after)
        await circle.chat.work()
    for phone in (olha, petro):
        assert heard(phone, "The authority was asked about it") == 1
        assert heard(phone, "The authority refused") == 1
        assert "translation" not in str(phone.texts), "what it is about is shown only when it is opened"


async def test_each_hears_in_their_own_language(circle: Circle) -> None:
    phones = {language: await circle.joins() for language in LANGUAGES}
    known = await tells(circle, next(iter(phones.values())))
    async with circle.database.transaction() as session:
        for language, phone in phones.items():
            await persons.speak(session, circle.people[phone.address], language)
    for phone in list(phones.values())[1:]:
        await tells(circle, phone, QUEUE, known.id)
    await stand.comes(circle, 1, states.SOLVED)
    assert len({phone.screen.text for phone in phones.values()}) == 3


async def test_several_changes_that_came_together_are_one_message(circle: Circle) -> None:
    olha, _petro = await both(circle)
    async with circle.database.transaction() as session:
        for after in (states.ASKED, states.HALF):
            found = await obstacles.by_number(session, 1)
            assert found is not None
            assert await obstacles.change(session, found, after)
    await circle.chat.work()
    assert len(olha.texts) == 1
    assert olha.texts[0].index("was asked") < olha.texts[0].index("A part of it is solved")


async def test_of_two_who_tell_at_once_one_does(circle: Circle) -> None:
    olha, petro = await both(circle)
    async with circle.database.transaction() as session:
        found = await obstacles.by_number(session, 1)
        assert found is not None
        assert await obstacles.change(session, found, states.ASKED)
        assert not await obstacles.change(session, found, states.SOLVED), "it changed meanwhile"
    await asyncio.gather(*(job.run(circle.database) for _replica in range(3)))
    await circle.chat.settle()
    assert [heard(phone, "The authority was asked") for phone in (olha, petro)] == [1, 1]


async def test_at_night_news_waits_for_the_morning(circle: Circle) -> None:
    olha, _petro = await both(circle)
    await circle.chat.passes(hours=11)  # 23:00 in Kyiv
    await stand.comes(circle, 1, states.ASKED)
    assert heard(olha, "The authority was asked") == 0
    await circle.chat.passes(hours=10)
    assert heard(olha, "The authority was asked") == 1


async def test_after_four_weeks_each_is_asked_once_on_a_day(circle: Circle) -> None:
    olha, petro = await both(circle)
    await circle.chat.passes(days=27)
    assert heard(olha, STILL) == 0
    await circle.chat.passes(days=1)
    assert [heard(phone, STILL) for phone in (olha, petro)] == [1, 1]
    async with circle.database.transaction() as session:
        for report in await obstacle_reports.of_person(session, circle.id(olha)):
            await obstacle_reports.ask_later(session, report.id, session.now)
    await circle.chat.work()
    assert heard(olha, STILL) == 1, "once on a local date"


@pytest.mark.parametrize("label,again", [("It is still there", 1), ("Half of it", 1), ("It is gone", 0)])
async def test_the_answer_decides_whether_they_are_asked_again(
    circle: Circle, label: str, again: int
) -> None:
    olha, _petro = await both(circle)
    await circle.chat.passes(days=28)
    await olha.presses(label)
    assert "Thank you" in olha.screen.text
    await circle.chat.passes(days=28)
    assert heard(olha, STILL) == again  # the answered one was rewritten
    async with circle.database.transaction() as session:
        found = await obstacles.by_number(session, 1)
        assert found is not None
        assert sum((await obstacle_questions.answers(session, found.id)).values()) == 1


async def test_two_questions_without_an_answer_are_the_last(circle: Circle) -> None:
    olha, _petro = await both(circle)
    for _month in range(5):
        await circle.chat.passes(days=28)
    assert heard(olha, STILL) == 2


async def test_an_answer_counts_once_and_only_from_who_was_asked(circle: Circle) -> None:
    olha, petro = await both(circle)
    await circle.chat.passes(days=28)
    data = next(d for row in olha.screen.rows for label, d, _s in row if label == "It is gone")
    await petro.sends_payload(data)
    assert "not here any more" in petro.screen.text
    await olha.sends_payload(data)
    await olha.sends_payload(data.replace("gone", "still"))
    assert "You have answered this one" in olha.screen.text
    await olha.sends_payload(data.replace("gone", "forged"))
    assert "not here any more" in olha.screen.text


async def test_still_there_brings_a_solved_one_back(circle: Circle) -> None:
    olha, petro = await both(circle)
    await stand.comes(circle, 1, states.SOLVED)
    await circle.chat.passes(days=28)
    await olha.presses("It is still there")
    assert "It counts as back again" in olha.screen.text
    assert await stand.status(circle) == states.RETURNED
    await circle.chat.work()
    assert heard(petro, "It is back: somebody met it again") == 1


async def test_an_answer_from_before_it_was_solved_brings_nothing_back(circle: Circle) -> None:
    olha, _petro = await both(circle)
    await circle.chat.passes(days=28)
    await stand.comes(circle, 1, states.SOLVED)
    await olha.presses("It is still there")
    assert await stand.status(circle) == states.SOLVED


async def test_who_has_left_is_neither_told_nor_asked(circle: Circle) -> None:
    olha, _petro = await both(circle)
    found = await stand.now(circle)
    assert found is not None
    await olha.sends_payload(f"a:obstacle-leave:{found.id}:yes")
    await stand.comes(circle, 1, states.ASKED)
    await circle.chat.passes(days=28)
    assert heard(olha, STILL) + heard(olha, "News about") == 0


async def test_one_that_fails_keeps_none_of_the_others(circle: Circle) -> None:
    olha, petro = await both(circle)
    async with circle.database.transaction() as session:
        (mine,) = await obstacle_reports.of_person(session, circle.id(olha))
        row = await session.get_one(obstacle_reports.ReportRow, mine.id)
        row.told = b"damaged"
    await stand.comes(circle, 1, states.ASKED)
    assert [heard(phone, "The authority was asked") for phone in (olha, petro)] == [0, 1]
