"""/match: candidates with their points, the funnel, what is missing; pins and pairs that are forbidden."""

from dataclasses import replace

import pytest

from bot.domain.matching import Skills
from storage import offers, pair_rules, requests
from tests.chat import Chat, Phone
from tests.circle import PAPERS, SKILLS, Circle
from tests.handlers.moderators import stand


@pytest.fixture
def circle(chat: Chat, desk: Phone) -> Circle:
    """People over the chat, and an English desk."""
    return Circle(chat)


async def asked(circle: Circle, request_id: int) -> list[int]:
    """Who has an open offer about a request."""
    async with circle.database.transaction() as session:
        return [offer.helper_id for offer in await offers.of_request(session, request_id, offers.OPEN)]


async def test_the_points_of_the_chosen_helper_are_shown_and_add_up(circle: Circle, desk: Phone) -> None:
    await circle.helper(region="UA-05")
    await circle.asks(await circle.joins(), replace(PAPERS, region="UA-05", urgency="today"))
    shown = (await desk.says("/match 1")).text
    assert "1: 370 points, helps 0, free 2" in shown
    parts = ["the need itself: +200", "how soon: +100", "same place, or near: +10", "often says yes: +60"]
    assert "\n".join(["Kolo chooses helper 1: 370 points", *parts]) in shown


async def test_the_funnel_says_how_many_each_rule_leaves_and_what_would_help(
    circle: Circle, desk: Phone
) -> None:
    await circle.helper(skills=Skills(("housing",), ("en",)))
    await circle.helper(skills=replace(SKILLS, languages=("uk",)))
    await circle.helper(skills=replace(SKILLS, gender="woman", times=("weekend-evening",)))
    await circle.helper(skills=SKILLS)
    await circle.asks(await circle.joins(), replace(PAPERS, wants="woman", times=("weekday-day",)))
    shown = (await desk.says("/match 1")).text
    assert "No helper fits request 1 now." in shown
    assert (
        "4 helpers in all → help with this: 3 → speak the language: 2 → a woman or a man, as asked: 1 "
        "→ at these times: 0"
    ) in shown
    assert "What would help most:" in shown
    assert "somebody with time at those hours (then 1 could be asked)" in shown
    assert "a woman or a man, as asked (then 1 could be asked)" in shown


async def test_a_helper_with_more_points_is_kept_for_a_request_that_has_nobody_else(
    circle: Circle, desk: Phone
) -> None:
    await circle.helper(capacity=1, region="UA-05", skills=replace(SKILLS, gender="woman"))
    await circle.helper(capacity=1)
    await circle.asks(await circle.joins(), replace(PAPERS, region="UA-05"))
    await circle.asks(await circle.joins(), replace(PAPERS, region="UA-05", wants="woman"))
    shown = (await desk.says("/match 1")).text
    assert "Kolo chooses helper 2" in shown
    assert "Helper 1 has 10 points more, but is kept for request 2, which has nobody else (price " in shown


async def test_a_pair_shows_its_points_and_the_one_after_it(circle: Circle, desk: Phone) -> None:
    await circle.helper(region="UA-05")
    await circle.helper()
    await circle.asks(await circle.joins(), replace(PAPERS, region="UA-05"))
    await desk.says("/match 1")
    card = await desk.presses("Helper 1")
    assert "Why helper 1: 270 points" in card.text
    assert "After that: helper 2, 260 points" in card.text
    assert card.labels == ["Ask now", "Only this helper", "Forbid this pair", "To all helpers"]


async def test_a_pinned_request_goes_to_that_helper_and_nobody_else(circle: Circle, desk: Phone) -> None:
    near, far = await circle.helper(region="UA-05"), await circle.helper()
    request_id = await circle.asks(await circle.joins(), replace(PAPERS, region="UA-05"))
    await desk.sends_payload("a:m-pin:1-2")
    assert "kept for this helper: nobody else is asked" in desk.screen.text
    await circle.chat.work()
    assert await asked(circle, request_id) == [circle.id(far)]
    await far.presses("Not now")
    await circle.chat.work()
    assert await asked(circle, request_id) == [], "nobody else, until a moderator takes it back"
    await desk.sends_payload("a:m-lift:1-2")
    await circle.chat.work()
    assert await asked(circle, request_id) == [circle.id(near)]
    assert await stand.acts(circle.chat) == ["pinned request 1", "lifted request 1"]


async def test_a_forbidden_pair_is_never_made_and_the_rest_is_solved_around_it(
    circle: Circle, desk: Phone
) -> None:
    await circle.helper(region="UA-05")
    far = await circle.helper()
    request_id = await circle.asks(await circle.joins(), replace(PAPERS, region="UA-05"))
    await desk.sends_payload("a:m-forbid:1-1")
    await circle.chat.work()
    assert await asked(circle, request_id) == [circle.id(far)]
    answer = await desk.says("/assign 1 1")
    assert "A moderator forbade this pair." in answer.text


async def test_a_second_pin_takes_the_place_of_the_first(circle: Circle, desk: Phone) -> None:
    await circle.helper()
    second = await circle.helper()
    request_id = await circle.asks(await circle.joins())
    for row in ("1-1", "1-2"):
        await desk.sends_payload(f"a:m-pin:{row}")
    async with circle.database.transaction() as session:
        (rule,) = await pair_rules.of_requests(session, [request_id])
    assert (rule.helper_id, rule.kind) == (circle.id(second), pair_rules.PINNED)


async def test_a_matched_request_has_nobody_to_choose(circle: Circle, desk: Phone) -> None:
    await circle.matched(await circle.joins(), await circle.helper())
    assert (await desk.says("/match 1")).text.startswith("Request 1 is not open any more")


async def test_a_held_request_can_be_looked_at_before_it_is_released(circle: Circle, desk: Phone) -> None:
    await circle.helper()
    olha = circle.id(await circle.joins())
    async with circle.database.transaction() as session:
        await requests.add(session, olha, "en", 0, PAPERS, held=True)
    assert "1: 260 points" in (await desk.says("/match 1")).text


async def test_an_open_offer_does_not_make_its_own_helper_look_busy(circle: Circle, desk: Phone) -> None:
    await circle.helper()
    await circle.asks(await circle.joins())
    await circle.chat.work()
    assert "points, helps 0, free 2" in (await desk.says("/match 1")).text
