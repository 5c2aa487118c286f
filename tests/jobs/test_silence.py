"""Silence is counted from a question that arrived and can still be answered, also when the jobs come late."""

from datetime import timedelta

import pytest

from bot.clock import StoppedClock
from handlers.how_are_you import planning
from storage import held_back, outbox, persons
from tests.chat import Phone
from tests.circle import Circle, heard

HOW, AGAIN, NO_ANSWER = "How are you these days?", "Yesterday’s question", "has not answered for two days"


async def asked(circle: Circle, channel: str = "telegram", every: str = "week") -> Phone:
    """Somebody who wished that a moderator hears of their silence, and is asked tomorrow at 18 o'clock."""
    phone = await circle.joins(channel)
    async with circle.database.transaction() as session:
        await planning.choose(session, circle.people[phone.address], every, 18, "moderator")
    return phone


async def test_after_late_jobs_a_person_has_a_day_to_answer_the_second_question(circle: Circle) -> None:
    desk, olha = circle.chat.desk(), await asked(circle)
    await circle.chat.passes(hours=28)
    await circle.chat.passes(days=3)
    assert (heard(olha, HOW), heard(olha, AGAIN), heard(desk, NO_ANSWER)) == (1, 1, 0)
    await circle.chat.passes(hours=23)
    assert heard(desk, NO_ANSWER) == 0
    await circle.chat.passes(hours=1)
    assert heard(desk, NO_ANSWER) == 1


async def test_nothing_is_drawn_from_a_question_that_is_too_old_to_be_answered(circle: Circle) -> None:
    desk, olha = circle.chat.desk(), await asked(circle, every="month")
    await circle.chat.passes(hours=28)
    await circle.chat.passes(days=8)
    await circle.chat.passes(days=8)
    assert (heard(olha, HOW), heard(olha, AGAIN), heard(desk, NO_ANSWER)) == (1, 0, 0)


@pytest.mark.parametrize("paid", [True, False], ids=["it arrived", "nobody paid for it"])
async def test_a_question_that_never_arrived_met_no_silence(circle: Circle, paid: bool) -> None:
    desk, olha = circle.chat.desk(), await asked(circle, "viber")
    await olha.says("/menu")
    clock, later = circle.database.clock, timedelta(days=1)
    assert isinstance(clock, StoppedClock)
    clock.jump(timedelta(hours=28))
    deliver, circle.database.committed = circle.database.committed, lambda outgoing: None
    for job in circle.chat.jobs:
        await job.run(circle.database)
    async with circle.database.transaction() as session:
        question = [out.id for out in await outbox.due(session, "viber", ())]
        assert len(question) == 1
        await (outbox.delivered if paid else held_back.hold)(session, question)
    circle.database.committed, circle.database.budget = deliver, 0
    for _day in range(4):
        clock.jump(later)
        for job in circle.chat.jobs:
            await job.run(circle.database)
        await circle.chat.settle()
    assert (heard(olha, AGAIN), heard(desk, NO_ANSWER) > 0) == (paid, paid)


async def test_where_a_phone_may_be_searched_that_somebody_noticed_shows_after_a_press(
    circle: Circle,
) -> None:
    desk, olha = circle.chat.desk(), await asked(circle)
    async with circle.database.transaction() as session:
        await persons.tell(session, circle.people[olha.address], place="danger")
    for _day in range(4):
        await circle.chat.passes(days=1)
    await desk.presses("I take it")
    assert olha.screen.text == "There is something here for you."
    assert heard(olha, "Somebody on our team has noticed") == 0
    await olha.presses("Open")
    assert "Somebody on our team has noticed" in olha.screen.text
    await olha.sends_payload("a:how-noticed:everything")
    assert "not here any more" in olha.screen.text
