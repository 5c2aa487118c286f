"""The clock of joint requests: coordinators hear each stage once, in the morning; without any, the moderators."""

import asyncio
from datetime import timedelta

import pytest

from bot.clock import StoppedClock
from jobs import joint_requests as job
from storage import groups, joint_requests as requests, joint_signatures as signatures, persons
from tests.chat import Phone
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
    assert "neither late nor refused" in work.olha.screen.text
    await circle.chat.passes(days=12)
    await work.olha.sends_payload(f"a:joint-steer:{request.id}")
    await work.olha.presses("Complain to the head")
    await work.olha.presses("Complain to the Ombudsman")
    assert heard(work.olha, "Керівнику:") == 1
    assert heard(work.olha, "Уповноваженому Верховної Ради") == 1
    assert heard(work.olha, "(поштою, номер 12/5)") == 2


@pytest.mark.parametrize(
    "answer, title", [("refused", "на відмову"), ("solved in part", "на надання неповної")]
)
@pytest.mark.parametrize("channel", ["telegram", "viber"])
async def test_a_refusal_and_half_an_answer_can_be_complained_of(
    circle: Circle, answer: str, title: str, channel: str
) -> None:
    work = await stand.work(circle, channel)
    request = await work.sent()
    await work.olha.sends_payload(f"a:joint-answer:{request.id}")
    for said in (answer, "Skip", "Send"):
        await work.olha.presses(said)
    assert "a complaint is drafted" in work.olha.screen.text
    await work.olha.presses("Steer it")
    await work.olha.presses("Complain to the head")
    await work.olha.presses("Complain to the Ombudsman")
    assert heard(work.olha, title) == 2
    assert heard(work.olha, "минув") == 0, "it is not about silence"
    files = [message for message in work.olha.messages if message.document]
    assert len(files) == (2 if channel == "telegram" else 0)


async def test_of_what_is_solved_there_is_no_complaint(circle: Circle) -> None:
    work = await stand.work(circle)
    request = await work.sent()
    await work.olha.sends_payload(f"a:joint-answer:{request.id}")
    for said in ("solved", "Skip", "Send"):
        await work.olha.presses(said)
    await work.olha.sends_payload(f"a:joint-complaint:{request.id}:head")
    assert "nothing to complain of" in work.olha.screen.text


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
    assert "Nobody in a group can steer it now." in desk.screen.text
    assert told(work) == [0, 0, 0]


async def goes(circle: Circle, phone: Phone, place: str) -> None:
    """Let a person go to a place."""
    async with circle.database.transaction() as session:
        person = await persons.get(session, circle.id(phone))
        assert person is not None
        await persons.tell(session, person, place=place)


async def test_nothing_of_it_comes_by_itself_where_a_phone_may_be_searched(circle: Circle) -> None:
    work = await stand.work(circle)
    request = await work.drafted()
    await work.petro.sends_payload(f"a:joint-sign:{request.id}:1")
    await goes(circle, work.petro, "danger")
    async with circle.database.transaction() as session:
        await signatures.tell(session, request.id)
        await requests.redraft(session, request, request.draft.asking("Who checks it?"))
    before = len(work.petro.texts)
    await circle.chat.work()
    assert work.petro.texts[before:] == []
    await goes(circle, work.petro, "home")
    await circle.chat.passes(days=2)
    assert heard(work.petro, "signatures have to be given anew") == 1


async def test_in_place_of_a_coordinator_in_danger_the_moderators_hear(circle: Circle) -> None:
    desk, work = circle.chat.desk(), await stand.work(circle)
    await work.sent()
    await goes(circle, work.olha, "danger")
    await circle.chat.passes(days=40)
    assert told(work) == [0, 0, 0]
    assert heard(desk, "The answer is very late") == 1
