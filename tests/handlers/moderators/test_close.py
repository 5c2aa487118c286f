"""Closing a request by hand."""

from storage import matches, offers, requests
from tests.chat import Chat, Phone
from tests.handlers.moderators import stand


async def test_closing_asks_how_it_ended_and_tells_the_person(chat: Chat, desk: Phone) -> None:
    olha = chat.person()
    request = await stand.request(chat, olha)
    await desk.says("/request 1")
    await desk.presses("Close the request")
    assert (await stand.now(chat, request)).status == requests.WAITING
    card = await desk.presses("No help found")
    assert "State: closed, no help found" in card.text
    closed = await stand.now(chat, request)
    assert (closed.status, closed.outcome) == (requests.CLOSED, "no_help")
    assert "Request 1 is closed." in olha.screen.text
    assert await stand.acts(chat) == ["look request 1", "close request 1"]


async def test_closing_twice_changes_and_tells_nothing_new(chat: Chat, desk: Phone) -> None:
    olha = chat.person()
    request = await stand.request(chat, olha)
    await desk.sends_payload("a:m-end:1-solved")
    again = await desk.sends_payload("a:m-end:1-no_help")
    assert "It is closed already." in again.text
    assert (await stand.now(chat, request)).outcome == "solved"
    assert len(olha.messages) == 1


async def test_closing_takes_open_offers_back_and_ends_the_talk(chat: Chat, desk: Phone) -> None:
    olha, iryna, petro = chat.person(), chat.person(), chat.person()
    request = await stand.request(chat, olha)
    helper, other = await stand.approved(chat, iryna), await stand.approved(chat, petro)
    async with chat.database.transaction() as session:
        asked = await offers.add(session, request.id, other.person_id, session.now)
        await requests.move(session, request.id, (requests.WAITING,), requests.MATCHED)
        match = await matches.add(session, request.id, (request.person_id, "O"), (helper.person_id, "I"))
    await desk.sends_payload("a:m-end:1-not_needed")
    async with chat.database.transaction() as session:
        offer, ended = await offers.get(session, asked.id), await matches.get(session, match.id)
    assert offer is not None
    assert offer.status == offers.WITHDRAWN
    assert ended is not None
    assert ended.status == matches.CLOSED
    assert "The talk about request 1 has ended" in iryna.screen.text
    assert "no longer needed" in olha.screen.text


async def test_the_command_asks_how_it_ended_or_takes_the_word(chat: Chat, desk: Phone) -> None:
    for _time in range(2):
        await stand.request(chat, chat.person())
    await desk.says("/close 1")
    assert desk.screen.text.startswith("How did request 1 end?")
    await desk.says("/close 2 вирішено")
    assert "Closed by a moderator." in desk.screen.text
    assert [one.status for one in await stand.requests_now(chat)] == ["waiting", "closed"]
    await desk.says("/close 2")
    assert desk.screen.text.startswith("It is closed already.")
