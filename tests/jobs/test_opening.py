"""Circles of groups: first one's own, then the neighbours, then all; at once when nobody nearer can be asked."""

import pytest

from storage import group_neighbours, groups, requests
from tests.chat import Phone
from tests.circle import PAPERS, Circle, heard
from tests.handlers.moderators import stand
from tests.jobs.test_offers import asked

NEIGHBOURS = "So we are asking in the neighbouring groups too"
ALL = "So we are asking in all groups"


@pytest.fixture
async def three(circle: Circle) -> list[int]:
    """A group, its neighbour, and one far away."""
    async with circle.database.transaction() as session:
        made = [await groups.add(session, name, "GE") for name in ("Tbilisi", "Batumi", "Warsaw")]
        await group_neighbours.toggle(session, made[0].id, made[1].id)
    return [group.id for group in made]


async def joins(circle: Circle, phone: Phone, group_id: int, role: str = groups.MEMBER) -> Phone:
    """Let a person be in a group."""
    async with circle.database.transaction() as session:
        await groups.join(session, circle.id(phone), group_id)
        await groups.appoint(session, circle.id(phone), group_id, role)
        await requests.look_at_all(session)
    return phone


async def asks(circle: Circle, phone: Phone, group_id: int) -> int:
    """A request of the group."""
    async with circle.database.transaction() as session:
        number = await requests.add(session, circle.id(phone), "en", group_id, PAPERS, held=False)
        request = await requests.by_number(session, number)
        assert request is not None
    return request.id


async def test_the_own_group_is_asked_first_and_nobody_hears_of_circles(
    circle: Circle, three: list[int]
) -> None:
    olha = await joins(circle, await circle.joins(), three[0])
    own = await joins(circle, await circle.helper(), three[0])
    beside = await joins(circle, await circle.helper(), three[1])
    await asks(circle, olha, three[0])
    await circle.chat.work()
    assert asked(own, beside) == [1, 0]
    assert heard(olha, "we are asking") == 0


async def test_when_nobody_nearer_can_be_asked_the_next_circle_opens_at_once_and_people_are_told(
    circle: Circle, three: list[int]
) -> None:
    olha = await joins(circle, await circle.joins(), three[0])
    lead = await joins(circle, await circle.joins(), three[0], groups.COORDINATOR)
    beside = await joins(circle, await circle.helper(), three[1])
    far = await joins(circle, await circle.helper(), three[2])
    await asks(circle, olha, three[0])
    await circle.chat.work()
    assert asked(beside, far) == [1, 0]
    assert heard(olha, f"nobody in your group Tbilisi has taken it yet. {NEIGHBOURS}") == 1
    assert heard(lead, "Group Tbilisi: nobody here has taken request 1 (Documents) yet.") == 1
    assert PAPERS.words not in lead.screen.text
    await beside.presses("Not now")
    await circle.chat.work()
    assert asked(far) == [1]
    assert heard(olha, ALL) == 1
    assert heard(lead, "It is open to all groups.") == 1


async def test_a_helper_of_the_own_group_who_comes_later_is_asked_and_the_circle_stays_open(
    circle: Circle, three: list[int]
) -> None:
    olha = await joins(circle, await circle.joins(), three[0])
    far = await joins(circle, await circle.helper(), three[2])
    request_id = await asks(circle, olha, three[0])
    await circle.chat.work()
    await far.presses("Not now")
    own = await joins(circle, await circle.helper(), three[0])
    await circle.chat.work()
    assert asked(own) == [1]
    assert (await circle.request(request_id)).circle == 2
    assert heard(olha, ALL) == 1, "said once"


async def test_the_clock_opens_the_next_circle_too(circle: Circle, three: list[int]) -> None:
    olha = await joins(circle, await circle.joins(), three[0])
    own = await joins(circle, await circle.helper(), three[0])
    request_id = await asks(circle, olha, three[0])
    await circle.chat.work()
    assert asked(own) == [1]
    await circle.chat.passes(hours=24)
    assert (await circle.request(request_id)).circle >= 1
    assert heard(olha, "we are asking in") >= 1


async def test_a_request_of_no_group_is_open_to_everybody_without_a_word(
    circle: Circle, three: list[int]
) -> None:
    olha, far = await circle.joins(), await joins(circle, await circle.helper(), three[2])
    await asks(circle, olha, 0)
    await circle.chat.work()
    assert asked(far) == [1]
    assert heard(olha, "we are asking in") == 0


async def test_a_group_that_closes_in_the_middle_leaves_nobody_behind(
    circle: Circle, three: list[int]
) -> None:
    olha = await joins(circle, await circle.joins(), three[0])
    own = await joins(circle, await circle.helper(), three[0])
    request_id = await asks(circle, olha, three[0])
    await circle.chat.work()
    desk = circle.chat.desk()
    await desk.sends_payload("a:m-end-group:1")
    await stand.agrees(desk)
    await own.presses("Not now")
    far = await joins(circle, await circle.helper(), three[2])
    await circle.chat.work()
    assert asked(far) == [1]
    assert (await circle.request(request_id)).group_id == 0


async def test_where_a_phone_may_be_searched_no_group_is_named(circle: Circle, three: list[int]) -> None:
    olha = await joins(circle, await circle.joins(place="danger"), three[0])
    lead = await joins(circle, await circle.joins(place="danger"), three[0], groups.COORDINATOR)
    far = await joins(circle, await circle.helper(), three[2])
    await asks(circle, olha, three[0])
    await circle.chat.work()
    assert asked(far) == [1]
    assert "So we are asking more people" in olha.screen.text
    assert not any("group" in text.casefold() or "Tbilisi" in text for text in olha.texts)
    assert not lead.messages
