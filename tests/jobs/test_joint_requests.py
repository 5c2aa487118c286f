"""The clock of joint requests: coordinators hear each stage once, in the morning; without any, the moderators."""

import asyncio
from datetime import timedelta

import pytest

from bot.clock import StoppedClock
from jobs import joint_requests as job
from storage import groups
from tests.circle import Circle, heard
from tests.handlers.together import stand
from tests.handlers.together.stand import Work

STAGES = ("Today is the last day", "The answer is late: the five", "The answer is very late")


def told(work: Work) -> list[int]:
    """How often the coordinator heard each stage."""
    return [heard(work.olha, stage) for stage in STAGES]


@pytest.mark.parametrize("channel", ["telegram", "viber"])
async def test_each_stage_is_told_once(circle: Circle, channel: str) -> None:
    work = await stand.work(circle, channel)
    request = await work.sent()
    assert request.due_on is not None
    seen = [told(work)]
    for _day in range(35):
        await circle.chat.passes(days=1)
        if told(work) != seen[-1]:
            seen.append(told(work))
    assert seen == [[0, 0, 0], [1, 0, 0], [1, 1, 0], [1, 1, 1]]
    assert heard(work.petro, "The answer is late") == 0, "who coordinates hears it"


async def test_after_a_long_standstill_only_the_present_stage_is_told(circle: Circle) -> None:
    work = await stand.work(circle)
    await work.sent()
    await circle.chat.passes(days=40)
    assert told(work) == [0, 0, 1]


async def test_several_replicas_tell_it_once(circle: Circle) -> None:
    work = await stand.work(circle)
    await work.sent()
    assert isinstance(circle.database.clock, StoppedClock)
    circle.database.clock.jump(timedelta(days=40))
    await asyncio.gather(*(job.run(circle.database) for _replica in range(3)))
    await circle.chat.settle()
    assert told(work) == [0, 0, 1]


async def test_the_longer_time_begins_the_clock_anew(circle: Circle) -> None:
    work = await stand.work(circle)
    request = await work.sent()
    await work.olha.sends_payload(f"a:joint-longer:{request.id}")
    assert "due by" in work.olha.screen.text
    await circle.chat.passes(days=10)
    assert told(work) == [0, 0, 0]
    await work.olha.sends_payload(f"a:joint-longer:{request.id}")
    assert "nothing has changed" in work.olha.screen.text
    await circle.chat.passes(days=25)
    assert heard(work.olha, "the 20 working days") == 1


async def test_a_complaint_is_drafted_when_it_is_late_and_not_before(circle: Circle) -> None:
    work = await stand.work(circle)
    request = await work.sent()
    await work.olha.sends_payload(f"a:joint-complaint:{request.id}:head")
    assert "not late" in work.olha.screen.text
    await circle.chat.passes(days=12)
    await work.olha.sends_payload(f"a:joint-steer:{request.id}")
    await work.olha.presses("Complain to the head")
    await work.olha.presses("Complain to the Ombudsman")
    assert heard(work.olha, "Керівнику:") == 1
    assert heard(work.olha, "Уповноваженому Верховної Ради") == 1
    assert heard(work.olha, "(поштою, номер 12/5)") == 2


async def test_what_is_answered_is_late_no_more(circle: Circle) -> None:
    work = await stand.work(circle)
    request = await work.sent()
    await work.olha.sends_payload(f"a:joint-answer:{request.id}")
    await work.olha.presses("solved")
    await work.olha.presses("Skip")
    await work.olha.presses("Send")
    await circle.chat.passes(days=40)
    assert told(work) == [0, 0, 0]


async def test_without_a_coordinator_the_moderators_hear_it(circle: Circle) -> None:
    desk, work = circle.chat.desk(), await stand.work(circle)
    await work.sent()
    async with circle.database.transaction() as session:
        await groups.appoint(session, circle.id(work.olha), work.group.id, groups.MEMBER)
    await circle.chat.passes(days=40)
    assert heard(desk, "The answer is very late") == 1
    assert told(work) == [0, 0, 0]
