"""Moderators answer who asks to join, where no coordinator did."""

from storage import groups
from storage.groups import Group
from tests.chat import Chat, Phone
from tests.circle import Circle
from tests.handlers.moderators import stand


async def asks(circle: Circle, group: Group) -> Phone:
    phone = await circle.joins()
    await phone.sends_payload(f"a:group-ask:{group.id}")
    return phone


async def test_the_card_and_the_list_lead_to_who_asks(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    group = await circle.group()
    olha, petro = await asks(circle, group), await asks(circle, group)
    assert "Ask to join: 2" in (await desk.says("/groups")).text
    await desk.presses("Group 1")
    await desk.presses("Who asks to join")
    assert "A person asks to join group 1, Tbilisi." in desk.screen.text
    await desk.presses("Yes, take in")
    assert "Taken in by a moderator." in desk.screen.text
    await desk.presses("Who asks to join")
    await desk.presses("Not now")
    assert "Who asks to join" not in desk.screen.labels
    roles = sorted([await circle.role(phone, group) for phone in (olha, petro)])
    assert roles == ["", groups.MEMBER]
    assert (await stand.acts(chat))[-2:] == ["look group 1", "join-no group 1"]


async def test_of_two_moderators_the_first_is_heard(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    group = await circle.group()
    olha = await asks(circle, group)
    yes, no = (data for _label, data, _style in desk.screen.rows[1])
    await desk.sends_payload(no)
    await desk.sends_payload(yes)
    assert "This is answered already" in desk.screen.text
    assert await circle.role(olha, group) == ""
    assert await stand.acts(chat) == ["join-no group 1"]


async def test_a_moderator_does_not_take_themselves_in(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    group = await circle.group()
    lesia = await circle.joins_as("7")
    await lesia.sends_payload(f"a:group-ask:{group.id}")
    yes = desk.screen.rows[1][0][1]
    assert (await desk.sends_payload(yes)).text.startswith("This is about you")
    assert await circle.role(lesia, group) == ""
    await desk.sends("press", text=yes, press="p", sender="8")
    assert await circle.role(lesia, group) == groups.MEMBER


async def test_without_anybody_asking_the_card_says_so(chat: Chat, desk: Phone) -> None:
    await Circle(chat).group()
    assert "Nobody asks to join now." in (await desk.sends_payload("a:m-asking:1")).text
