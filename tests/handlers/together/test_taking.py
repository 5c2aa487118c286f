"""An obstacle gets a group: a coordinator takes one of their region, or a moderator gives it."""

from dataclasses import replace

import pytest

from bot.domain.obstacles import states
from storage import accounts, desks, groups, joint_requests, obstacle_groups, obstacles
from tests.circle import Circle, heard
from tests.handlers.moderators.stand import agrees
from tests.handlers.obstacles.stand import QUEUE, TRANSLATION, tells
from tests.handlers.together import stand

channels = pytest.mark.parametrize("channel", ["telegram", "viber"])


@channels
async def test_a_coordinator_takes_one_of_their_region(circle: Circle, channel: str) -> None:
    ivan = await circle.joins()
    group = await circle.group("Uzhhorod", region="UA-21")
    olha = await circle.coordinator(group, channel)
    near = await tells(circle, ivan, TRANSLATION)
    far = await tells(circle, ivan, replace(QUEUE))
    await olha.sends_payload(f"a:group-obstacles:{group.id}")
    await olha.presses("Take one")
    assert olha.screen.labels == ["Take number 1", "Obstacles of the group", "Menu"]
    await olha.presses("Take number 1")
    async with circle.database.transaction() as session:
        taken = await obstacles.get(session, near.id)
    assert taken is not None
    assert (taken.group_id, taken.status) == (group.id, states.GROUP)
    await circle.chat.work()
    assert heard(ivan, "A group works on it now") == 1
    for id in (near.id, far.id):
        await olha.sends_payload(f"a:group-take:{group.id}:{id}")
        assert "Nothing was changed" in olha.screen.text


async def test_a_member_takes_none_for_the_group(circle: Circle) -> None:
    petro, ivan = await circle.joins(), await circle.joins()
    group = await circle.group("Uzhhorod", petro, region="UA-21")
    near = await tells(circle, ivan, TRANSLATION)
    await petro.sends_payload(f"a:group-take:{group.id}:{near.id}")
    assert "Only a coordinator" in petro.screen.text


async def test_a_member_finds_the_groups_obstacles_under_obstacle(circle: Circle) -> None:
    work = await stand.work(circle)
    await work.petro.says("/obstacle")
    await work.petro.presses("Obstacles of my group")
    assert "Number 1: new" in work.petro.screen.text
    second = await circle.group("Lviv", work.petro, region="UA-46")
    await tells(circle, work.ivan)
    async with circle.database.transaction() as session:
        known = await obstacles.by_number(session, 2)
        assert known is not None
        assert await obstacle_groups.give(session, known, second.id)
    await work.petro.says("/obstacle")
    assert "Obstacles of my groups" in work.petro.screen.labels


async def test_moderators_give_it_to_another_group_with_what_was_sent(circle: Circle) -> None:
    desk, work = circle.chat.desk(), await stand.work(circle)
    request = await work.sent()
    other = await circle.group("Lviv", region="UA-46")
    await desk.sends_payload("a:m-give:1")
    await desk.presses("Lviv")
    assert "The group works on it now" in desk.screen.text
    async with circle.database.transaction() as session:
        moved = await joint_requests.get(session, request.id)
    assert moved is not None
    assert (moved.group_id, moved.status) == (other.id, joint_requests.SENT)
    await desk.sends_payload(f"a:m-given:1-{other.number}")
    assert "nothing has changed" in desk.screen.text


async def test_moderators_draft_for_the_group_and_read_it_at_once(circle: Circle) -> None:
    desk, work = circle.chat.desk(), await stand.work(circle)
    await desk.sends_payload("a:m-joint:1")
    assert any("ЗАПИТ НА ПУБЛІЧНУ ІНФОРМАЦІЮ" in text for text in desk.texts)
    assert (await work.request()).group_id == work.group.id
    await desk.sends_payload("a:m-joint:1")
    assert "There is a joint request about this obstacle already" in desk.screen.text


async def test_a_closed_group_works_on_nothing(circle: Circle) -> None:
    desk, work = circle.chat.desk(), await stand.work(circle)
    await desk.sends_payload(f"a:m-end-group:{work.group.number}")
    await agrees(desk)
    assert (await work.now()).group_id == 0
    async with circle.database.transaction() as session:
        assert await groups.kept_open(session, work.group.id) is None
    await desk.sends_payload("a:m-joint:1")
    assert "A group has to work on it first" in desk.screen.text


async def test_no_group_that_is_closed_is_given_one(circle: Circle) -> None:
    work = await stand.work(circle)
    closed = await circle.group("Lviv", region="UA-46")
    async with circle.database.transaction() as session:
        await groups.close(session, closed.id)
    await circle.chat.desk().sends_payload(f"a:m-given:1-{closed.number}")
    assert (await work.now()).group_id == work.group.id


async def test_moderators_give_one_of_a_group_to_another(circle: Circle) -> None:
    work = await stand.work(circle)
    other = await circle.group("Lviv", region="UA-46")
    desk = circle.chat.desk()
    async with circle.database.transaction() as session:
        for account in await desks.every(session):
            await accounts.speak(session, account.id, "en")
    await desk.says("/obstacle 1")
    for press in ("Change the state", "Give to another group", "Lviv"):
        await desk.presses(press)
    assert (await work.now()).group_id == other.id
