"""Closing a group loses nobody: told once, requests go on, invitations and drafts that lead there end kindly."""

from storage import groups, persons, requests
from storage.groups import Group
from storage.outbox import Outgoing, Priority
from tests.chat import Chat, Phone
from tests.circle import PAPERS, Circle, heard
from tests.handlers.moderators import stand

TOLD = "The group Tbilisi is closed. Nothing of yours is lost"


async def close(desk: Phone) -> None:
    await desk.says("/closegroup 1")
    await desk.presses("Close the group")
    await stand.agrees(desk)


async def ask(circle: Circle, phone: Phone, group: Group) -> int:
    """A request of the group; its id."""
    async with circle.database.transaction() as session:
        number = await requests.add(session, circle.id(phone), "en", group.id, PAPERS, held=False)
        request = await requests.by_number(session, number)
        assert request is not None
        return request.id


async def test_it_is_asked_once_and_leaving_it_open_changes_nothing(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    olha = await circle.joins()
    group = await circle.group("Tbilisi", olha)
    asked = await desk.says("/closegroup 1")
    assert "It has 1 person, who will be told." in asked.text
    await desk.presses("Back to the card")
    assert await circle.role(olha, group) == groups.MEMBER
    assert not olha.messages


async def test_everybody_hears_once_and_requests_go_on(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    olha, petro, iryna = await circle.joins(), await circle.joins("viber"), await circle.joins(place="danger")
    group = await circle.group("Tbilisi", olha, petro, iryna)
    request = await ask(circle, olha, group)
    await close(desk)
    assert "Group 1 is closed." in desk.screen.text
    assert "3 people have been told." in desk.screen.text
    assert [heard(phone, TOLD) for phone in (olha, petro, iryna)] == [1, 1, 0]
    assert "Something about your groups has changed." in iryna.screen.text
    found = await circle.request(request)
    assert (found.group_id, found.status) == (0, requests.WAITING)
    assert (await stand.acts(chat))[-1] == "close-group group 1"


async def test_nobody_is_hurried_by_it(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    olha = await circle.joins()
    await circle.group("Tbilisi", olha)
    await desk.says("/closegroup 1")
    await desk.presses("Close the group")
    sent: list[Outgoing] = []
    passed, chat.database.committed = chat.database.committed, sent.extend
    await stand.agrees(desk)
    passed(sent)
    told = [out.priority for out in sent if out.account.person_id == circle.id(olha)]
    assert told == [Priority.BULK]


async def test_one_moderator_alone_closes_nothing(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    olha = await circle.joins()
    group = await circle.group("Tbilisi", olha)
    await desk.says("/closegroup 1")
    await desk.presses("Close the group")
    await stand.agrees(desk, "7")
    assert await circle.role(olha, group) == groups.MEMBER
    assert not olha.messages


async def test_a_group_is_closed_once_and_no_button_of_it_works_any_more(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    olha = await circle.joins()
    await circle.group("Tbilisi", olha)
    await close(desk)
    for row in ("m-end-group:1", "m-shut:1", "m-group:1", "m-mode:1-peers", "m-lead:1", "m-invite:1"):
        assert (await desk.sends_payload(f"a:{row}")).text == "There is no group 1. /groups shows them."
    assert heard(olha, TOLD) == 1


async def test_new_requests_of_its_members_are_of_no_group(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    olha = await circle.joins()
    group = await circle.group("Tbilisi", olha)
    await olha.sends_payload(f"a:group-main:{group.id}")
    await close(desk)
    async with chat.database.transaction() as session:
        person = await persons.get(session, circle.id(olha))
        assert person is not None
        assert person.profile.group == group.id
    await olha.says("/ask")
    for label in (
        "Documents",
        "Passport",
        "Skip",
        "No hurry",
        "Skip",
        "No preference",
        "Skip",
        "Send",
    ):
        await olha.presses(label)
    async with chat.database.transaction() as session:
        (request,) = await requests.of_person(session, circle.id(olha))
    assert request.group_id == 0


async def test_its_invitations_lead_to_a_kind_answer(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    olha = await circle.joins()
    group = await circle.group()
    async with chat.database.transaction() as session:
        await groups.invite(session, group.id, "a-token")
    await close(desk)
    assert (
        "The group that you were invited to is closed." in (await olha.says("/start", context="a-token")).text
    )
    await olha.sends_payload(f"a:join:{group.id}")
    assert "This invitation is no longer valid." in olha.screen.text
    assert await circle.role(olha, group) == ""
