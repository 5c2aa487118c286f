"""Invitations: links and pictures for both messengers, and only a hash in the database."""

import re

from storage import groups, media
from tests.chat import Chat, Phone
from tests.handlers.moderators import stand


async def test_one_invitation_leads_to_the_group_on_both_messengers(chat: Chat, desk: Phone) -> None:
    await desk.says("/newgroup Tbilisi, Georgia")
    await desk.says("/invite 1")
    telegram, viber = desk.messages[-2:]
    assert telegram.picture
    assert viber.picture
    first = re.search(r"https://t\.me/kolo_bot\?start=([\w-]{22})\n", telegram.text)
    second = re.search(r"viber://pa\?chatURI=kolo&context=([\w-]{22})\n", viber.text)
    assert first is not None
    assert second is not None
    assert first[1] == second[1]
    async with chat.database.transaction() as session:
        group = await groups.invited_to(session, first[1])
        assert group is not None
        assert group.name == "Tbilisi"


async def test_each_press_makes_a_new_invitation_and_keeps_the_card(chat: Chat, desk: Phone) -> None:
    await desk.says("/newgroup Tbilisi, Georgia")
    await desk.says("/group 1")
    await desk.presses("Invite")
    await desk.presses("Invite")
    links = re.findall(r"start=([\w-]{22})", "\n".join(desk.texts))
    assert len(set(links)) == 2
    assert any(text.startswith("Group: 1 Tbilisi") for text in desk.texts)
    assert (await stand.acts(chat))[-2:] == ["invite group 1", "invite group 1"]


async def test_a_messenger_that_is_off_is_left_out(chat: Chat, desk: Phone) -> None:
    chat.database.links.viber = ""
    await desk.says("/newgroup Tbilisi, Georgia")
    await desk.says("/invite 1")
    assert "viber" not in "\n".join(desk.texts).lower()
    chat.database.links.telegram = ""
    answer = await desk.says("/invite 1")
    assert "No messenger is connected yet" in answer.text


async def test_the_picture_is_ready_and_belongs_to_nobody(chat: Chat, desk: Phone) -> None:
    async with chat.database.transaction() as session:
        id = await media.keep(session, b"a picture")
        assert await media.body(session, id) == (media.READY, b"a picture")
        assert await media.to_fetch(session) == []


async def test_it_lasts_as_many_days_as_were_said_and_can_be_ended(chat: Chat, desk: Phone) -> None:
    await desk.says("/newgroup Tbilisi, Georgia")
    await desk.says("/invite 1 7")
    assert "until 28 November 2026" in desk.screen.text
    assert desk.screen.picture
    await desk.says("/group 1")
    assert "Invitations: 1" in desk.screen.text
    await desk.presses("End invitations")
    assert desk.screen.text.startswith("1 invitation leads nowhere any more.")
    await desk.sends_payload("a:m-uninvite:1")
    assert desk.screen.text.startswith("No invitation into this group holds now.")
