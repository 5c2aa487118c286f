"""Who asks to join is a person and no more; one answer counts; nobody waits unheard."""

from storage import groups, joinings, persons
from storage.groups import MEMBER, Group
from tests.chat import Phone
from tests.circle import Circle, heard
from tests.handlers.groups.stand import acts, payload
from tests.handlers.moderators import stand

ASKS = "A person asks to join the group Tbilisi."
ANSWERED = "This is answered already, or was taken back."


async def asks(circle: Circle, group: Group) -> Phone:
    """A person with a name and a place asks to join."""
    olha = await circle.joins(name="Kalyna", region="GE")
    await olha.sends_payload(f"a:group-ask:{group.id}")
    return olha


async def test_a_coordinator_is_asked_without_learning_who_it_is(circle: Circle) -> None:
    group = await circle.group()
    petro, desk = await circle.coordinator(group, "viber"), circle.chat.desk()
    olha = await asks(circle, group)
    assert ASKS in petro.screen.text
    assert petro.screen.labels == ["Yes, take in", "Not now", "Menu"]
    told = petro.screen.text + str(petro.screen.rows)
    assert not [who for who in ("Kalyna", "Georgia", olha.address, str(circle.id(olha))) if who in told]
    assert not desk.messages
    await petro.presses("Yes, take in")
    assert "The person is in the group now" in petro.screen.text
    assert "You are now in the group Tbilisi." in olha.screen.text
    assert await circle.role(olha, group) == MEMBER
    assert await acts(circle) == ["join-yes group 1"]


async def test_not_now_is_told_kindly_and_rests_for_a_month(circle: Circle) -> None:
    group = await circle.group()
    petro = await circle.coordinator(group)
    olha = await asks(circle, group)
    await petro.presses("Not now")
    assert "cannot take anybody in just now. This says nothing about you." in olha.screen.text
    await olha.sends_payload(f"a:group:{group.id}")
    assert "the answer was: not now" in olha.screen.text
    await olha.sends_payload(f"a:group-ask:{group.id}")
    assert heard(petro, ASKS) == 0  # its place was taken by the answer, and no new one came
    await circle.chat.passes(days=31)
    await olha.sends_payload(f"a:group-ask:{group.id}")
    assert heard(petro, ASKS) == 1
    assert await acts(circle) == ["join-no group 1"]


async def test_the_second_answer_has_no_effect_whoever_gives_it(circle: Circle) -> None:
    group = await circle.group()
    petro, iryna = await circle.coordinator(group), await circle.coordinator(group)
    olha = await asks(circle, group)
    yes, no = payload(petro.screen, "Yes, take in"), payload(iryna.screen, "Not now")
    await petro.presses("Yes, take in")
    for phone, again in ((iryna, no), (petro, no), (petro, yes)):
        assert ANSWERED in (await phone.sends_payload(again)).text
    assert await circle.role(olha, group) == MEMBER
    assert len(await acts(circle)) == 1
    assert heard(olha, "You are now in the group") == 1


async def test_who_was_relieved_a_minute_ago_answers_without_effect(circle: Circle) -> None:
    group = await circle.group()
    petro = await circle.coordinator(group)
    olha = await asks(circle, group)
    async with circle.database.transaction() as session:
        await groups.appoint(session, circle.id(petro), group.id, MEMBER)
    assert "You do not coordinate this group now" in (await petro.presses("Yes, take in")).text
    assert await circle.role(olha, group) == ""
    assert await acts(circle) == []


async def test_a_coordinator_of_another_group_answers_without_effect(circle: Circle) -> None:
    group, other = await circle.group(), await circle.group("Batumi")
    petro, stranger = await circle.coordinator(group), await circle.coordinator(other)
    olha = await asks(circle, group)
    for label in ("Yes, take in", "Not now"):
        await stranger.sends_payload(payload(petro.screen, label))
        assert "You do not coordinate this group now" in stranger.screen.text
    await olha.sends_payload(payload(petro.screen, "Yes, take in"))
    assert await circle.role(olha, group) == ""
    await petro.presses("Yes, take in")
    assert await circle.role(olha, group) == MEMBER


async def test_a_group_that_closes_meanwhile_takes_the_question_along(circle: Circle) -> None:
    group = await circle.group()
    petro, desk = await circle.coordinator(group), circle.chat.desk()
    olha = await asks(circle, group)
    await desk.sends_payload("a:m-end-group:1")
    await stand.agrees(desk)
    assert "The group Tbilisi, which you asked to join, is closed." in olha.screen.text
    assert ANSWERED in (await petro.presses("Yes, take in")).text
    assert await circle.role(olha, group) == ""


async def test_without_a_coordinator_the_moderators_are_asked_at_once(circle: Circle) -> None:
    group, desk = await circle.group(), circle.chat.desk()
    olha = await asks(circle, group)
    assert "A person asks to join group 1, Tbilisi." in desk.screen.text
    assert "Kalyna" not in desk.screen.text
    assert str(circle.id(olha)) not in str(desk.screen.rows)
    await desk.presses("Yes, take in")
    assert await circle.role(olha, group) == MEMBER
    assert await acts(circle) == ["join-yes group 1"]


async def test_a_coordinator_in_danger_is_not_asked_and_the_moderators_are(circle: Circle) -> None:
    group, desk = await circle.group(), circle.chat.desk()
    petro = await circle.coordinator(group)
    async with circle.database.transaction() as session:
        await persons.tell(session, circle.people[petro.address], place="danger")
    await asks(circle, group)
    assert not petro.messages
    assert "asks to join group 1" in desk.screen.text


async def test_after_a_day_of_silence_the_moderators_hear_once(circle: Circle) -> None:
    group, desk = await circle.group(), circle.chat.desk()
    petro = await circle.coordinator(group)
    olha = await asks(circle, group)
    await circle.chat.passes(hours=23)
    assert not desk.messages
    await circle.chat.passes(hours=1)
    assert heard(desk, "asks to join group 1, Tbilisi. No coordinator has answered.") == 1
    await desk.says("/take 1")
    await circle.chat.passes(hours=20)
    assert heard(desk, "asks to join group 1, Tbilisi. No coordinator has answered.") == 2, "with the answer"
    await petro.presses("Yes, take in")
    assert ANSWERED in (await desk.presses("Not now")).text
    assert await circle.role(olha, group) == MEMBER


async def test_where_a_phone_may_be_searched_the_answer_names_no_group(circle: Circle) -> None:
    group = await circle.group()
    petro = await circle.coordinator(group)
    olha = await asks(circle, group)
    async with circle.database.transaction() as session:
        person = await persons.get(session, circle.id(olha))
        assert person is not None
        await persons.tell(session, person, place="danger")
    known = len(olha.messages)
    await petro.presses("Yes, take in")
    assert len(olha.messages) == known + 1
    assert "Something about your groups has changed." in olha.screen.text
    assert "Tbilisi" not in olha.screen.text
    assert await circle.role(olha, group) == MEMBER


async def test_who_comes_by_invitation_meanwhile_asks_no_more(circle: Circle) -> None:
    group = await circle.group()
    petro = await circle.coordinator(group)
    olha = await asks(circle, group)
    async with circle.database.transaction() as session:
        await groups.invite(session, group.id, "a-token")
    await olha.says("/start", context="a-token")
    await olha.presses("Join")
    assert await circle.role(olha, group) == MEMBER
    assert ANSWERED in (await petro.presses("Not now")).text
    assert await circle.role(olha, group) == MEMBER


async def test_who_leaves_kolo_asks_no_more_and_a_group_without_coordinator_is_told(circle: Circle) -> None:
    group, desk = await circle.group(), circle.chat.desk()
    petro = await circle.coordinator(group)
    olha = await asks(circle, group)
    await olha.says("/forget")
    await olha.presses("Delete everything")
    assert ANSWERED in (await petro.presses("Yes, take in")).text
    await petro.says("/forget")
    await petro.presses("Delete everything")
    assert "Group 1, Tbilisi, has no coordinator now." in desk.screen.text
    async with circle.database.transaction() as session:
        assert await joinings.counts(session) == {}
        assert await groups.members(session, group.id) == 0
