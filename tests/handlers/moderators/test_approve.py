"""Approving and refusing volunteers."""

from storage import helpers, requests
from tests.chat import Chat, Phone
from tests.handlers.moderators import stand


async def test_one_press_approves_and_the_card_says_so(chat: Chat, desk: Phone) -> None:
    iryna = chat.person()
    helper = await stand.volunteer(chat, iryna)
    await desk.says("/queue")
    await desk.presses("Volunteers to approve")
    await desk.presses("Helper 1")
    card = await desk.presses("Approve")
    assert card.rewritten
    assert "Approved by a moderator" in card.text
    assert "Approve" not in card.labels
    assert await stand.state(chat, helper) == helpers.APPROVED
    assert "Thank you: you are now a helper of Kolo." in iryna.screen.text
    assert iryna.screen.labels == ["Menu"]


async def test_the_second_of_two_presses_says_that_it_is_done(chat: Chat, desk: Phone) -> None:
    iryna = chat.person()
    helper = await stand.volunteer(chat, iryna)
    payload = f"a:m-approve:{helper.person_id}"
    await desk.sends_payload(payload)
    again = await desk.sends_payload(payload)
    assert "This is done already." in again.text
    assert len(iryna.messages) == 1
    assert await stand.acts(chat) == ["approve helper 1"]


async def test_a_number_approves_too(chat: Chat, desk: Phone) -> None:
    helper = await stand.volunteer(chat, chat.person())
    answer = await desk.says("/approve №1")
    assert "Helper 1: approved" in answer.text
    assert await stand.state(chat, helper) == helpers.APPROVED


async def test_a_refusal_is_gentle_and_can_be_put_right(chat: Chat, desk: Phone) -> None:
    iryna = chat.person()
    helper = await stand.volunteer(chat, iryna)
    await desk.says("/refuse 1")
    assert await stand.state(chat, helper) == helpers.REFUSED
    assert "This says nothing about you as a person" in iryna.screen.text
    await desk.presses("Approve after all")
    assert await stand.state(chat, helper) == helpers.APPROVED
    assert await stand.acts(chat) == ["refuse helper 1", "approve helper 1"]


async def test_an_approved_helper_cannot_be_refused_by_an_old_button(chat: Chat, desk: Phone) -> None:
    iryna = chat.person()
    helper = await stand.approved(chat, iryna)
    await desk.sends_payload(f"a:m-refuse:{helper.person_id}")
    assert await stand.state(chat, helper) == helpers.APPROVED
    assert not iryna.messages


async def test_an_approval_lets_the_matcher_look_again(chat: Chat, desk: Phone) -> None:
    request = await stand.request(chat, chat.person())
    async with chat.database.transaction() as session:
        await requests.look_again(session, request.id, session.now.replace(year=2030))
    await stand.volunteer(chat, chat.person())
    await desk.says("/approve 1")
    async with chat.database.transaction() as session:
        assert [found.id for found in await requests.to_look_at(session)] == [request.id]
