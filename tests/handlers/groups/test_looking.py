"""Looking for a group and asking to join: near ones first, twice is once, and it can be taken back."""

from storage import groups, joinings
from tests.chat import Phone
from tests.circle import Circle, heard
from tests.handlers.groups.stand import fits


async def waiting(circle: Circle, phone: Phone) -> list[int]:
    """The groups whose answer a person waits for."""
    async with circle.database.transaction() as session:
        asked = await joinings.of_person(session, circle.id(phone))
        return [each.group_id for each in asked if each.status == joinings.OPEN]


async def test_groups_of_the_own_region_come_first_then_of_the_country(circle: Circle) -> None:
    olha = await circle.joins(region="UA-46")
    mine = await circle.group("Mine", olha, region="UA-46")
    for name, region in (("Tbilisi", "GE"), ("Kyiv", "UA-30"), ("Lviv", "UA-46")):
        await circle.group(name, region=region)
    await olha.sends_payload("a:group-look:0")
    assert olha.screen.labels == ["Lviv", "Kyiv", "Tbilisi", "My groups", "Menu"]
    assert mine.name not in olha.screen.text


async def test_who_did_not_say_where_they_are_sees_them_by_number(circle: Circle) -> None:
    olha = await circle.joins()
    for name, region in (("Tbilisi", "GE"), ("Kyiv", "UA-30")):
        await circle.group(name, region=region)
    assert (await olha.sends_payload("a:group-look:0")).labels[:2] == ["Tbilisi", "Kyiv"]


async def test_many_groups_have_pages_that_fit(circle: Circle) -> None:
    olha = await circle.joins("viber")
    names = [f"Circle {number} ".ljust(28, "w") for number in range(7)]
    for name in names:
        await circle.group(name)
    await olha.sends_payload("a:group-look:0")
    assert olha.screen.labels == [*names[:5], "Further", "My groups", "Menu"]
    assert (await olha.presses("Further")).labels == [*names[5:], "My groups", "Menu"]
    assert names[0] in (await olha.sends_payload("a:group-look:7000")).labels
    for start in (0, 5):
        await fits(circle, olha, f"a:group-look:{start}")


async def test_where_there_is_no_other_group_it_says_so(circle: Circle) -> None:
    olha = await circle.joins()
    await circle.group("Tbilisi", olha)
    assert "There is no other group yet." in (await olha.sends_payload("a:group-look:0")).text


async def test_asking_twice_is_once_and_can_be_taken_back(circle: Circle) -> None:
    olha, group = await circle.joins(), await circle.group("Tbilisi")
    petro = await circle.coordinator(group)
    await olha.sends_payload(f"a:group:{group.id}")
    await olha.presses("Ask to join")
    assert "The group Tbilisi has been asked." in olha.screen.text
    await olha.sends_payload(f"a:group-ask:{group.id}")
    assert "You have asked this group before." in olha.screen.text
    assert "Tbilisi" not in (await olha.sends_payload("a:group-look:0")).text
    assert heard(petro, "A person asks to join the group Tbilisi.") == 1
    assert "• Tbilisi · Georgia · asked to join" in (await olha.says("/groups")).text
    await olha.presses("Tbilisi")
    assert "Taken back." in (await olha.presses("Take it back")).text
    assert await waiting(circle, olha) == []
    assert "There is nothing to take back." in (await olha.sends_payload(f"a:group-unask:{group.id}")).text


async def test_who_is_in_it_cannot_ask(circle: Circle) -> None:
    olha = await circle.joins()
    group = await circle.group("Tbilisi", olha)
    assert "in this group already" in (await olha.sends_payload(f"a:group-ask:{group.id}")).text
    assert await waiting(circle, olha) == []


async def test_only_three_groups_are_asked_at_a_time(circle: Circle) -> None:
    olha = await circle.joins()
    found = [await circle.group(f"Circle {number}") for number in range(4)]
    for group in found:
        await olha.sends_payload(f"a:group-ask:{group.id}")
    assert "waiting for the answer of 3 groups" in olha.screen.text
    assert len(await waiting(circle, olha)) == 3
    await olha.sends_payload(f"a:group-unask:{found[0].id}")
    await olha.sends_payload(f"a:group-ask:{found[3].id}")
    assert found[3].id in await waiting(circle, olha)


async def test_a_womens_circle_says_for_whom_it_is_and_asks_for_no_proof(circle: Circle) -> None:
    olha, group = await circle.joins(), await circle.group("Tbilisi")
    async with circle.database.transaction() as session:
        await groups.change(session, group.id, kind=groups.WOMEN)
    await olha.sends_payload(f"a:group:{group.id}")
    assert "Nobody asks for proof." in olha.screen.text
    assert "Please ask only if you are a woman" in olha.screen.text
    await olha.presses("Ask to join")
    assert await circle.role(olha, group) == ""
    assert await waiting(circle, olha) == [group.id]


async def test_asking_and_taking_back_again_and_again_asks_the_coordinators_once(circle: Circle) -> None:
    olha, group = await circle.joins(), await circle.group()
    lead = await circle.coordinator(group)
    for _time in range(5):
        await olha.sends_payload(f"a:group-ask:{group.id}")
        assert "has been asked" in olha.screen.text
        await olha.sends_payload(f"a:group-unask:{group.id}")
    assert heard(lead, "A person asks to join") == 1
    await lead.presses("Yes, take in")
    assert await circle.role(olha, group) == "", "it was taken back"


async def test_what_is_asked_again_can_be_answered_by_the_first_question(circle: Circle) -> None:
    olha, group = await circle.joins(), await circle.group()
    lead = await circle.coordinator(group)
    for action in ("group-ask", "group-unask", "group-ask"):
        await olha.sends_payload(f"a:{action}:{group.id}")
    await lead.presses("Yes, take in")
    assert await circle.role(olha, group) == groups.MEMBER
