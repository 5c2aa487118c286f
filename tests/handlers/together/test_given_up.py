"""Drafts that are given up, questions whose author leaves altogether, and who signed and left the group: all hear."""

import pytest

from bot.domain.obstacles.black import BAR
from storage import groups, joint_requests, joint_signatures, obstacle_groups
from storage.joint_requests import DROPPED
from tests.circle import Circle, heard
from tests.handlers.moderators.stand import agrees
from tests.handlers.together import stand
from tests.handlers.together.stand import Work

QUESTION = "Who checks it?"


async def asked(work: Work) -> int:
    """Petro's question stands in the draft, and Olha signed it."""
    request = await work.drafted()
    await work.petro.sends_payload(f"a:propose-question:{request.id}")
    await work.petro.says(QUESTION)
    await work.olha.sends_payload(f"a:joint-steer:{request.id}")
    await work.olha.presses("Take the question")
    await work.olha.sends_payload(f"a:joint-sign:{request.id}:2")
    return request.id


async def forgets(work: Work) -> None:
    """Petro deletes everything."""
    await work.petro.says("/forget")
    await work.petro.presses("Delete everything")


@pytest.mark.parametrize("channel", ["telegram", "viber"])
async def test_a_draft_that_is_given_up_keeps_no_text_and_who_signed_hears_it(
    circle: Circle, channel: str
) -> None:
    work = await stand.work(circle, channel)
    request = await work.drafted()
    for phone in (work.petro, work.olha):
        await phone.sends_payload(f"a:joint-sign:{request.id}:1")
    await work.olha.sends_payload(f"a:joint-drop:{request.id}")
    await circle.chat.work()
    await circle.chat.work()
    assert heard(work.petro, "The joint request is given up before it was sent.") == 1
    assert heard(work.olha, "The joint request is given up before it was sent.") == 0, "who did it knows it"
    async with circle.database.transaction() as session:
        dropped = await joint_requests.get(session, request.id)
        assert dropped is not None
        assert (dropped.status, dropped.draft.facts, dropped.draft.questions) == (DROPPED, (), ())
        assert await joint_signatures.who(session, request.id) == []


async def test_who_signed_hears_that_the_draft_went_when_another_group_works_on_it(circle: Circle) -> None:
    work = await stand.work(circle)
    request = await work.drafted()
    await work.petro.sends_payload(f"a:joint-sign:{request.id}:1")
    other = await circle.group("Mukachevo", region="UA-21")
    now = await work.now()
    async with circle.database.transaction() as session:
        assert await obstacle_groups.give(session, now, other.id)
    await circle.chat.work()
    assert heard(work.petro, "The joint request is given up before it was sent.") == 1


async def test_with_a_group_that_is_closed_its_draft_goes_and_what_was_sent_waits(circle: Circle) -> None:
    work = await stand.work(circle)
    request = await work.drafted()
    await work.petro.sends_payload(f"a:joint-sign:{request.id}:1")
    await circle.chat.desk().sends_payload(f"a:m-end-group:{work.group.number}")
    await agrees(circle.chat.desk())
    await circle.chat.work()
    assert heard(work.petro, "The joint request is given up before it was sent.") == 1
    async with circle.database.transaction() as session:
        assert await joint_requests.of(session, work.obstacle.id) == []


async def test_a_second_question_can_follow_when_the_first_was_taken_in(circle: Circle) -> None:
    work = await stand.work(circle)
    id = await asked(work)
    await work.petro.sends_payload(f"a:propose-question:{id}")
    await work.petro.says("And who pays?")
    await work.olha.sends_payload(f"a:joint-steer:{id}")
    assert "«And who pays?»" in work.olha.screen.text


async def test_a_question_goes_out_of_the_draft_with_its_author(circle: Circle) -> None:
    work = await stand.work(circle)
    await asked(work)
    await forgets(work)
    now = await work.request()
    assert QUESTION not in now.draft.questions
    assert now.revision == 3
    await circle.chat.work()
    assert heard(work.olha, "signatures have to be given anew") == 1


async def test_a_question_that_was_sent_becomes_black_in_our_copy(circle: Circle) -> None:
    work = await stand.work(circle)
    id = await asked(work)
    await work.olha.sends_payload(f"a:joint-sent:{id}")
    for said in ("by post", "Today", "Skip", "Send"):
        await work.olha.presses(said)
    before = await work.request()
    await forgets(work)
    now = await work.request()
    assert now.draft.questions == (*before.draft.questions[:-1], BAR)
    assert (now.status, now.revision) == (before.status, before.revision)


async def test_who_signed_and_left_the_group_reads_the_answer_and_nothing_else(circle: Circle) -> None:
    work = await stand.work(circle)
    request = await work.drafted()
    await work.petro.sends_payload(f"a:joint-sign:{request.id}:1")
    await work.olha.sends_payload(f"a:joint-sent:{request.id}")
    for said in ("by post", "Today", "Skip", "Send"):
        await work.olha.presses(said)
    async with circle.database.transaction() as session:
        await groups.leave(session, circle.id(work.petro), work.group.id)
    await work.petro.sends_payload(f"a:joint:{work.obstacle.id}")
    assert "Only those who are in its group" in work.petro.screen.text, "there is no answer yet"
    await work.olha.sends_payload(f"a:joint-answer:{request.id}")
    await work.olha.presses("refused")
    await work.olha.says("Not free, they say")
    await work.olha.presses("Send")
    await circle.chat.work()
    await work.petro.presses("Open it")
    assert "«Not free, they say»" in work.petro.screen.text
    assert work.petro.screen.labels == ["Menu"]
    stranger = await circle.joins()
    await stranger.sends_payload(f"a:joint:{work.obstacle.id}")
    assert "Only those who are in its group" in stranger.screen.text
