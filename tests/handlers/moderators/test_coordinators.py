"""Appointing and relieving coordinators: approved helpers, by number."""

import pytest

from storage import groups, helpers
from storage.groups import COORDINATOR, MEMBER
from storage.helpers import Helper
from tests.chat import Chat, Phone
from tests.circle import Circle
from tests.handlers.moderators import stand


async def role(chat: Chat, helper: Helper) -> str:
    """What the helper is in group 1."""
    async with chat.database.transaction() as session:
        group = await groups.by_number(session, 1)
        assert group is not None
        return await groups.role(session, helper.person_id, group.id)


async def test_a_helper_is_appointed_by_number_and_told(chat: Chat, desk: Phone) -> None:
    iryna = chat.person(language="en")
    helper = await stand.approved(chat, iryna)
    await desk.says("/newgroup Tbilisi, Georgia")
    card = await desk.says("/coordinator 1 1")
    assert "Helper 1 coordinates the group now" in card.text
    assert "Coordinators: helper 1" in card.text
    assert await role(chat, helper) == COORDINATOR
    assert "The moderators ask you to coordinate the group Tbilisi." in iryna.screen.text
    assert (await stand.acts(chat))[-1] == "coordinator group 1"


async def test_the_same_again_asks_before_it_relieves(chat: Chat, desk: Phone) -> None:
    iryna = chat.person(language="en")
    helper = await stand.approved(chat, iryna)
    await desk.says("/newgroup Tbilisi, Georgia")
    await desk.says("/coordinator 1 1")
    await desk.says("/coordinator 1 1")
    assert "Helper 1 coordinates group 1. Relieve them of it?" in desk.screen.text
    assert await role(chat, helper) == COORDINATOR
    relieve = next(data for row in desk.screen.rows for label, data, _style in row if label == "Relieve")
    assert "Helper 1 no longer coordinates the group." in (await desk.presses("Relieve")).text
    assert await role(chat, helper) == MEMBER
    assert "You no longer coordinate the group Tbilisi; you are in it as before." in iryna.screen.text
    again = await desk.sends_payload(relieve)
    assert again.text == "Helper 1 does not coordinate this group."
    assert (await stand.acts(chat))[-2:] == ["coordinator group 1", "relieve group 1"]


async def test_helpers_of_the_group_are_offered_as_buttons(chat: Chat, desk: Phone) -> None:
    first, second = [await stand.approved(chat, chat.person()) for _helper in range(2)]
    await stand.approved(chat, chat.person())
    await desk.says("/newgroup Tbilisi, Georgia")
    async with chat.database.transaction() as session:
        group = await groups.by_number(session, 1)
        assert group is not None
        for helper in (first, second):
            await groups.join(session, helper.person_id, group.id)
    await desk.says("/group 1")
    assert (await desk.presses("Coordinators")).labels == ["Helper 1", "Helper 2", "Back to the card"]
    await desk.presses("Helper 2")
    assert await role(chat, second) == COORDINATOR
    assert (await desk.presses("Coordinators")).labels == ["✓ Helper 2", "Helper 1", "Back to the card"]


@pytest.mark.parametrize("status", [helpers.PENDING, helpers.REFUSED])
async def test_who_is_not_approved_cannot_coordinate(chat: Chat, desk: Phone, status: str) -> None:
    helper = await stand.volunteer(chat, chat.person(), status=status)
    await desk.says("/newgroup Tbilisi, Georgia")
    assert "helper 1 is not approved" in (await desk.says("/coordinator 1 1")).text
    assert await role(chat, helper) == ""


async def test_all_groups_are_listed_those_without_anybody_first(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    await circle.coordinator(await circle.group("Batumi"))
    await circle.group("Tbilisi")
    await desk.says("/coordinators")
    assert desk.screen.text == "Who coordinates\n\n2 Tbilisi: none\n1 Batumi: Helper 1"
    await desk.presses("1")
    assert desk.screen.text.startswith("Helpers of group 1")
