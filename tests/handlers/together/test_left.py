"""The last person leaves: what was sent to an authority is still answered, and nothing of theirs stays."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from bot.domain.obstacles import states
from bot.domain.obstacles.black import BAR
from storage import obstacle_reports
from tests.circle import Circle, heard
from tests.handlers.obstacles.stand import TRANSLATION, status, tells
from tests.handlers.together import stand
from tests.handlers.together.stand import Work

SENTENCE = "They take money for what is free."


async def leaves(work: Work) -> None:
    """Ivan leaves the obstacle."""
    await work.ivan.sends_payload(f"a:obstacle-leave:{work.obstacle.id}:yes")


async def forgets(work: Work) -> None:
    """Ivan deletes everything."""
    await work.ivan.says("/forget")
    await work.ivan.presses("Delete everything")


async def sent(work: Work) -> int:
    """Petro signs, Ivan's sentence is let out, and the request is sent."""
    async with work.circle.database.transaction() as session:
        (report,) = await obstacle_reports.of_obstacle(session, work.obstacle.id)
        await obstacle_reports.retell(session, report, replace(report.story, public=SENTENCE))
        assert await obstacle_reports.release(session, report.id, True)
    request = await work.drafted()
    await work.petro.sends_payload(f"a:joint-sign:{request.id}:1")
    await work.olha.sends_payload(f"a:joint-sent:{request.id}")
    for said in ("by post", "Today", "Skip", "Send"):
        await work.olha.presses(said)
    return request.id


@pytest.mark.parametrize("goes", [leaves, forgets])
async def test_a_running_request_goes_on_without_their_words_and_its_answer_is_heard(
    circle: Circle, goes: Callable[[Work], Awaitable[None]]
) -> None:
    work = await stand.work(circle)
    id = await sent(work)
    await goes(work)
    request = await work.request()
    assert not any(said in fact for fact in request.draft.facts for said in (SENTENCE, TRANSLATION.place))
    assert sum(BAR in fact for fact in request.draft.facts) == 2
    await circle.chat.passes(days=10)
    assert heard(work.olha, "The answer is late: the five") == 1
    await work.olha.sends_payload(f"a:joint-answer:{id}")
    for said in ("refused", "Skip", "Send"):
        await work.olha.presses(said)
    await circle.chat.passes(hours=2)
    assert heard(work.petro, "The authority has answered: refused.") == 1
    await work.petro.presses("Open it")
    assert "The authority answered: refused." in work.petro.screen.text
    assert await status(circle) == states.REFUSED, "Petro signed, and may open it"
    await work.petro.says("/forget")
    await work.petro.presses("Delete everything")
    assert await status(circle) == "gone", "at once, with the words of the answer"


async def test_words_that_another_says_too_stay_in_our_copy(circle: Circle) -> None:
    work = await stand.work(circle)
    await tells(circle, await circle.joins(), TRANSLATION, work.obstacle.id)
    await work.sent()
    await leaves(work)
    assert any(TRANSLATION.place in fact for fact in (await work.request()).draft.facts)


async def test_what_is_short_and_goes_makes_no_count_black(circle: Circle) -> None:
    work = await stand.work(circle)
    async with circle.database.transaction() as session:
        (report,) = await obstacle_reports.of_obstacle(session, work.obstacle.id)
        await obstacle_reports.retell(session, report, replace(report.story, place="1"))
    await work.sent()
    await leaves(work)
    facts = (await work.request()).draft.facts
    assert facts[0] == "Кількість людей, які повідомили про це: 1."
    assert sum(BAR in fact for fact in facts) == 1


@pytest.mark.parametrize("channel", ["telegram", "viber"])
async def test_who_signed_a_draft_that_goes_with_its_obstacle_hears_it(circle: Circle, channel: str) -> None:
    work = await stand.work(circle, channel)
    request = await work.drafted()
    for phone in (work.petro, work.ivan):
        await phone.sends_payload(f"a:joint-sign:{request.id}:1")
    await leaves(work)
    assert await status(circle) == "gone"
    assert heard(work.petro, "Joint request 1 is given up before it was sent") == 1
    assert heard(work.ivan, "is given up") == 0, "who leaves knows it"
