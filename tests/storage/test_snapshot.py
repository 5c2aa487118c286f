"""What the matcher sees of the tables: who waits, who helps, what lies between them; and nothing that people wrote."""

from dataclasses import asdict, replace
from datetime import timedelta

from bot.domain.matching.snapshot import NOBODY, NORMAL, NOW, Candidate, Waiting
from bot.domain.times import blocks
from storage import accounts, matches, offers, pair_rules, requests, snapshot
from storage.snapshot import Seen
from tests.chat import Phone
from tests.circle import PAPERS, SKILLS, Circle


async def seen(circle: Circle) -> Seen:
    """The market at this moment."""
    async with circle.database.transaction() as session:
        return await snapshot.read(session)


async def helper_seen(circle: Circle, phone: Phone) -> Candidate:
    """One helper as the matcher sees them."""
    market = await seen(circle)
    return next(one for one in market.snapshot.candidates if one.id == circle.id(phone))


async def only(circle: Circle) -> Waiting:
    """The one request that waits."""
    (waiting,) = (await seen(circle)).snapshot.waiting
    return waiting


async def test_a_request_is_seen_without_its_words(circle: Circle) -> None:
    ask = replace(PAPERS, region="UA-05", urgency="today", wants="woman", restricted=True, in_person=True)
    await circle.asks(await circle.joins(), replace(ask, times=("weekday-day",)))
    await circle.chat.passes(hours=6)
    waiting = await only(circle)
    assert PAPERS.words not in str(asdict(waiting))
    assert (waiting.need, waiting.region, waiting.wants, waiting.wait_h) == ("documents", "UA-05", "woman", 6)
    assert (waiting.in_person, waiting.restricted, waiting.languages) == (True, True, frozenset({"en"}))
    assert waiting.slots == blocks(("weekday-day",))


async def test_times_are_told_by_the_clock_of_the_place(circle: Circle) -> None:
    await circle.asks(await circle.joins(), replace(PAPERS, region="US", times=("weekday-day",)))
    assert (await only(circle)).slots == blocks(("weekday-evening",)), "seven hours behind Kyiv"


async def test_who_cannot_be_written_to_waits_unseen_until_they_are_back(circle: Circle) -> None:
    olha = await circle.joins()
    await circle.asks(olha)
    await olha.sends("left")
    assert (await seen(circle)).snapshot.waiting == ()


async def test_an_open_offer_keeps_a_place_and_leaves_room_only_for_what_is_needed_now(
    circle: Circle,
) -> None:
    petro = await circle.helper(capacity=2)
    before = await helper_seen(circle, petro)
    assert (before.load, before.capacity, before.asked_from, before.week) == (0, 2, NORMAL, 0)
    request_id = await circle.asks(await circle.joins())
    await circle.chat.work()
    after = await helper_seen(circle, petro)
    assert (after.load, after.asked_from, after.week, after.offered) == (1, NOW, 1, 1)
    assert (await seen(circle)).asked == {request_id: frozenset({circle.id(petro)})}
    await petro.presses("I can help")
    helping = await helper_seen(circle, petro)
    assert (helping.load, helping.asked_from, helping.accepted, helping.helped_30d) == (1, NORMAL, 1, 1)


async def test_five_offers_of_a_week_leave_room_for_two_more_that_are_needed_now(circle: Circle) -> None:
    petro = await circle.helper()
    request_id = await circle.asks(await circle.joins(), replace(PAPERS, need="housing"))
    for count, least in ((5, NOW), (2, NOBODY)):
        async with circle.database.transaction() as session:
            for _offer in range(count):
                offer = await offers.add(session, request_id, circle.id(petro), session.now)
                await offers.answer(session, offer.id, offers.WITHDRAWN)
        assert (await helper_seen(circle, petro)).asked_from == least
    await circle.chat.passes(days=7, seconds=1)
    assert (await helper_seen(circle, petro)).asked_from == NORMAL


async def test_who_sleeps_may_be_woken_only_if_they_agreed(circle: Circle) -> None:
    willing, other = await circle.helper(), await circle.helper(skills=replace(SKILLS, night_ok=False))
    await circle.chat.passes(hours=9)  # 23:00 in Kyiv
    assert (await helper_seen(circle, willing)).awake_from == NOW
    assert (await helper_seen(circle, other)).awake_from == NOBODY
    market = await seen(circle)
    assert market.wakes_at == circle.database.clock.now() + timedelta(hours=9)


async def test_a_helper_who_blocked_the_bot_is_seen_as_away(circle: Circle) -> None:
    petro = await circle.helper()
    async with circle.database.transaction() as session:
        account = await accounts.of_person(session, circle.id(petro))
        assert account is not None
        await accounts.close(session, account.id)
    assert not (await helper_seen(circle, petro)).active


async def test_who_was_helped_well_is_known_to_both_sides(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    match_id = await circle.matched(olha, petro)
    async with circle.database.transaction() as session:
        await matches.close(session, match_id, "solved")
    await circle.asks(olha)
    market = await seen(circle)
    assert market.snapshot.successes == {(circle.id(olha), circle.id(petro)): 1}


async def test_pins_and_bans_are_seen_as_such(circle: Circle) -> None:
    petro, vira = await circle.helper(), await circle.helper()
    request_id = await circle.asks(await circle.joins())
    async with circle.database.transaction() as session:
        await pair_rules.put(session, request_id, circle.id(petro), pair_rules.PINNED)
        await pair_rules.put(session, request_id, circle.id(vira), pair_rules.FORBIDDEN)
    found = (await seen(circle)).snapshot
    assert found.pinned == {request_id: circle.id(petro)}
    assert found.barred == {(request_id, circle.id(vira))}


async def test_what_a_moderator_has_given_out_is_left_to_its_helper(circle: Circle) -> None:
    petro = await circle.helper()
    request_id = await circle.asks(await circle.joins())
    async with circle.database.transaction() as session:
        later = session.now + timedelta(hours=8)
        await offers.add(session, request_id, circle.id(petro), later, made_by=offers.BY_MODERATOR)
        await requests.look_again(session, request_id, session.now)
    assert (await seen(circle)).snapshot.waiting == ()


async def test_who_is_on_viber_alone_is_unreachable_while_nothing_pays(circle: Circle) -> None:
    petro, olha = await circle.helper("viber"), await circle.helper()
    for budget, reached in ((1, True), (0, False)):
        circle.database.budget = budget
        assert (await helper_seen(circle, petro)).active is reached
        assert (await helper_seen(circle, olha)).active
    async with circle.database.transaction() as session:
        other = await accounts.add(session, "telegram", "another", circle.id(petro), "en")
    assert (await helper_seen(circle, petro)).active
    async with circle.database.transaction() as session:
        await accounts.cut_off(session, other.id)
    await petro.says("/menu")  # for a day everything is free
    assert (await helper_seen(circle, petro)).active
    await circle.chat.passes(hours=25)
    assert not (await helper_seen(circle, petro)).active


async def test_an_urgent_request_goes_past_a_helper_whom_nothing_reaches(circle: Circle) -> None:
    circle.database.budget = 0
    await circle.helper("viber")
    olha, asks = await circle.helper(), await circle.joins()
    await circle.asks(asks, replace(PAPERS, urgency="now"))
    await circle.chat.work()
    assert "Can you help?" in olha.screen.text
