"""An alert of danger is said again, to more and more people, until somebody takes it, by day and by night."""

from datetime import timedelta

import pytest

from bot.clock import StoppedClock
from bot.domain import cadence
from handlers import where
from jobs import danger_alerts
from storage import groups
from storage.groups import COORDINATOR
from tests.chat import Phone
from tests.circle import Circle

WORDS = "I don't want to live any more"
SIGNS = "Signs of danger in a message"
NOBODY = "Nobody from the team has answered yet"
CALLED = "may be in danger, and no moderator has answered"


def jump(circle: Circle, **span: float) -> None:
    assert isinstance(circle.database.clock, StoppedClock)
    circle.database.clock.jump(timedelta(**span))


async def later(circle: Circle, minutes: int) -> int:
    jump(circle, minutes=minutes)
    done = await danger_alerts.run(circle.database)
    await circle.chat.settle()
    return done


def alerts(circle: Circle) -> list[str]:
    return [text for text in circle.chat.desk().texts if text.startswith(SIGNS)]


def heard(phone: Phone, words: str) -> int:
    return sum(words in text for text in phone.texts)


async def test_it_is_said_again_after_5_and_15_minutes_and_then_every_half_hour(circle: Circle) -> None:
    circle.chat.desk()
    olha = await circle.joins()
    await olha.says(WORDS)
    said = [await later(circle, minutes) for minutes in (4, 1, 0, 9, 1, 29, 1, 30)]
    assert said == [0, 1, 0, 0, 1, 0, 1, 1]
    assert len(alerts(circle)) == 5
    assert "Nobody has taken this for 5 min" in alerts(circle)[1]


async def test_the_person_hears_once_and_with_the_numbers_that_nobody_has_answered(circle: Circle) -> None:
    circle.chat.desk()
    olha = await circle.joins()
    await olha.says(WORDS)
    for minutes in (5, 10, 30):
        await later(circle, minutes)
    assert heard(olha, NOBODY) == 1
    assert "112" in next(text for text in olha.texts if NOBODY in text)


async def test_who_wants_nobody_to_write_is_not_told_that_nobody_answers(circle: Circle) -> None:
    circle.chat.desk()
    olha = await circle.joins()
    await olha.says(WORDS)
    await olha.presses("No, thank you")
    await later(circle, 5)
    assert heard(olha, NOBODY) == 0
    assert "They would not like anybody to write to them." in alerts(circle)[-1]


async def test_once_taken_it_is_said_no_more(circle: Circle) -> None:
    desk = circle.chat.desk()
    olha = await circle.joins()
    await olha.says(WORDS)
    await later(circle, 5)
    await desk.presses("I take it")
    assert [await later(circle, minutes) for minutes in (10, 30)] == [0, 0]
    assert heard(olha, "has not gone unnoticed") == 1


async def test_who_wished_that_somebody_writes_is_not_told_to_ask_again(circle: Circle) -> None:
    desk, olha, petro = circle.chat.desk(), await circle.joins(), await circle.joins()
    await olha.says(WORDS)
    await desk.presses("I take it")
    assert "If you would like to talk with a person here" in olha.screen.text
    await petro.says(WORDS)
    await petro.presses("Yes, please")
    assert "Nobody has taken this for" not in alerts(circle)[-1], "it came in this very minute"
    await desk.presses("I take it")
    assert "Your wish that somebody write to you is not forgotten." in petro.screen.text
    assert petro.screen.labels == ["SOS numbers"]


async def test_after_15_minutes_the_coordinators_are_called_and_hear_not_who_it_is(circle: Circle) -> None:
    circle.chat.desk()
    olha, petro = await circle.joins(), await circle.joins()
    group = await circle.group("Tbilisi", olha, petro)
    async with circle.database.transaction() as session:
        await groups.appoint(session, circle.id(petro), group.id, COORDINATOR)
    await olha.says(WORDS)
    await later(circle, 5)
    assert heard(petro, CALLED) == 0
    for minutes in (10, 30):
        await later(circle, minutes)
    assert heard(petro, CALLED) == 1
    assert heard(olha, CALLED) == 0


async def test_where_groups_are_not_spoken_of_no_coordinator_is_called(circle: Circle) -> None:
    circle.chat.desk()
    olha, petro = await circle.joins(place=where.DANGER), await circle.joins()
    group = await circle.group("Tbilisi", olha, petro)
    async with circle.database.transaction() as session:
        await groups.appoint(session, circle.id(petro), group.id, COORDINATOR)
    await olha.says(WORDS)
    for minutes in (5, 10):
        await later(circle, minutes)
    assert heard(petro, CALLED) == 0


@pytest.mark.parametrize("hours", [0, 6, 12, 18])
async def test_it_comes_at_every_hour_of_the_day(circle: Circle, hours: int) -> None:
    circle.chat.desk()
    olha = await circle.joins()
    jump(circle, hours=hours)
    await olha.says(WORDS)
    assert await later(circle, 5) == 1
    assert heard(olha, NOBODY) == 1


async def test_after_a_standstill_what_was_missed_is_not_said_all_at_once(circle: Circle) -> None:
    circle.chat.desk()
    olha = await circle.joins()
    await olha.says(WORDS)
    assert [await later(circle, minutes) for minutes in (600, 1, 4)] == [1, 0, 1]


async def test_what_cannot_be_said_is_tried_again_and_keeps_no_other(circle: Circle) -> None:
    circle.chat.desk()
    olha, petro = await circle.joins(), await circle.joins()
    await olha.says(WORDS)
    await petro.says(WORDS)
    await olha.says("/forget")
    await olha.presses("Delete everything")
    assert await later(circle, 5) == 1


def test_the_times_go_on_without_end() -> None:
    minutes = [cadence.danger_alert(number) / cadence.MINUTE for number in range(6)]
    assert minutes == [0, 5, 15, 45, 75, 105]
