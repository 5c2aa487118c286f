"""A moderator decides, and the world goes on: what was decided holds, frees places, and wakes nobody at night."""

import asyncio
from dataclasses import replace

import pytest

from bot.dispatch import Dispatcher
from bot.domain import trust
from bot.domain.matching.asks import URGENCIES, Urgency
from bot.incoming import Incoming
from bot.tasks import start, stop
from storage import helpers, matches, offers, pair_rules, requests
from storage.offers import Offer
from tests.chat import DESK, Chat, Phone
from tests.circle import PAPERS, SKILLS, Circle, heard
from tests.handlers.moderators.test_proposals import asks_in, group_of, statuses

ASKED = "Can you help?"


@pytest.fixture
def circle(chat: Chat, desk: Phone) -> Circle:
    """People over the chat, and an English desk."""
    return Circle(chat)


async def held(circle: Circle, request_id: int) -> list[Offer]:
    """The offers of a request that wait."""
    async with circle.database.transaction() as session:
        return await offers.of_request(session, request_id, *offers.HELD)


async def proposed(circle: Circle, urgency: Urgency = "normal") -> tuple[Phone, Phone, int]:
    """One who asks and one who helps in a group where each pairing is confirmed, with a proposal; its request."""
    olha, petro = (
        await circle.joins(),
        await circle.helper(capacity=1, skills=replace(SKILLS, night_ok=False)),
    )
    group_id = await group_of(circle, trust.CONFIRMED, olha, petro)
    request_id = await asks_in(circle, olha, group_id, replace(PAPERS, urgency=urgency))
    await circle.chat.work()
    return olha, petro, request_id


async def test_a_yes_in_the_night_asks_the_helper_in_the_morning(circle: Circle, desk: Phone) -> None:
    await circle.chat.passes(hours=6)  # 20:00 in Kyiv
    _olha, petro, request_id = await proposed(circle)
    await circle.chat.passes(hours=3)  # 23:00
    card = await desk.presses("Yes, ask")
    assert "it is night where helper 1 is, who is asked in the morning" in card.text
    await circle.chat.passes(hours=8, minutes=59)
    assert not petro.messages
    await circle.chat.passes(minutes=1)
    assert heard(petro, ASKED) == 1
    await circle.chat.passes(hours=7, minutes=59)
    await petro.presses("I can help")
    assert (await circle.request(request_id)).status == requests.MATCHED, "the time began in the morning"


async def test_moderators_are_not_asked_the_same_all_night(circle: Circle, desk: Phone) -> None:
    await circle.chat.passes(hours=7, minutes=30)  # 21:30 in Kyiv: moderators answer again at 9
    _olha, _petro, request_id = await proposed(circle, "now")
    for _hour in range(12):
        await circle.chat.passes(hours=1)
    assert heard(desk, "May helper 1 be asked") == 1
    await circle.chat.passes(hours=1)
    assert await statuses(circle, request_id) == [offers.LAPSED, offers.PROPOSED], "and then they are, anew"


async def test_a_proposed_helper_who_is_approved_no_longer_keeps_nobody_from_being_asked(
    circle: Circle, desk: Phone
) -> None:
    _olha, petro, request_id = await proposed(circle)
    async with circle.database.transaction() as session:
        await helpers.move(session, circle.id(petro), (helpers.APPROVED,), helpers.RESTING)
    await desk.presses("Yes, ask")
    assert "This proposal is over" in desk.screen.text
    assert await statuses(circle, request_id) == [offers.LAPSED]
    async with circle.database.transaction() as session:
        assert [request.id for request in await requests.to_look_at(session)] == [request_id]


async def test_two_of_whom_one_had_enough_meanwhile_are_not_confirmed(circle: Circle, desk: Phone) -> None:
    olha, petro, request_id = await proposed(circle)
    await had_enough(circle, olha, petro)
    card = await desk.presses("Yes, ask")
    assert "something has changed since" in card.text
    assert "paused or reported" in card.text
    assert not petro.messages
    assert await held(circle, request_id) == [], "the place is free again"


async def had_enough(circle: Circle, olha: Phone, petro: Phone) -> None:
    """The two had a talk about something else, which one of them paused for good."""
    async with circle.database.transaction() as session:
        number = await requests.add(session, circle.id(olha), "en", 0, PAPERS, held=True)
        other = await requests.by_number(session, number)
        assert other is not None
        await requests.move(session, other.id, (requests.HELD,), requests.MATCHED)
        match = await matches.add(session, other.id, (circle.id(olha), "Klen"), (circle.id(petro), "Osyka"))
        await matches.pause(session, match, circle.id(olha))
        await requests.move(session, other.id, (requests.MATCHED,), requests.CLOSED)
        await matches.close(session, match.id, "not_needed")


async def test_an_offer_to_somebody_whom_one_had_enough_of_is_not_here_any_more(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    request_id = await circle.asks(olha)
    await circle.chat.work()
    await had_enough(circle, olha, petro)
    await petro.presses("I can help")
    assert "This offer is not here any more" in petro.screen.text
    assert (await circle.request(request_id)).status == requests.WAITING


async def test_a_proposed_helper_with_one_place_can_be_chosen_at_once(circle: Circle, desk: Phone) -> None:
    _olha, petro, request_id = await proposed(circle)
    await desk.says("/assign 1 1")
    assert heard(petro, ASKED) == 1
    assert [offer.made_by for offer in await held(circle, request_id)] == [offers.BY_MODERATOR]


async def test_while_a_moderators_helper_is_asked_the_stated_times_go_on(circle: Circle, desk: Phone) -> None:
    olha, _petro = await circle.joins(), await circle.helper()
    await circle.asks(olha, replace(PAPERS, urgency="now"))
    await desk.says("/assign 1 1")
    await circle.chat.passes(minutes=15)
    assert heard(olha, "Nobody has been able to take request 1 yet") == 1


async def test_who_is_asked_no_longer_since_a_moderator_chose_another_is_asked_about_the_next(
    circle: Circle, desk: Phone
) -> None:
    petro = await circle.helper(capacity=1)
    await circle.asks(await circle.joins(), replace(PAPERS, urgency="today"))
    other = await circle.asks(await circle.joins())
    await circle.chat.work()
    assert heard(petro, "Can you help? Request 1.") == 1
    await circle.helper(skills=replace(SKILLS, needs=("housing",)))
    await desk.says("/assign 1 2")
    await desk.presses("I know that it fits")
    await circle.chat.work()
    assert [offer.helper_id for offer in await held(circle, other)] == [circle.id(petro)]


async def test_a_request_closed_by_a_moderator_frees_whom_it_was_shown_to(
    circle: Circle, desk: Phone
) -> None:
    petro = await circle.helper(capacity=1)
    for urgency in URGENCIES[1:]:
        await circle.asks(await circle.joins(), replace(PAPERS, urgency=urgency))
    await circle.chat.work()
    await desk.sends_payload("a:m-end:1-solved")
    await circle.chat.work()
    assert heard(petro, "Can you help? Request 2.") == 1


async def test_forbidding_a_pair_takes_back_what_is_asked_already(circle: Circle, desk: Phone) -> None:
    petro = await circle.helper()
    request_id = await circle.asks(await circle.joins())
    await circle.chat.work()
    await desk.sends_payload("a:m-forbid:1-1")
    await petro.presses("I can help")
    assert "already with somebody, or closed" in petro.screen.text
    assert (await circle.request(request_id)).status == requests.WAITING


async def test_keeping_a_request_for_one_takes_it_back_from_others(circle: Circle, desk: Phone) -> None:
    petro = await circle.helper()
    request_id = await circle.asks(await circle.joins())
    await circle.chat.work()
    vira = await circle.helper()
    await desk.sends_payload("a:m-pin:1-2")
    await circle.chat.work()
    assert [offer.helper_id for offer in await held(circle, request_id)] == [circle.id(vira)]
    await petro.presses("I can help")
    assert (await circle.request(request_id)).status == requests.WAITING


async def test_a_request_is_not_kept_for_the_person_who_asks(circle: Circle, desk: Phone) -> None:
    petro = await circle.helper()
    request_id = await circle.asks(petro)
    await desk.sends_payload("a:m-pin:1-1")
    assert "It is their own request." in desk.screen.text
    async with circle.database.transaction() as session:
        assert await pair_rules.of_requests(session, [request_id]) == []


async def test_groups_that_become_neighbours_are_looked_at_now(circle: Circle, desk: Phone) -> None:
    await circle.group("Tbilisi")
    await circle.group("Batumi")
    await circle.asks(await circle.joins(), replace(PAPERS, wants="man"))
    await circle.chat.work()
    await desk.says("/neighbours 1 2")
    async with circle.database.transaction() as session:
        assert len(await requests.to_look_at(session)) == 1


async def test_proposals_count_in_the_helpers_week(circle: Circle, desk: Phone) -> None:
    olha, petro = await circle.joins(), await circle.helper(capacity=3)
    group_id = await group_of(circle, trust.CONFIRMED, olha, petro)
    urgent = replace(PAPERS, urgency="now")
    for _request in range(6):
        await asks_in(circle, olha, group_id, urgent)
        await circle.chat.work()
        await desk.presses("Yes, ask")
        await petro.presses("Not now")
    last = [await asks_in(circle, olha, group_id, urgent) for _request in range(2)]
    await circle.chat.work()
    made = [await statuses(circle, request_id) for request_id in last]
    assert sorted(made) == [[], [offers.PROPOSED]], "the seventh of the week, and no eighth"


async def test_of_two_moderators_who_keep_a_request_for_different_helpers_one_does(circle: Circle) -> None:
    await circle.helper()
    await circle.helper()
    request_id = await circle.asks(await circle.joins())
    replicas = [Dispatcher(circle.database, lambda event: False) for _moderator in range(2)]
    workers = [start(replica.run(), "replica") for replica in replicas]
    presses = [
        Incoming("telegram", f"pin-{n}", DESK, "press", f"a:m-pin:1-{n}", sender=str(n)) for n in (1, 2)
    ]
    await asyncio.gather(*(r.receive(event) for r, event in zip(replicas, presses, strict=True)))
    await stop(*workers)
    async with circle.database.transaction() as session:
        assert len(await pair_rules.of_requests(session, [request_id])) == 1
