"""Answers that come late, twice or to an older question: clear and kind, and nothing changes."""

import pytest

from storage import matches, requests
from tests.circle import Circle, heard
from tests.handlers.test_check_in import asked, stands
from tests.handlers.test_offers import payload

GOES_ON = (matches.ACTIVE, "", requests.MATCHED, "")
TOO_OLD = "much may have changed since, so nothing was done"


@pytest.mark.parametrize("answer, reads", [("Yes, we have talked", "Good."), ("Not yet", "That is fine.")])
async def test_the_first_answers_go_on_and_say_when_the_next_question_comes(
    circle: Circle, answer: str, reads: str
) -> None:
    olha, petro, match_id = await circle.talking()
    await circle.chat.passes(days=1)
    for phone in (olha, petro):
        await phone.presses(answer)
        assert f"✓ {answer}" in phone.screen.text
        assert reads in phone.screen.text
        assert "24 November" in phone.screen.text
    assert await stands(circle, match_id) == GOES_ON


async def test_a_helper_who_cannot_reach_the_other_lets_them_be_asked(circle: Circle) -> None:
    olha, petro, match_id = await circle.talking()
    await circle.chat.passes(days=1)
    await petro.presses("I cannot reach them")
    assert heard(olha, "Yavir is here and waits for a word") == 1
    assert await stands(circle, match_id) == GOES_ON


async def test_an_older_question_cannot_be_answered_after_a_newer_one(circle: Circle) -> None:
    olha, _petro, match_id = await circle.talking()
    await circle.chat.passes(days=1)
    older = payload(olha, "It is solved")
    await circle.chat.passes(days=2)
    await olha.sends_payload(older)
    assert "This question is from 22 November" in olha.screen.text
    assert TOO_OLD in olha.screen.text
    assert olha.screen.labels == ["Open the talk", "End", "Menu"]
    assert await stands(circle, match_id) == GOES_ON


async def test_an_answer_after_a_month_changes_nothing_and_leads_to_what_can_be_done(circle: Circle) -> None:
    olha, _petro, match_id = await asked(circle)
    circle.chat.jobs = ()  # nobody asks anew meanwhile
    await circle.chat.passes(days=30)
    await olha.presses("No word from them")
    assert TOO_OLD in olha.screen.text
    assert await stands(circle, match_id) == GOES_ON
    await olha.presses("End")
    await olha.presses("It is solved")
    assert (await stands(circle, match_id))[0] == matches.CLOSED


async def test_what_is_said_unasked_answers_the_question_that_is_open(circle: Circle) -> None:
    olha, _petro, match_id = await asked(circle)
    open_question = payload(olha, "We are still talking")
    await olha.sends_payload(f"a:outcome:{match_id}:refused")
    await olha.sends_payload(open_question)
    assert "You have answered this one" in olha.screen.text
    assert await stands(circle, match_id) == GOES_ON


async def test_on_the_first_day_nothing_is_asked_of_whom_a_reminder_reaches(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    match_id = await circle.matched(olha, petro)
    await circle.chat.passes(days=1)
    await circle.writes(match_id)
    await circle.chat.passes(days=1)
    assert [heard(phone, "have you been able to talk?") for phone in (olha, petro)] == [0, 0]
    await circle.chat.passes(days=1)
    assert [heard(phone, "how is it going?") for phone in (olha, petro)] == [1, 1]


async def test_a_week_asleep_without_a_first_word_reminds_and_asks_nothing_else(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    await circle.matched(olha, petro)
    await circle.chat.passes(days=7)
    assert [heard(petro, "is waiting for a first word"), heard(olha, "has not written yet")] == [1, 1]
    assert [heard(phone, "how is it going?") for phone in (olha, petro)] == [0, 0]
