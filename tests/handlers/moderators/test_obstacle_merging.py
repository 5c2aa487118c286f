"""Two obstacles that are one: merged after a question, told once to everybody, and taken back by history."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.domain.obstacles import states
from storage import known_obstacles, obstacle_reports, obstacles
from storage.obstacle_questions import QuestionRow
from storage.obstacle_reports import ReportRow
from tests.chat import Chat, Phone
from tests.circle import Circle, heard
from tests.handlers.moderators import stand
from tests.handlers.obstacles.stand import QUEUE, TRANSLATION, comes, in_other_words, now, reports, tells
from tests.machine import PATIENCE

HERE = "is in number 1 now"


async def told(chat: Chat) -> tuple[Circle, Phone, Phone, Phone]:
    """Olha told of 1; Petro of 2, which is the same; Ivan is in both."""
    circle = Circle(chat)
    olha, petro, ivan = await circle.joins(), await circle.joins("viber"), await circle.joins()
    first, second = await tells(circle, olha), await tells(circle, petro, in_other_words())
    await tells(circle, ivan, QUEUE, first.id)
    await tells(circle, ivan, replace(QUEUE, words="once more, in other words"), second.id)
    return circle, olha, petro, ivan


async def people(circle: Circle, number: int) -> set[int]:
    """Who is in an obstacle."""
    return {report.person_id for report in await reports(circle, number)}


async def test_the_question_shows_both_and_changes_nothing(chat: Chat, desk: Phone) -> None:
    circle, *_people = await told(chat)
    await desk.says("/merge 2 1")
    for said in ("Is number 2 the same as number 1?", "Number 2:", "Number 1:"):
        assert said in desk.screen.text
    found = await now(circle, 2)
    assert found is not None
    assert not found.merged_into


async def test_everybody_moves_counts_once_and_hears_once(chat: Chat, desk: Phone) -> None:
    circle, olha, petro, ivan = await told(chat)
    await desk.says("/merge 2 1")
    await desk.presses("2 → 1")
    assert "Number 2 is in number 1 now" in desk.screen.text
    assert "3 people met it." in desk.screen.text
    assert await people(circle, 1) == {circle.id(phone) for phone in (olha, petro, ivan)}
    await chat.work()
    await chat.work()
    assert [heard(phone, HERE) for phone in (olha, petro, ivan)] == [0, 1, 1]
    assert "merge obstacle 2" in await stand.acts(chat)
    await desk.says("/obstacle 1")
    assert "2 merged into it" in desk.screen.text


async def test_what_was_told_before_is_not_told_again(chat: Chat, desk: Phone) -> None:
    _circle, olha, petro, _ivan = await told(chat)
    await desk.sends_payload("a:m-move:1-asked")
    await chat.work()
    await desk.sends_payload("a:m-join-two:2-1")
    await chat.work()
    assert heard(petro, "The authority was asked about it") == 0
    assert "It stands so: the authority was asked." in petro.screen.text
    await desk.sends_payload("a:m-move:1-solved")
    await chat.work()
    assert [heard(phone, "It counts as solved") for phone in (olha, petro)] == [1, 1]
    assert heard(petro, HERE) == 1


async def test_after_four_weeks_each_is_asked_once_about_the_one(chat: Chat, desk: Phone) -> None:
    _circle, olha, petro, ivan = await told(chat)
    await desk.sends_payload("a:m-join-two:2-1")
    await chat.passes(days=28)
    asked = "Obstacle number 1: does it still stand"
    assert [heard(phone, asked) for phone in (olha, petro, ivan)] == [1, 1, 1]
    assert heard(ivan, "Obstacle number 2: does") == 0


async def test_a_question_from_before_follows_and_brings_nothing_back(chat: Chat, desk: Phone) -> None:
    circle, _olha, petro, _ivan = await told(chat)
    await chat.passes(days=28)
    await desk.sends_payload("a:m-move:1-solved")
    await desk.sends_payload("a:m-join-two:2-1")
    await petro.presses("It is still there")
    assert "Thank you" in petro.screen.text
    found = await now(circle, 1)
    assert found is not None
    assert found.status == states.SOLVED


async def test_old_buttons_and_numbers_lead_to_the_one(chat: Chat, desk: Phone) -> None:
    circle, _olha, petro, ivan = await told(chat)
    second = await now(circle, 2)
    assert second is not None
    await desk.sends_payload("a:m-join-two:2-1")
    await petro.says("/obstacle 2")
    assert "Number 1:" in petro.screen.text
    await ivan.sends_payload(f"a:obstacle:{second.id}")
    assert "Number 1:" in ivan.screen.text
    await ivan.says("/obstacle")
    assert "Number 2:" not in ivan.screen.text


async def test_who_leaves_takes_also_what_was_laid_aside(chat: Chat, desk: Phone) -> None:
    circle, _olha, _petro, ivan = await told(chat)
    first = await now(circle, 1)
    assert first is not None
    await desk.sends_payload("a:m-join-two:2-1")
    await ivan.sends_payload(f"a:obstacle-leave:{first.id}:yes")
    async with chat.database.transaction() as session:
        assert not await obstacle_reports.of_person(session, circle.id(ivan))
        assert await obstacles.by_number(session, 2) is not None


async def test_a_merge_is_taken_back_as_it_was(chat: Chat, desk: Phone) -> None:
    circle, olha, petro, _ivan = await told(chat)
    before = {number: await people(circle, number) for number in (1, 2)}
    await desk.sends_payload("a:m-join-two:2-1")
    await chat.work()
    newcomer = await circle.joins()
    first = await now(circle, 1)
    assert first is not None
    await tells(circle, newcomer, QUEUE, first.id)
    await desk.says("/obstacle 2")
    assert "It is one with number 1 now." in desk.screen.text
    await desk.presses("Take the merge back")
    assert "stands alone again" in desk.screen.text
    assert await people(circle, 1) == before[1] | {circle.id(newcomer)}
    assert await people(circle, 2) == before[2]
    await chat.work()
    assert heard(petro, "is number 2 of its own now") == 1
    assert heard(olha, "of its own") == 0
    await desk.sends_payload("a:m-unjoin:2")
    assert "is not merged into another" in desk.screen.text


@pytest.mark.parametrize("row", ["1-1", "2-2"])
async def test_a_merge_into_itself_is_refused(chat: Chat, desk: Phone, row: str) -> None:
    _circle, *_people = await told(chat)
    await desk.sends_payload(f"a:m-join-two:{row}")
    assert desk.screen.text == "An obstacle cannot be merged into itself. Nothing has changed."
    await desk.says(f"/merge {row.replace('-', ' ')}")
    assert desk.screen.text == "An obstacle cannot be merged into itself. Nothing has changed."
    assert not any(act.startswith("merge") for act in await stand.acts(chat))


async def test_what_is_merged_is_not_merged_moved_or_split_again(chat: Chat, desk: Phone) -> None:
    circle, *_people = await told(chat)
    third = await circle.joins()
    await tells(circle, third, QUEUE)
    for _twice in range(2):
        await desk.sends_payload("a:m-join-two:2-1")
    assert "Obstacle 2 is merged into another already" in desk.screen.text
    for press in ("m-join-two:3-2", "m-join-two:1-2", "m-part:2-1", "m-publish:2-yes", "m-join-with:2"):
        await desk.sends_payload(f"a:{press}")
        assert "Obstacle 2 is merged into another already" in desk.screen.text
    await desk.sends_payload("a:m-move:2-solved")
    assert "nothing has changed" in desk.screen.text
    await desk.sends_payload("a:m-join-two:1-3")
    await desk.sends_payload("a:m-unjoin:2")
    assert "Obstacle 1 is itself merged into 3" in desk.screen.text


async def test_of_two_crosswise_merges_one_is_done(chat: Chat, desk: Phone) -> None:
    """On PostgreSQL they run at once; neither waits for the other for ever."""
    circle, *_people = await told(chat)
    presses = [desk.sends_payload(f"a:m-join-two:{row}") for row in ("1-2", "2-1")]
    await asyncio.wait_for(asyncio.gather(*presses), PATIENCE)
    async with chat.database.transaction() as session:
        (alive,) = await obstacles.all_live(session)
    assert len(await people(circle, alive.number)) == 3


async def test_every_replica_finds_the_one_that_is_left(chat: Chat, desk: Phone) -> None:
    _circle, *_people = await told(chat)
    async with chat.database.transaction() as session:
        assert len(await known_obstacles.likest(session, TRANSLATION)) == 2
    await desk.sends_payload("a:m-join-two:1-2")
    async with chat.database.transaction() as session:
        assert [one.number for one in await known_obstacles.likest(session, TRANSLATION)] == [2]


async def test_candidates_are_those_that_are_most_like_it(chat: Chat, desk: Phone) -> None:
    await told(chat)
    await desk.says("/obstacle 2")
    await desk.presses("Merge")
    assert "2 → 1" in desk.screen.labels
    await desk.presses("2 → 1")
    assert "Is number 2 the same as number 1?" in desk.screen.text


async def test_who_was_in_both_answers_an_old_question_about_the_one_that_is_left(
    chat: Chat, desk: Phone
) -> None:
    circle, _olha, _petro, ivan = await told(chat)
    await chat.passes(days=28)
    assert heard(ivan, "Obstacle number 2: does it still stand") == 1
    await desk.sends_payload("a:m-join-two:2-1")
    async with chat.database.transaction() as session:
        gone = await obstacles.by_number(session, 2)
        assert gone is not None
        mine = select(QuestionRow.id).where(QuestionRow.obstacle_id == gone.id)
        (asked,) = await session.scalars(mine.where(QuestionRow.person_id == circle.id(ivan)))
    await ivan.sends_payload(f"a:obstacle-still:{asked}:still")
    assert "Obstacle number 1: ✓" in ivan.screen.text
    await chat.passes(days=29)
    assert heard(ivan, "Obstacle number 1: does it still stand") == 2
    async with chat.database.transaction() as session:
        aside = select(ReportRow.id).where(ReportRow.obstacle_id == gone.id, ReportRow.ask_at.is_not(None))
        assert not (await session.scalars(aside)).all(), "else the job would fail every hour"


async def test_who_searches_finds_the_one_that_is_left_and_once(chat: Chat, desk: Phone) -> None:
    circle, *_people = await told(chat)
    await comes(circle, 2, states.CONFIRMED)
    await desk.sends_payload("a:m-join-two:2-1")
    await (anna := await circle.joins()).says("/obstacles forty people before me every morning in the queue")
    assert [label for label in anna.screen.labels if label.startswith("Number")] == ["Number 1"]
    await anna.says("/obstacles translation of the release paper for money")
    assert [label for label in anna.screen.labels if label.startswith("Number")] == ["Number 1"]


async def test_in_the_heat_table_nobody_counts_twice_after_a_merge_and_after_it_is_taken_back(
    chat: Chat, desk: Phone
) -> None:
    await told(chat)
    await desk.sends_payload("a:m-join-two:2-1")
    await desk.says("/heat")
    assert "Zakarpattia: 3" in desk.screen.text
    await desk.sends_payload("a:m-unjoin:2")
    await desk.says("/heat")
    assert "Zakarpattia: 4" in desk.screen.text
