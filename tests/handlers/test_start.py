"""The entrance: language, consent, place, a group by invitation or by choice."""

from sqlalchemy import update

from bot.domain import invitations
from storage import groups
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
    assert (await olha.says("hello")).labels == ["Українська", "Русский", "English"]
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
