"""Where each pairing is confirmed: nobody is asked before a moderator says yes; where it is seen, it is listed."""

from dataclasses import replace

import pytest

from bot.domain import trust
from bot.domain.matching import Ask
from storage import groups, offers, persons, requests
from tests.chat import Chat, Phone
from tests.circle import PAPERS, Circle, heard
from tests.handlers.moderators import stand


@pytest.fixture
def circle(chat: Chat, desk: Phone) -> Circle:
    """People over the chat, and an English desk."""
    return Circle(chat)


async def group_of(circle: Circle, mode: str, *phones: Phone) -> int:
    """A group with a mode, and its members."""
    async with circle.database.transaction() as session:
        group = await groups.add(session, f"Kolo {mode}", "GE")
        await groups.change(session, group.id, mode=mode)
        for phone in phones:
            await groups.join(session, circle.id(phone), group.id)
    return group.id


async def asks_in(circle: Circle, phone: Phone, group_id: int, ask: Ask = PAPERS) -> int:
    """A request of a group."""
    async with circle.database.transaction() as session:
        number = await requests.add(session, circle.id(phone), "en", group_id, ask, held=False)
        request = await requests.by_number(session, number)
        assert request is not None
    return request.id


async def statuses(circle: Circle, request_id: int) -> list[str]:
    """The states of a request's offers."""
    async with circle.database.transaction() as session:
        made = await offers.of_request(session, request_id)
    return [offer.status for offer in sorted(made, key=lambda offer: offer.deadline)]


async def test_in_a_confirmed_group_the_helper_is_asked_only_after_the_yes(
    circle: Circle, desk: Phone
) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    request_id = await asks_in(circle, olha, await group_of(circle, trust.CONFIRMED, olha, petro))
    await circle.chat.work()
    assert not petro.messages
    assert desk.screen.text.startswith("May helper 1 be asked about request 1?")
    assert "same group, or beside: +30" in desk.screen.text
    assert PAPERS.words not in desk.screen.text
    await desk.presses("Yes, ask")
    assert "Confirmed by a moderator: helper 1 is being asked." in desk.screen.text
    assert heard(petro, "Can you help?") == 1
    await petro.presses("I can help")
    assert (await circle.request(request_id)).status == requests.MATCHED
    assert await stand.acts(circle.chat) == ["confirm request 1"]


async def test_a_moderator_does_not_confirm_their_own_pairing(circle: Circle, desk: Phone) -> None:
    olha, lesia = await circle.joins(), await circle.approved(await circle.joins_as("7"))
    await asks_in(circle, olha, await group_of(circle, trust.CONFIRMED, olha, lesia))
    await circle.chat.work()
    question = desk.screen
    await desk.presses("Yes, ask")
    assert desk.screen.text.startswith("This is about you, so another moderator decides.")
    await desk.sends("press", text=question.rows[1][0][1], message=question.id, press="p", sender="8")
    assert heard(lesia, "Can you help?") == 1


async def test_somebody_else_is_proposed_when_a_moderator_wishes_so(circle: Circle, desk: Phone) -> None:
    olha, petro, vira = await circle.joins(), await circle.helper(), await circle.helper()
    request_id = await asks_in(circle, olha, await group_of(circle, trust.CONFIRMED, olha, petro, vira))
    await circle.chat.work()
    first = desk.screen.text
    await desk.presses("No, somebody else")
    await circle.chat.work()
    assert desk.screen.text.startswith("May helper ")
    assert desk.screen.text != first
    assert await statuses(circle, request_id) == [offers.LAPSED, offers.PROPOSED]
    assert not petro.messages
    assert not vira.messages


async def test_of_two_moderators_who_confirm_one_asks(circle: Circle, desk: Phone) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    await asks_in(circle, olha, await group_of(circle, trust.CONFIRMED, olha, petro))
    await circle.chat.work()
    ((_label, payload, _style),) = desk.screen.rows[1]
    for _moderator in range(2):
        await desk.sends_payload(payload)
    assert "This proposal is over" in desk.screen.text
    assert heard(petro, "Can you help?") == 1


async def test_a_proposal_that_nobody_answers_is_made_anew(circle: Circle, desk: Phone) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    group_id = await group_of(circle, trust.CONFIRMED, olha, petro)
    request_id = await asks_in(circle, olha, group_id, replace(PAPERS, urgency="today"))
    await circle.chat.work()
    await circle.chat.passes(hours=3)
    assert await statuses(circle, request_id) == [offers.LAPSED, offers.PROPOSED]
    assert heard(desk, "Alert 1, pairing to confirm: closed.") == 1
    assert heard(desk, "May helper 1 be asked") == 1
    assert not petro.messages


async def test_a_request_taken_back_ends_its_proposal(circle: Circle, desk: Phone) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    request_id = await asks_in(circle, olha, await group_of(circle, trust.CONFIRMED, olha, petro))
    await circle.chat.work()
    await olha.sends_payload(f"a:drop-request:{request_id}")
    await desk.presses("Yes, ask")
    assert "This proposal is over" in desk.screen.text
    assert not petro.messages


async def test_a_wish_of_either_person_makes_the_pairing_stricter(circle: Circle, desk: Phone) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    async with circle.database.transaction() as session:
        person = await persons.get(session, circle.id(petro))
        assert person is not None
        await persons.tell(session, person, trust=trust.CONFIRMED)
    await asks_in(circle, olha, await group_of(circle, trust.PEERS, olha, petro))
    await circle.chat.work()
    assert not petro.messages
    assert heard(desk, "May helper 1 be asked") == 1


async def test_a_helper_of_a_stricter_group_brings_its_mode_along(circle: Circle, desk: Phone) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    ours = await group_of(circle, trust.PEERS, olha)
    await group_of(circle, trust.CONFIRMED, petro)
    await asks_in(circle, olha, ours)
    await circle.chat.work()
    assert not petro.messages
    assert heard(desk, "May helper 1 be asked") == 1


async def test_where_pairings_are_seen_they_wait_in_the_queue_until_somebody_has_looked(
    circle: Circle, desk: Phone
) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    await asks_in(circle, olha, await group_of(circle, trust.SEEN, olha, petro))
    await circle.chat.work()
    await petro.presses("I can help")
    assert "Pairings to look at: 1" in (await desk.says("/queue")).text
    listed = await desk.presses("Pairings to look at")
    assert "Helper 1" in listed.text
    done = await desk.presses("I have looked at these")
    assert "This list is empty now." in done.text
    assert "Pairings to look at: 0" in (await desk.says("/queue")).text
    assert "pairing looked at: talk 1" in (await desk.says("/audit")).text


async def test_among_peers_no_moderator_has_to_look(circle: Circle, desk: Phone) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    await asks_in(circle, olha, await group_of(circle, trust.PEERS, olha, petro))
    await circle.chat.work()
    await petro.presses("I can help")
    assert "Pairings to look at: 0" in (await desk.says("/queue")).text


async def test_every_change_of_a_match_is_in_the_audit(circle: Circle, desk: Phone) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    match_id = await circle.matched(olha, petro)
    await olha.sends_payload(f"a:outcome:{match_id}:not_needed")
    shown = (await desk.says("/audit 1")).text
    assert "What was done about request 1" in shown
    assert "the program" in shown
    assert "brought together: talk 1" in shown
    assert "ended: talk 1\nno longer needed" in shown
    assert shown.count("talk 1") == 2
