"""Merging two groups: people, requests, obstacles, invitations, coordinators all follow, and nobody is lost."""

from bot.domain.authority.drafting import Draft
from bot.domain.obstacles.facts import Facts
from storage import (
    group_neighbours,
    groups,
    joinings,
    joint_requests,
    obstacle_ways,
    obstacles,
    persons,
    requests,
)
from storage.groups import Group
from tests.chat import Chat, Phone
from tests.circle import PAPERS, Circle, heard
from tests.handlers.moderators import stand


async def two(circle: Circle) -> tuple[Group, Group, Phone, Phone]:
    """Batumi, with a coordinator and a member who is in both; Tbilisi, which stays."""
    gone = await circle.group("Batumi")
    leads, both = await circle.coordinator(gone), await circle.joins()
    kept = await circle.group("Tbilisi", both)
    async with circle.database.transaction() as session:
        await groups.join(session, circle.id(both), gone.id)
        await groups.change(session, gone.id, mode=groups.CONFIRMED)
        person = await persons.get(session, circle.id(both))
        assert person is not None
        await persons.tell(session, person, group=gone.id)
    return gone, kept, leads, both


async def merged(desk: Phone) -> None:
    """Let group 1 go into group 2."""
    await desk.says("/mergegroups 1 2")
    await desk.presses("Merge them")


async def test_people_and_coordinators_follow_and_hear_it_once(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    gone, kept, leads, both = await two(circle)
    await merged(desk)
    assert desk.screen.text.startswith("Group 1 is in group 2 now.\n\n2 people have been told.")
    assert await circle.role(leads, kept) == groups.COORDINATOR
    assert await circle.role(both, kept) == groups.MEMBER
    assert await circle.role(leads, gone) == ""
    assert heard(leads, "The group Batumi is one with the group Tbilisi now.") == 1
    async with chat.database.transaction() as session:
        person = await persons.get(session, circle.id(both))
        assert person is not None
        assert person.profile.group == kept.id
        assert (await groups.by_number(session, 1), await groups.members(session, gone.id)) == (None, 0)


async def test_requests_obstacles_and_what_was_sent_follow(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    gone, kept, leads, both = await two(circle)
    async with chat.database.transaction() as session:
        number = await requests.add(session, circle.id(both), "en", gone.id, PAPERS, held=True)
        obstacle = await obstacles.add(session, Facts("GE"), gone.id)
        await obstacle_ways.add(session, obstacle.id, gone.id, circle.id(leads), "ask in writing")
        joint = await joint_requests.add(session, obstacle.id, gone.id, Draft("", (), ()))
    await merged(desk)
    async with chat.database.transaction() as session:
        request, moved = await requests.by_number(session, number), await obstacles.get(session, obstacle.id)
        draft = await joint_requests.get(session, joint.id)
        assert request is not None
        assert moved is not None
        assert draft is not None
        assert {request.group_id, moved.group_id, draft.group_id} == {kept.id}
        assert draft.status == joint_requests.DRAFT
        assert len(await obstacle_ways.of(session, obstacle.id, kept.id)) == 1


async def test_invitations_neighbours_and_who_asks_to_join_follow(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    gone, kept, _leads, both = await two(circle)
    new, far = await circle.joins(), await circle.group("Kutaisi")
    async with chat.database.transaction() as session:
        await groups.invite(session, gone.id, "a-token")
        await group_neighbours.toggle(session, gone.id, far.id)
        await group_neighbours.toggle(session, gone.id, kept.id)
        assert await joinings.ask(session, circle.id(new), gone.id) is not None
        assert await joinings.ask(session, circle.id(both), gone.id) is not None
    await merged(desk)
    async with chat.database.transaction() as session:
        led = await groups.invited_to(session, "a-token")
        assert led is not None
        assert led.id == kept.id
        assert await group_neighbours.of(session, kept.id) == {far.id}
        assert await joinings.counts(session) == {kept.id: 1}


async def test_the_stricter_trust_holds(chat: Chat, desk: Phone) -> None:
    _gone, kept, *_people = await two(Circle(chat))
    await desk.says("/mergegroups 1 2")
    assert "The stricter trust holds: confirmed." in desk.screen.text
    await desk.presses("Merge them")
    async with chat.database.transaction() as session:
        found = await groups.get(session, kept.id)
        assert found is not None
        assert found.mode == groups.CONFIRMED


async def test_a_second_press_finds_no_group_any_more(chat: Chat, desk: Phone) -> None:
    await two(Circle(chat))
    await merged(desk)
    acts = await stand.acts(chat)
    await desk.sends_payload("a:m-one-group:1-2")
    assert desk.screen.text.startswith("There is no group 1.")
    await desk.says("/mergegroups 2 2")
    assert desk.screen.text == "These are the same group: nothing was changed."
    assert await stand.acts(chat) == acts
