"""The groups that a person is in: what they do, leaving, and which of them new requests are of."""

import pytest

from handlers.groups import showing
from storage import group_neighbours, groups, persons, requests
from tests.chat import Phone
from tests.circle import PAPERS, Circle, heard
from tests.handlers.groups.stand import fits, payload


async def chosen(circle: Circle, phone: Phone) -> int:
    async with circle.database.transaction() as session:
        person = await persons.get(session, circle.id(phone))
    assert person is not None
    return person.profile.group


async def test_without_groups_it_says_that_help_comes_all_the_same(circle: Circle) -> None:
    olha = await circle.joins()
    assert "You are in no group yet." in (await olha.says("/groups")).text
    assert olha.screen.labels == ["Look for groups", "Menu"]


async def test_settings_and_words_lead_there_too(circle: Circle) -> None:
    olha = await circle.joins("viber")
    await circle.group("Tbilisi", olha)
    await olha.says("/settings")
    assert "• Tbilisi · Georgia" in (await olha.presses("My groups")).text
    assert "• Tbilisi · Georgia" in (await olha.says("my groups")).text


async def test_a_group_tells_what_it_does_in_numbers_and_names_nobody(circle: Circle) -> None:
    olha, petro = await circle.joins(name="Kalyna"), await circle.helper(name="Yavir")
    group, near = await circle.group("Tbilisi", olha, petro), await circle.group("Batumi")
    async with circle.database.transaction() as session:
        await groups.describe(session, group.id, "We meet at the border.")
        await groups.change(session, group.id, kind=groups.WOMEN)
        await group_neighbours.toggle(session, group.id, near.id)
    await olha.says("/groups")
    shown = (await olha.presses("Tbilisi")).text
    for told in (
        "Tbilisi · Georgia",
        "We meet at the border.",
        "A women’s circle",
        "People: fewer than 5",
        "Helpers: fewer than 5",
        "Open requests: 0",
    ):
        assert told in shown
    assert "Neighbouring groups: Batumi" in shown
    assert not [name for name in ("Kalyna", "Yavir", petro.address) if name in shown]


async def test_numbers_that_hide_nobody_are_shown_as_they_are(circle: Circle) -> None:
    olha, *others = [await circle.joins() for _person in range(5)]
    await circle.group("Tbilisi", olha, *others)
    await olha.says("/groups")
    assert "People: 5\n" in (await olha.presses("Tbilisi")).text


async def test_leaving_is_asked_once_and_keeps_the_request(circle: Circle) -> None:
    olha = await circle.joins()
    group = await circle.group("Tbilisi", olha)
    await olha.sends_payload(f"a:group-main:{group.id}")
    async with circle.database.transaction() as session:
        number = await requests.add(session, circle.id(olha), "en", group.id, PAPERS, held=False)
        request = await requests.by_number(session, number)
        assert request is not None
    await olha.sends_payload(f"a:group:{group.id}")
    await olha.presses("Leave the group")
    assert "Leave the group Tbilisi?" in olha.screen.text
    assert await circle.role(olha, group) == groups.MEMBER
    go = payload(olha.screen, "Leave")
    await olha.presses("Leave")
    assert "You have left the group Tbilisi." in olha.screen.text
    assert await circle.role(olha, group) == ""
    assert await chosen(circle, olha) == 0
    assert (await circle.request(request.id)).group_id == group.id
    assert "You are not in this group." in (await olha.sends_payload(go)).text


async def test_staying_changes_nothing(circle: Circle) -> None:
    olha = await circle.joins()
    group = await circle.group("Tbilisi", olha)
    await olha.sends_payload(f"a:group-leave:{group.id}")
    assert "Tbilisi · Georgia" in (await olha.presses("Stay")).text
    assert await circle.role(olha, group) == groups.MEMBER


async def test_of_several_groups_one_is_that_of_new_requests(circle: Circle) -> None:
    olha = await circle.joins()
    first, second = await circle.group("Tbilisi", olha), await circle.group("Kyiv", olha, region="UA-30")
    await olha.sends_payload(f"a:group:{second.id}")
    await olha.presses("Ask from this group")
    assert "From now on new requests are from the group Kyiv." in olha.screen.text
    assert "Ask from this group" not in olha.screen.labels
    assert await chosen(circle, olha) == second.id
    assert "• Kyiv · Kyiv (city) · new requests" in (await olha.says("/groups")).text
    await olha.sends_payload(f"a:group-left:{second.id}")
    assert await chosen(circle, olha) == 0
    assert await circle.role(olha, first) == groups.MEMBER


async def test_a_group_of_others_cannot_be_made_mine_or_left(circle: Circle) -> None:
    olha = await circle.joins()
    group = await circle.group("Tbilisi")
    for action in ("group-main", "group-leave", "group-left"):
        assert "You are not in this group." in (await olha.sends_payload(f"a:{action}:{group.id}")).text
    assert await chosen(circle, olha) == 0


@pytest.mark.parametrize("channel", ["telegram", "viber"])
async def test_in_danger_no_group_is_shown_whatever_is_pressed(circle: Circle, channel: str) -> None:
    olha = await circle.joins(channel, place="danger")
    group = await circle.group("Tbilisi", olha)
    await circle.group("Batumi")
    await olha.says("/groups")
    for action in (
        "group",
        "group-look",
        "group-ask",
        "group-main",
        "group-leave",
        "group-left",
        "my-groups",
    ):
        await olha.sends_payload(f"a:{action}:{group.id}")
        assert "no groups are shown here" in olha.screen.text
    assert not heard(olha, "Tbilisi") + heard(olha, "Batumi")
    assert await circle.role(olha, group) == groups.MEMBER


async def test_a_group_that_was_closed_meanwhile_is_told_kindly(circle: Circle) -> None:
    olha = await circle.joins()
    group = await circle.group("Tbilisi", olha)
    async with circle.database.transaction() as session:
        await groups.close(session, group.id)
    for action in ("group", "group-ask", "group-left", "group-main", "coordinate"):
        assert "This group is closed." in (await olha.sends_payload(f"a:{action}:{group.id}")).text
    assert "You are in no group yet." in (await olha.says("/groups")).text


async def test_many_groups_have_pages_that_fit(circle: Circle) -> None:
    olha = await circle.joins()
    names = [f"Circle {number} ".ljust(28, "w") for number in range(7)]
    for name in names:
        await circle.group(name, olha)
    await olha.says("/groups")
    assert olha.screen.labels == [*names[:5], "Further", "Look for groups", "Menu"]
    assert (await olha.presses("Further")).labels == [*names[5:], "Look for groups", "Menu"]
    for start in (0, 5):
        await fits(circle, olha, f"a:my-groups:{start}")


async def test_every_screen_of_a_group_fits_in_every_language(circle: Circle) -> None:
    olha = await circle.joins()
    group, other = await circle.group("Ґанок", olha), await circle.group("Їжак")
    await circle.group("Друге", olha)
    for kind in groups.KINDS:
        async with circle.database.transaction() as session:
            await groups.change(session, group.id, kind=kind)
            await groups.describe(session, group.id, "щ" * 300)
        await fits(circle, olha, f"a:group:{group.id}")
    for does in ("c:groups", f"a:group:{other.id}", f"a:group-ask:{other.id}", f"a:group-leave:{group.id}"):
        await fits(circle, olha, does)
    assert set(showing.FOR_WHOM) == set(groups.KINDS)
