"""Alerts close by whatever way their thing is done, and are said again, and wider, while nobody takes them."""

import asyncio
from datetime import timedelta

from sqlalchemy import text

from bot.clock import StoppedClock
from bot.domain.alerts import STREAMS
from handlers.moderators import alerts
from jobs import board
from storage import groups, matches, requests, talk_reports
from storage.groups import COORDINATOR
from tests.chat import Phone
from tests.circle import PAPERS, Circle, heard

WAITS = "Nobody has accepted this request yet."


async def later(circle: Circle, **span: float) -> None:
    """Let time pass for this job alone."""
    assert isinstance(circle.database.clock, StoppedClock)
    circle.database.clock.jump(timedelta(**span))
    await board.run(circle.database)
    await circle.chat.settle()


async def unaccepted(circle: Circle, asks: Phone, group_id: int = 0) -> int:
    """A request that nobody accepts, of which the moderators have heard; return its id."""
    async with circle.database.transaction() as session:
        number = await requests.add(session, circle.id(asks), "en", group_id, PAPERS, held=False)
        request = await requests.by_number(session, number)
        assert request is not None
        await alerts.nobody_found(session, request)
    await circle.chat.settle()
    return request.id


async def english(circle: Circle) -> Phone:
    await circle.chat.desk().says("/language en")
    return circle.chat.desk()


async def test_it_closes_quietly_when_somebody_accepts(circle: Circle) -> None:
    desk = await english(circle)
    request_id = await unaccepted(circle, await circle.joins())
    known = len(desk.messages)
    async with circle.database.transaction() as session:
        await requests.move(session, request_id, (requests.WAITING,), requests.MATCHED)
    await later(circle)
    assert len(desk.messages) == known
    assert desk.screen.text == "Alert 1, nobody accepts: closed."
    assert desk.screen.labels == []


async def test_it_closes_when_the_person_erases_everything(circle: Circle) -> None:
    desk, olha = await english(circle), await circle.joins()
    await unaccepted(circle, olha)
    await olha.says("/forget")
    await olha.presses("Delete everything")
    await later(circle)
    assert desk.screen.text == "Alert 1, nobody accepts: closed."


async def test_a_silent_helper_who_writes_ends_the_alert(circle: Circle) -> None:
    desk, olha, petro = await english(circle), await circle.joins(), await circle.helper()
    match_id = await circle.matched(olha, petro)
    async with circle.database.transaction() as session:
        match = await matches.get(session, match_id)
        assert match is not None
        await alerts.match_silent(session, match)
    await circle.chat.settle()
    await circle.writes(match_id)
    await later(circle)
    assert heard(desk, "no first word: closed.") == 1


async def test_it_is_said_again_while_nobody_takes_it_and_then_no_more(circle: Circle) -> None:
    desk = await english(circle)
    await unaccepted(circle, await circle.joins())
    await later(circle, hours=23)
    assert heard(desk, WAITS) == 1
    await later(circle, hours=1)
    assert heard(desk, WAITS) == 2
    assert "Nobody has taken this for 24 h." in desk.screen.text
    await desk.presses("I take it")
    assert not [message for message in desk.messages if "I take it" in message.labels]
    await later(circle, hours=11)
    assert heard(desk, WAITS) == 2


async def test_one_that_was_taken_and_is_not_done_in_its_time_is_open_again(circle: Circle) -> None:
    desk = await english(circle)
    await unaccepted(circle, await circle.joins())
    await desk.says("/take 1")
    for _look in range(2):
        await later(circle, hours=20)
    waiting = [
        message for message in desk.messages if WAITS in message.text and "I take it" in message.labels
    ]
    assert len(waiting) >= 2
    assert "Taken by" not in desk.screen.text


async def reported(circle: Circle, olha: Phone, petro: Phone) -> None:
    """Who asked reports a talk."""
    match_id = await circle.matched(olha, petro)
    async with circle.database.transaction() as session:
        match = await matches.get(session, match_id)
        assert match is not None
        report, _new = await talk_reports.add(session, match.requester_id, match.number, "money")
        await alerts.reported(session, report)


async def test_what_only_its_taker_knows_is_closed_after_a_while(circle: Circle) -> None:
    desk, olha, petro = await english(circle), await circle.joins(), await circle.helper()
    await reported(circle, olha, petro)
    await circle.chat.settle()
    await desk.presses("I take it")
    await later(circle, days=1)
    assert heard(desk, "report about a talk: closed.") == 1


async def test_the_third_time_the_coordinators_of_the_group_are_asked_to_wake_a_moderator(
    circle: Circle,
) -> None:
    await english(circle)
    olha, petro = await circle.joins(), await circle.joins()
    group = await circle.group("Tbilisi", olha, petro)
    async with circle.database.transaction() as session:
        await groups.appoint(session, circle.id(petro), group.id, COORDINATOR)
    await unaccepted(circle, olha, group.id)
    called = []
    for _day in range(6):
        await later(circle, days=1)
        called.append(heard(petro, "no moderator has taken it"))
    assert called == [0, 1, 1, 1, 1, 1]
    assert heard(olha, "no moderator has taken it") == 0


async def test_where_groups_are_not_spoken_of_nobody_is_called(circle: Circle) -> None:
    await english(circle)
    olha, petro = await circle.joins(place="danger"), await circle.joins()
    group = await circle.group("Tbilisi", olha, petro)
    async with circle.database.transaction() as session:
        await groups.appoint(session, circle.id(petro), group.id, COORDINATOR)
    await unaccepted(circle, olha, group.id)
    for _day in range(4):
        await later(circle, days=1)
    assert heard(petro, "no moderator has taken it") == 0


async def test_with_topics_each_stream_has_its_own_until_it_is_for_everybody(circle: Circle) -> None:
    desk = await english(circle)
    circle.chat.has_topics = True
    await circle.chat.work()
    assert len(circle.chat.topics) == len(STREAMS)
    topic = str(list(STREAMS).index("requests") + 1)
    await unaccepted(circle, await circle.joins())
    for _day in range(3):
        await later(circle, days=1)
    said = [message.thread for message in desk.messages if WAITS in message.text]
    assert said[:3] == [topic, topic, ""]


async def test_several_processes_say_it_once(circle: Circle) -> None:
    desk = await english(circle)
    await unaccepted(circle, await circle.joins())
    assert isinstance(circle.database.clock, StoppedClock)
    circle.database.clock.jump(timedelta(days=1))
    await asyncio.gather(*(board.run(circle.database) for _process in range(5)))
    await circle.chat.settle()
    assert heard(desk, WAITS) == 2


async def test_what_does_not_work_keeps_no_other_alert(circle: Circle) -> None:
    desk, olha, petro = await english(circle), await circle.joins(), await circle.helper()
    await reported(circle, olha, petro)
    async with circle.database.transaction() as session:
        await session.execute(text("UPDATE talk_reports SET shown = :cut"), {"cut": b"does not open"})
    await unaccepted(circle, await circle.joins())
    await later(circle, days=1)
    assert heard(desk, WAITS) == 2
