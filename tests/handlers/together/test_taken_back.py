"""A sentence in the draft of a joint request is taken back or taken out: it stands there no more."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from handlers.moderators.split_choice import mark
from storage import obstacle_reports
from tests.circle import Circle, heard
from tests.handlers.obstacles.stand import TRANSLATION, reports, tells
from tests.handlers.together import stand
from tests.handlers.together.stand import Work

SENTENCE = "They take money for what is free."


async def unsays(work: Work, id: int) -> None:
    """The author takes it back."""
    await work.ivan.sends_payload(f"a:obstacle-unsay:{work.obstacle.id}")


async def leaves(work: Work, id: int) -> None:
    """The author leaves the obstacle."""
    await work.ivan.sends_payload(f"a:obstacle-leave:{work.obstacle.id}:yes")


async def forgets(work: Work, id: int) -> None:
    """The author deletes everything."""
    await work.ivan.says("/forget")
    await work.ivan.presses("Delete everything")


async def withdraws(work: Work, id: int) -> None:
    """A moderator withdraws it."""
    await work.circle.chat.desk().sends_payload(f"a:m-sentence:{id}-no")


async def redacts(work: Work, id: int) -> None:
    """A moderator takes it out."""
    await work.circle.chat.desk().sends_payload(f"a:m-out:{id}-public-names")


async def let_out(work: Work) -> int:
    """Ivan's sentence is let out, and Anna is in the obstacle too; return the id of Ivan's report."""
    await tells(work.circle, await work.circle.joins(), replace(TRANSLATION, place=""), work.obstacle.id)
    async with work.circle.database.transaction() as session:
        report = (await obstacle_reports.of_obstacle(session, work.obstacle.id))[0]
        await obstacle_reports.retell(session, report, replace(report.story, public=SENTENCE))
        assert await obstacle_reports.release(session, report.id, True)
    return report.id


@pytest.mark.parametrize("goes", [unsays, leaves, forgets, withdraws, redacts])
async def test_it_stands_in_the_draft_no_more_and_who_signed_is_asked_anew(
    circle: Circle, goes: Callable[[Work, int], Awaitable[None]]
) -> None:
    work = await stand.work(circle)
    id = await let_out(work)
    before = await work.drafted()
    assert any(SENTENCE in fact for fact in before.draft.facts)
    await work.petro.sends_payload(f"a:joint-sign:{before.id}:1")
    await goes(work, id)
    now = await work.request()
    assert not any(SENTENCE in fact for fact in now.draft.facts)
    assert (now.draft.questions, now.revision) == (before.draft.questions, 2)
    await circle.chat.work()
    assert heard(work.petro, "signatures have to be given anew") == 1


async def test_the_name_of_an_office_that_is_taken_out_stands_in_it_no_more(circle: Circle) -> None:
    work = await stand.work(circle)
    id = await let_out(work)
    await work.drafted()
    await circle.chat.desk().sends_payload(f"a:m-out:{id}-place-names")
    assert not any(TRANSLATION.place in fact for fact in (await work.request()).draft.facts)


async def test_words_that_stand_in_no_draft_leave_signatures_as_they_are(circle: Circle) -> None:
    work = await stand.work(circle)
    id = await let_out(work)
    before = await work.drafted()
    await circle.chat.desk().sends_payload(f"a:m-out:{id}-detail-names")
    assert await work.request() == before


async def test_a_sentence_that_is_split_off_stands_in_the_draft_of_the_old_one_no_more(
    circle: Circle,
) -> None:
    work = await stand.work(circle)
    id = await let_out(work)
    await work.drafted()
    async with circle.database.transaction() as session:
        report = await obstacle_reports.get(session, id)
        assert report is not None
    await circle.chat.desk().sends_payload(f"a:m-part-off:1-1-{mark([report])}")
    assert len(await reports(circle, 2)) == 1
    assert not any(SENTENCE in fact for fact in (await work.request()).draft.facts)
