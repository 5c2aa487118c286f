"""Saying what helped once it is gone: it is counted, also beside a sentence that was let out."""

from dataclasses import replace

from storage import obstacle_reports
from tests.circle import Circle
from tests.handlers.obstacles.stand import TRANSLATION, reports, tells


async def test_who_says_that_it_is_gone_can_say_what_helped(circle: Circle) -> None:
    olha = await circle.joins()
    await tells(circle, olha)
    await circle.chat.passes(days=28)
    await olha.presses("It is gone")
    await olha.presses("Say what helped")
    assert "What has helped you with it?" in olha.screen.text
    for label in ("Naming the law", "Asking in writing", "Done"):
        await olha.presses(label)
    (report,) = await reports(circle)
    assert set(report.story.helped) == {"law", "in_writing"}
    assert report.story.words == TRANSLATION.words
    await olha.presses("My obstacle")
    assert "What helped:" in olha.screen.text


async def test_to_whom_it_is_still_there_that_is_not_asked(circle: Circle) -> None:
    olha = await circle.joins()
    await tells(circle, olha)
    await circle.chat.passes(days=28)
    await olha.presses("It is still there")
    assert "Say what helped" not in olha.screen.labels


async def test_it_can_be_skipped_and_a_sentence_that_was_let_out_stays_so(circle: Circle) -> None:
    olha = await circle.joins()
    known = await tells(circle, olha, replace(TRANSLATION, public="They take money."))
    (report,) = await reports(circle)
    async with circle.database.transaction() as session:
        assert await obstacle_reports.release(session, report.id, True)
    await olha.sends_payload(f"a:obstacle-helped:{known.id}")
    await olha.presses("Skip")
    assert "Nothing has changed." in olha.screen.text
    await olha.sends_payload(f"a:obstacle-helped:{known.id}")
    for label in ("A lawyer", "Done"):
        await olha.presses(label)
    (report,) = await reports(circle)
    assert report.story.helped == ("lawyer",)
    assert report.released


async def test_who_has_left_meanwhile_changes_nothing(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.joins()
    known = await tells(circle, olha)
    await tells(circle, petro, TRANSLATION, known.id)
    await petro.sends_payload(f"a:obstacle-helped:{known.id}")
    await petro.presses("A lawyer")
    async with circle.database.transaction() as session:
        (report,) = await obstacle_reports.of_person(session, circle.id(petro))
        await obstacle_reports.leave(session, report.id)
    await petro.presses("Done")
    assert "You have no obstacle with this number." in petro.screen.text


async def test_it_is_kept_also_when_the_obstacle_was_merged_meanwhile(circle: Circle) -> None:
    olha = await circle.joins()
    first = await tells(circle, olha)
    await tells(circle, await circle.joins())
    await olha.sends_payload(f"a:obstacle-helped:{first.id}")
    await olha.presses("A lawyer")
    await circle.chat.desk().sends_payload("a:m-join-two:1-2")
    await olha.presses("Done")
    assert ("lawyer",) in [report.story.helped for report in await reports(circle, 2)]
