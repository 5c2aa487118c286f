"""A month after the end: does it hold? What does not waits again in its old place, and no figure calls it help."""

from typing import Any

import pytest

from bot.domain import outcomes
from bot.domain.alerts import REPORT
from storage import alerts, groups, matches, requests, talk_reports, track_records
from tests.chat import Phone
from tests.circle import Circle, heard
from tests.handlers.test_check_in import asked, stands
from tests.handlers.test_offers import payload

ASKED = "A month ago request 1 was closed."


async def closed(circle: Circle, said: str = "solved") -> tuple[Phone, Phone, int]:
    """Olha closes the request; a month later she is asked."""
    olha, petro, match_id = await asked(circle)
    await olha.sends_payload(f"a:outcome:{match_id}:{said}")
    await circle.chat.passes(days=30)
    return olha, petro, match_id


async def helped(circle: Circle, phone: Phone) -> Any:
    """How often a person was helped well, as the figures say."""
    async with circle.database.transaction() as session:
        return (await track_records.received(session, circle.id(phone))).get(circle.id(phone), 0)


async def test_only_who_asked_is_asked_once_and_by_day(circle: Circle) -> None:
    olha, petro, _match = await asked(circle)
    await olha.presses("It is solved")
    await circle.chat.passes(days=29, hours=23)
    assert heard(olha, ASKED) == 0
    await circle.chat.passes(hours=1)
    assert [heard(olha, ASKED), heard(petro, ASKED)] == [1, 0]
    assert olha.screen.labels == ["Yes, all is well", "Look for help again", "Menu"]
    await circle.chat.passes(days=90)
    assert [heard(olha, ASKED), heard(petro, ASKED)] == [1, 0], "silence is an answer"


async def test_it_holds_is_the_end_and_the_helper_hears_it_once(circle: Circle) -> None:
    olha, petro, match_id = await closed(circle)
    holds = payload(olha, "Yes, all is well")
    await olha.presses("Yes, all is well")
    assert "✓ Yes, all is well" in olha.screen.text
    assert "stays closed" in olha.screen.text
    await olha.sends_payload(holds)
    assert "You have answered this one" in olha.screen.text
    assert heard(petro, "Kalyna writes: it still holds") == 1
    assert await stands(circle, match_id) == (matches.CLOSED, "solved", requests.CLOSED, "solved")
    assert await helped(circle, olha) == 1


async def test_what_does_not_hold_waits_again_in_its_old_place_and_counts_as_no_help(circle: Circle) -> None:
    olha, petro, match_id = await closed(circle)
    before = await circle.request((await circle.match(match_id)).request_id)
    vira = await circle.helper()
    await olha.presses("Look for help again")
    assert "It keeps its place in the queue" in olha.screen.text
    assert heard(petro, "it takes nothing from what you did") == 1
    assert await stands(circle, match_id) == (matches.CLOSED, "reopened", requests.WAITING, "")
    now = await circle.request(before.id)
    assert (now.number, now.created_at, now.circle) == (before.number, before.created_at, before.circle)
    await circle.chat.work()
    assert [heard(phone, "Can you help?") for phone in (petro, vira)] == [0, 1]
    assert await helped(circle, olha) == 0


async def test_the_search_begins_anew_and_nobody_hears_of_a_month_without_a_helper(circle: Circle) -> None:
    desk = circle.chat.desk()
    olha, _petro, _match = await closed(circle)
    heard_before = len(desk.messages)
    await olha.presses("Look for help again")
    await circle.chat.work()
    assert len(desk.messages) == heard_before
    assert heard(olha, "Nobody") == 0


async def test_after_a_refusal_the_question_is_another_and_the_helper_hears_nothing(circle: Circle) -> None:
    olha, petro, match_id = await closed(circle, "refused_end")
    assert "was closed after a refusal" in olha.screen.text
    said = len(petro.messages)
    await olha.presses("Look for help again")
    assert (await stands(circle, match_id))[2] == requests.WAITING
    await circle.chat.work()
    assert len(petro.messages) == said


@pytest.mark.parametrize("said", outcomes.GIVES_BACK)
async def test_what_was_given_back_goes_on_and_is_not_asked_about(circle: Circle, said: str) -> None:
    olha, petro, match_id = await asked(circle)
    await (petro if said == "left" else olha).sends_payload(f"a:outcome:{match_id}:{said}")
    await circle.chat.passes(days=31)
    assert heard(olha, ASKED) == 0


@pytest.mark.parametrize("outcome, times", [("solved", 1), ("not_needed", 1), ("no_help", 0)])
async def test_what_a_moderator_closed_is_asked_about_unless_nobody_helped(
    circle: Circle, outcome: str, times: int
) -> None:
    desk = circle.chat.desk()
    olha, _petro, _match = await asked(circle)
    await desk.sends_payload(f"a:m-end:1-{outcome}")
    await circle.chat.passes(days=30)
    assert heard(olha, ASKED) == times


async def test_an_answer_after_two_weeks_comes_too_late_and_changes_nothing(circle: Circle) -> None:
    olha, _petro, match_id = await closed(circle)
    holds = payload(olha, "Look for help again")
    await circle.chat.passes(days=14)
    assert (await stands(circle, match_id))[2] == requests.CLOSED
    await circle.chat.passes(days=1)
    await olha.sends_payload(holds)
    assert "not here any more" in olha.screen.text
    assert await circle.requests(olha) == []


async def test_an_answer_after_a_month_changes_nothing_where_a_report_keeps_the_request(
    circle: Circle,
) -> None:
    olha, petro, match_id = await closed(circle)
    talk = (await circle.match(match_id)).number
    async with circle.database.transaction() as session:
        report, _new = await talk_reports.add(session, circle.id(olha), talk, "money")
        await alerts.see(session, REPORT, report.number, "", None)
    await circle.chat.passes(days=30)
    said = len(petro.messages)
    await olha.presses("Look for help again")
    assert "nothing was changed" in olha.screen.text
    assert (await stands(circle, match_id))[2] == requests.CLOSED
    assert len(petro.messages) == said


async def test_nobody_else_answers_and_no_forged_answer_counts(circle: Circle) -> None:
    olha, petro, match_id = await closed(circle)
    data = payload(olha, "Look for help again")
    for phone in (petro, await circle.joins()):
        await phone.sends_payload(data)
        assert "not here any more" in phone.screen.text
    for said in ("", "solved", "holds_not:x"):
        await olha.sends_payload(f"a:holds:{data.split(':')[2]}:{said}")
        assert "not here any more" in olha.screen.text
    assert (await stands(circle, match_id))[2] == requests.CLOSED


async def test_a_request_opened_again_and_solved_again_is_asked_about_again(circle: Circle) -> None:
    olha, _petro, _match = await closed(circle)
    await olha.presses("Look for help again")
    vira = await circle.helper()
    await circle.chat.work()
    await vira.presses("I can help")
    match = await circle.match_of((await _only(circle, olha)).id)
    assert match is not None
    await circle.writes(match.id)
    await olha.sends_payload(f"a:outcome:{match.id}:solved")
    await circle.chat.passes(days=30)
    assert heard(olha, ASKED) == 2


async def test_a_request_of_a_group_that_was_closed_goes_on_without_one(circle: Circle) -> None:
    olha, _petro, _match = await asked(circle)
    group = await circle.group("Tbilisi", olha)
    request = await _only(circle, olha)
    async with circle.database.transaction() as session:
        await requests.move(session, request.id, (requests.MATCHED,), requests.MATCHED, group_id=group.id)
    await olha.presses("It is solved")
    async with circle.database.transaction() as session:
        await groups.close(session, group.id)
    await circle.chat.passes(days=30)
    await olha.presses("Look for help again")
    assert (await circle.request(request.id)).group_id == 0


async def counted(circle: Circle, desk: Phone) -> set[str]:
    """The lines of the numbers of a year."""
    known = len(desk.messages)
    await desk.says("/stats year")
    await circle.chat.work()
    return {line for text in desk.texts[known:] for line in text.splitlines()}


async def test_the_moderators_see_how_much_held(circle: Circle) -> None:
    desk = circle.chat.desk()
    olha, _petro, _match = await closed(circle)
    numbers = await counted(circle, desk)
    assert {"no answer yet: 1", "helped: 1 (0)"} <= numbers
    await olha.presses("Look for help again")
    numbers = await counted(circle, desk)
    assert {"did not hold: 1", "helped: 0 (0)"} <= numbers
    assert "did not hold" in (await desk.says("/audit 1")).text


async def _only(circle: Circle, phone: Phone) -> requests.Request:
    async with circle.database.transaction() as session:
        (request,) = await requests.of_person(session, circle.id(phone))
    return request
