"""The entrance: language, consent, place, a group by invitation or by choice."""

from sqlalchemy import update

from bot.domain import invitations
from storage import groups, joinings, persons
from storage.groups import Group, GroupRow
from tests.chat import Chat, Phone

WELCOME = "Welcome to the circle."


async def group_of(chat: Chat, name: str) -> tuple[Group, str]:
    """Open a group; return it with the token of an invitation."""
    token = invitations.new_token()
    async with chat.database.transaction() as session:
        group = await groups.add(session, name, "GE")
        await groups.invite(session, group.id, token)
    return group, token


async def to_the_group(phone: Phone, **link: str) -> None:
    await phone.says("/start", **link)
    for label in ("English", "I agree", "Abroad"):
        await phone.presses(label)


async def test_nothing_is_asked_before_the_language_and_nothing_kept_before_consent(chat: Chat) -> None:
    olha = chat.person(language="en")
    assert (await olha.says("hello")).labels[:3] == ["Українська", "Русский", "English"]
    await olha.presses("English")
    assert "Then nothing is kept." in (await olha.presses("Not now")).text


async def test_an_invitation_leads_into_its_group(chat: Chat) -> None:
    group, token = await group_of(chat, "Tbilisi")
    for channel in ("telegram", "viber"):
        person = chat.person(channel, f"5{len(chat.phones)}", "en")
        await to_the_group(person, context=token)
        assert "You are invited to the group Tbilisi." in person.screen.text
        assert WELCOME in (await person.presses("Tbilisi")).text
    async with chat.database.transaction() as session:
        assert [(g.number, g.members) for g in await groups.all_open(session)] == [(group.number, 2)]


async def test_a_forged_invitation_changes_nothing_and_the_entrance_goes_on(chat: Chat) -> None:
    await group_of(chat, "Tbilisi")
    olha = chat.person(language="en")
    await to_the_group(olha, context="not-a-token")
    assert "Is there a group that you would like to join?" in olha.screen.text


async def test_a_group_that_closes_in_the_middle_forgets_nobody(chat: Chat) -> None:
    group, _token = await group_of(chat, "Tbilisi")
    olha = chat.person(language="en")
    await to_the_group(olha)
    async with chat.database.transaction() as session:
        await session.execute(update(GroupRow).where(GroupRow.id == group.id).values(status="closed"))
    await olha.says("/language")
    assert WELCOME in (await olha.presses("English")).text


async def test_a_newcomer_who_chooses_a_group_asks_to_join_it(chat: Chat) -> None:
    group, _token = await group_of(chat, "Tbilisi")
    olha, desk = chat.person(language="en"), chat.desk()
    await to_the_group(olha)
    await olha.presses("Tbilisi")
    assert WELCOME in olha.screen.text
    assert "The group Tbilisi has been asked." in olha.screen.text
    assert "Tbilisi" in desk.screen.text
    async with chat.database.transaction() as session:
        assert await joinings.counts(session) == {group.id: 1}
        assert await groups.members(session, group.id) == 0


async def test_an_invitation_into_a_womens_circle_says_for_whom_it_is(chat: Chat) -> None:
    group, token = await group_of(chat, "Tbilisi")
    async with chat.database.transaction() as session:
        await groups.change(session, group.id, kind=groups.WOMEN)
    olha = chat.person(language="en")
    await to_the_group(olha, context=token)
    assert "Nobody asks for proof." in olha.screen.text


async def test_an_invitation_into_a_closed_group_is_told_and_others_can_be_chosen(chat: Chat) -> None:
    group, token = await group_of(chat, "Tbilisi")
    async with chat.database.transaction() as session:
        await groups.close(session, group.id)
    for others in (0, 1):
        olha = chat.person(language="en")
        await to_the_group(olha, context=token)
        assert "The group that you were invited to is closed." in olha.screen.text
        assert "Tbilisi" not in olha.screen.labels
        if not others:
            assert WELCOME in olha.screen.text
            await group_of(chat, "Batumi")
        else:
            assert olha.screen.labels[0] == "Batumi"


async def test_a_second_invitation_does_not_change_of_which_group_requests_are(chat: Chat) -> None:
    first, token = await group_of(chat, "Tbilisi")
    _second, another = await group_of(chat, "Batumi")
    olha = chat.person(language="en")
    await to_the_group(olha, context=token)
    await olha.presses("Tbilisi")
    await olha.says("/start", context=another)
    assert "You are now in the group Batumi." in (await olha.presses("Join")).text
    async with chat.database.transaction() as session:
        arrival = (await persons.arrive(session, "telegram", [olha.address]))[olha.address]
        assert arrival.person.profile.group == first.id
        assert len(await groups.mine(session, arrival.person.id)) == 2


async def test_in_danger_an_invitation_names_no_group(chat: Chat) -> None:
    group, token = await group_of(chat, "Tbilisi")
    olha = chat.person(language="en")
    await olha.says("/start")
    for label in ("English", "I agree", "In Russia or an occupied area"):
        await olha.presses(label)
    await olha.says("/start", context=token)
    assert "no groups are shown here" in olha.screen.text
    await olha.sends_payload(f"a:join:{group.id}")
    assert not [text for text in olha.texts if "Tbilisi" in text]
    async with chat.database.transaction() as session:
        assert await groups.members(session, group.id) == 0
