"""Coordinators see numbers, invite, answer and step down; in their own group, and only while they coordinate it."""

import re

import pytest

from storage import groups, joinings, requests
from storage.groups import MEMBER
from tests.circle import PAPERS, Circle, heard
from tests.handlers.groups.stand import acts, fits

ACTIONS = ("coordinate", "coordinate-next", "coordinate-invite", "coordinate-down", "coordinate-end")


async def test_they_see_what_waits_by_need_and_age_and_no_words(circle: Circle) -> None:
    group, olha = await circle.group(), await circle.joins(name="Kalyna")
    petro = await circle.coordinator(group)
    async with circle.database.transaction() as session:
        for _request in range(2):
            await requests.add(session, circle.id(olha), "en", group.id, PAPERS, held=True)
    await circle.chat.passes(hours=3)
    await petro.says("/groups")
    await petro.presses("Tbilisi")
    shown = (await petro.presses("Coordinate")).text
    assert "• Documents: 2, the oldest for 3 h" in shown
    assert "Open requests: 2" in shown
    assert not [word for word in ("Kalyna", "border", olha.address) if word in shown]
    assert await acts(circle) == ["look group 1"]


async def test_they_answer_one_after_another(circle: Circle) -> None:
    group = await circle.group()
    petro = await circle.coordinator(group)
    people = [await circle.joins() for _person in range(2)]
    for phone in people:
        await phone.sends_payload(f"a:group-ask:{group.id}")
    await petro.sends_payload(f"a:coordinate:{group.id}")
    assert "Ask to join: 2" in petro.screen.text
    for _phone in people:
        await petro.sends_payload(f"a:coordinate-next:{group.id}")
        await petro.presses("Yes, take in")
    assert "Ask to join: 0" in petro.screen.text
    assert [await circle.role(phone, group) for phone in people] == [MEMBER, MEMBER]
    assert "Nobody asks to join now." in (await petro.sends_payload(f"a:coordinate-next:{group.id}")).text


@pytest.mark.parametrize("channel", ["telegram", "viber"])
async def test_their_invitation_leads_into_their_group_on_both_messengers(
    circle: Circle, channel: str
) -> None:
    circle.database.links.telegram, circle.database.links.viber = "kolo_bot", "kolo"
    group = await circle.group()
    petro = await circle.coordinator(group, channel)
    await petro.sends_payload(f"a:coordinate-invite:{group.id}")
    (token,) = {
        found[1] for text in petro.texts if (found := re.search(r"(?:start|context)=([\w-]{22})", text))
    }
    assert sum(message.picture for message in petro.messages) == 2
    assert "Pass it on to people whom you know." in petro.screen.text
    assert "Menu" in petro.screen.labels
    async with circle.database.transaction() as session:
        invited = await groups.invited_to(session, token)
    assert invited is not None
    assert invited.id == group.id
    assert await acts(circle) == ["invite group 1"]


async def test_stepping_down_is_asked_once_and_the_moderators_hear(circle: Circle) -> None:
    group, desk = await circle.group(), circle.chat.desk()
    petro = await circle.coordinator(group)
    await petro.sends_payload(f"a:coordinate:{group.id}")
    await petro.presses("Step down")
    assert "Step down? You stay in the group Tbilisi" in petro.screen.text
    await petro.presses("Step down")
    assert "You no longer coordinate this group." in petro.screen.text
    assert await circle.role(petro, group) == MEMBER
    assert "Group 1, Tbilisi, has no coordinator now." in desk.screen.text
    assert await acts(circle) == ["look group 1", "step-down group 1"]


async def test_where_another_coordinates_too_nobody_is_told(circle: Circle) -> None:
    group, desk = await circle.group(), circle.chat.desk()
    petro, _iryna = await circle.coordinator(group), await circle.coordinator(group)
    await petro.sends_payload(f"a:coordinate-end:{group.id}")
    assert await circle.role(petro, group) == MEMBER
    assert not desk.messages


async def test_a_coordinator_who_leaves_the_group_coordinates_it_no_more(circle: Circle) -> None:
    group, desk = await circle.group(), circle.chat.desk()
    petro = await circle.coordinator(group)
    await petro.sends_payload(f"a:group-left:{group.id}")
    assert heard(desk, "has no coordinator now") == 1
    await petro.sends_payload(f"a:coordinate:{group.id}")
    assert "You do not coordinate this group now" in petro.screen.text


@pytest.mark.parametrize("action", ACTIONS)
async def test_nobody_else_can_do_any_of_it(circle: Circle, action: str) -> None:
    group, other = await circle.group(), await circle.group("Batumi")
    olha, petro = await circle.joins(), await circle.coordinator(other)
    await circle.coordinator(group)
    async with circle.database.transaction() as session:
        await groups.join(session, circle.id(olha), group.id)
        await joinings.ask(session, circle.id(petro), group.id)
    for phone in (olha, petro):
        await phone.sends_payload(f"a:{action}:{group.id}")
        assert "You do not coordinate this group now, so nothing was changed." in phone.screen.text
    assert await acts(circle) == []


async def test_every_screen_of_a_coordinator_fits_in_every_language(circle: Circle) -> None:
    circle.database.links.telegram = "kolo_bot"
    group, olha = await circle.group("Ґанок " + "щ" * 22), await circle.joins()
    petro = await circle.coordinator(group)
    async with circle.database.transaction() as session:
        await joinings.ask(session, circle.id(olha), group.id)
        await requests.add(session, circle.id(olha), "en", group.id, PAPERS, held=True)
    for action in ACTIONS:
        await fits(circle, petro, f"a:{action}:{group.id}")
        async with circle.database.transaction() as session:
            await groups.appoint(session, circle.id(petro), group.id, groups.COORDINATOR)
