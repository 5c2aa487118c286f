"""Rest: in one tap, seen by nobody who asks for help; what waits goes to the next, and one tap ends it."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.matching import Ask
from storage import groups, helpers, matches, offers, requests, snapshot
from storage.helpers import Helper
from tests.chat import Phone
from tests.circle import PAPERS, SKILLS, Circle, heard
from tests.handlers.test_offers import payload, press

both = pytest.mark.parametrize("channel", ["telegram", "viber"])


async def stands(circle: Circle, phone: Phone) -> Helper:
    """The helper with this phone."""
    async with circle.database.transaction() as session:
        helper = await helpers.get(session, circle.id(phone))
    assert helper is not None
    return helper


@both
async def test_a_helper_rests_until_monday_and_comes_back_in_one_tap(circle: Circle, channel: str) -> None:
    petro = await circle.helper(channel)
    await petro.says("/rest")
    assert petro.screen.labels == [
        "Until tomorrow", "Until Monday", "Two weeks", "Until I write", "How I help", "Menu",
    ]  # fmt: skip
    await petro.presses("Until Monday")
    assert "You rest until 23 November, 10:00." in petro.screen.text
    await petro.presses("I am back")
    assert "Requests may come again." in petro.screen.text
    assert (await stands(circle, petro)).status == helpers.APPROVED


@both
async def test_on_viber_and_telegram_it_can_be_written_instead(circle: Circle, channel: str) -> None:
    petro = await circle.helper(channel)
    await petro.says("I want to rest")
    await petro.presses("Until I write")
    assert "You rest until you write" in petro.screen.text
    await circle.chat.passes(days=60)
    assert (await stands(circle, petro)).status == helpers.RESTING
    assert heard(petro, "Your rest is over") == 0


async def test_who_rests_is_asked_nothing_and_afterwards_is_asked_again(circle: Circle) -> None:
    petro = await circle.helper()
    await petro.sends_payload("a:rest:monday")
    await circle.asks(await circle.joins())
    await circle.chat.work()
    assert heard(petro, "Can you help?") == 0
    await petro.presses("I am back")
    await circle.chat.work()
    assert heard(petro, "Can you help?") == 1


async def test_an_offer_that_waits_goes_to_the_next_helper_at_once(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    request_id = await circle.asks(olha)
    await circle.chat.work()
    vira = await circle.helper()
    await petro.sends_payload("a:rest:tomorrow")
    assert "1 offer that waited for you goes to somebody else." in petro.screen.text
    await circle.chat.work()
    assert [heard(phone, "Can you help?") for phone in (petro, vira)] == [1, 1]
    await petro.presses("I can help")
    assert "already with somebody" in petro.screen.text
    assert await circle.match_of(request_id) is None
    async with circle.database.transaction() as session:
        assert [offer.status for offer in await offers.of_request(session, request_id, offers.WITHDRAWN)]


async def test_a_proposal_that_nobody_has_confirmed_is_let_go_silently(circle: Circle) -> None:
    petro = await circle.helper()
    request_id = await circle.asks(await circle.joins(), replace(PAPERS, need="housing"))
    async with circle.database.transaction() as session:
        await offers.add(session, request_id, circle.id(petro), session.now, offers.PROPOSED)
    await petro.sends_payload("a:rest:tomorrow")
    assert "that waited" not in petro.screen.text
    async with circle.database.transaction() as session:
        assert await offers.of_helper(session, circle.id(petro), *offers.HELD) == []


async def test_whom_a_resting_helper_accompanies_stays_unless_they_are_handed_over(circle: Circle) -> None:
    olha, petro = await circle.joins(name="Kalyna"), await circle.helper()
    match_id = await circle.matched(olha, petro)
    await petro.sends_payload("a:rest:two_weeks")
    assert petro.screen.labels == ["Hand over: Kalyna", "Keep them", "I am back", "How I help", "Menu"]
    await petro.presses("Keep them")
    assert "It stays with you" in petro.screen.text
    assert (await circle.match(match_id)).status == matches.ACTIVE
    assert heard(olha, "cannot go on") == 0


async def test_pressed_twice_it_is_as_it_was(circle: Circle) -> None:
    petro = await circle.helper()
    await petro.sends_payload("a:rest:monday")
    before = await stands(circle, petro)
    await circle.chat.passes(hours=1)
    await petro.sends_payload("a:rest:monday")
    assert "You are resting already." in petro.screen.text
    assert await stands(circle, petro) == before


async def test_a_rest_can_be_made_longer(circle: Circle) -> None:
    petro = await circle.helper()
    await petro.sends_payload("a:rest:tomorrow")
    await petro.says("/rest")
    assert "You rest until 22 November, 10:00." in petro.screen.text
    await petro.presses("Two weeks")
    assert "You rest until 5 December, 10:00." in petro.screen.text


async def test_back_without_a_rest_changes_nothing(circle: Circle) -> None:
    petro = await circle.helper()
    before = await stands(circle, petro)
    await petro.sends_payload("a:back:now")
    assert "You are not resting." in petro.screen.text
    assert await stands(circle, petro) == before


@pytest.mark.parametrize("status", [helpers.PENDING, helpers.REFUSED, helpers.PAUSED, helpers.STOPPED])
@pytest.mark.parametrize("data", ["a:rest:monday", "a:back:now", "a:how-much:1", "/rest"])
async def test_who_is_not_asked_anyway_reads_why_and_nothing_changes(
    circle: Circle, status: str, data: str
) -> None:
    petro = await circle.helper()
    async with circle.database.transaction() as session:
        await helpers.move(session, circle.id(petro), (helpers.APPROVED,), status)
    before = await stands(circle, petro)
    await (petro.says(data) if data.startswith("/") else petro.sends_payload(data))
    reads = {
        helpers.PENDING: "A moderator looks at your offer first.",
        helpers.PAUSED: "A moderator has paused your helping",
    }
    assert reads.get(status, "You are not asked about requests at the moment") in petro.screen.text
    assert await stands(circle, petro) == before


async def test_of_a_yes_and_a_rest_at_the_same_moment_nobody_is_left_between(circle: Circle) -> None:
    for _time in range(3):
        olha, petro = await circle.joins(), await circle.helper(skills=SKILLS)
        request_id = await circle.asks(olha)
        await circle.chat.work()
        await asyncio.gather(
            press(circle, petro, payload(petro, "I can help")), press(circle, petro, "a:rest:monday")
        )
        match = await circle.match_of(request_id)
        status = (await circle.request(request_id)).status
        assert status == (requests.MATCHED if match is not None else requests.WAITING)
        async with circle.database.transaction() as session:
            assert await offers.of_helper(session, circle.id(petro), *offers.HELD) == []
        await petro.sends_payload("a:stop-helping:yes")


async def test_the_matcher_sees_who_rests_and_until_when(circle: Circle) -> None:
    petro = await circle.helper()
    await petro.sends_payload("a:rest:monday")
    async with circle.database.transaction() as session:
        (seen,) = (await snapshot.read(session)).snapshot.candidates
        rests = await helpers.get(session, circle.id(petro))
    assert rests is not None
    assert rests.rest_until is not None
    assert (seen.active, seen.resting) == (False, True)
    assert seen.back_at == rests.rest_until.timestamp()


async def test_a_moderator_reads_who_rests_and_when_the_first_is_back(circle: Circle) -> None:
    desk = circle.chat.desk()
    petro, vira = await circle.helper(), await circle.helper()
    await petro.sends_payload("a:rest:monday")
    await vira.sends_payload("a:rest:written")
    await circle.asks(await circle.joins(), Ask("documents", "documents.passport"))
    await circle.chat.work()
    await desk.says("/match 1")
    assert "2 helpers would fit, but rest. The first is back on 23 November, 10:00." in desk.screen.text
    assert "do not rest and can be reached: 0" in desk.screen.text
    await desk.says("/gaps")
    assert "2 helpers would fit, but rest." in desk.screen.text
    await desk.says("/queue")
    assert "resting: 2" in desk.screen.text
    await desk.sends_payload(f"a:m-helper:{circle.id(petro)}")
    assert "Rests until 23 November, 10:00." in desk.screen.text


async def test_who_coordinates_a_group_sees_how_many_of_it_rest(circle: Circle) -> None:
    petro, group = await circle.helper(), await circle.group()
    vira = await circle.coordinator(group)
    async with circle.database.transaction() as session:
        await groups.join(session, circle.id(petro), group.id)
    await vira.sends_payload(f"a:coordinate:{group.id}")
    assert "Resting helpers" not in vira.screen.text
    await petro.sends_payload("a:rest:monday")
    await vira.sends_payload(f"a:coordinate:{group.id}")
    assert "Resting helpers: 1" in vira.screen.text
