"""How is it going: each answer once, by the one who was asked, and both hear what follows."""

import asyncio

import pytest

from storage import check_ins, matches, media, requests
from tests.chat import Phone
from tests.circle import PAPERS, Circle, heard
from tests.handlers.test_offers import payload, press

HOW = "how is it going?"


async def asked(circle: Circle) -> tuple[Phone, Phone, int]:
    """Olha and Petro have talked, and three days later both are asked."""
    olha, petro, match_id = await circle.talking()
    await circle.chat.passes(days=3)
    assert HOW in olha.screen.text
    assert HOW in petro.screen.text
    return olha, petro, match_id


async def stands(circle: Circle, match_id: int) -> tuple[str, str, str, str]:
    """States and outcomes of match and request."""
    match = await circle.match(match_id)
    request = await circle.request(match.request_id)
    return match.status, match.outcome, request.status, request.outcome


GOES_ON = (matches.ACTIVE, "", requests.MATCHED, "")


async def test_still_talking_changes_nothing_and_says_when_the_next_question_comes(circle: Circle) -> None:
    olha, _petro, match_id = await asked(circle)
    await olha.presses("We are still talking")
    assert "✓ We are still talking" in olha.screen.text
    assert "28 November" in olha.screen.text
    assert olha.screen.labels == ["Open the talk", "Menu"]
    assert await stands(circle, match_id) == GOES_ON


async def test_solved_closes_both_and_both_read_a_warm_word(circle: Circle) -> None:
    olha, petro, match_id = await asked(circle)
    await olha.presses("It is solved")
    assert "It is good that it worked out" in olha.screen.text
    assert "Kalyna writes: solved" in petro.screen.text
    assert "Thank you" in petro.screen.text
    assert await stands(circle, match_id) == (matches.CLOSED, "solved", requests.CLOSED, "solved")


async def test_when_the_helper_calls_it_solved_the_other_may_say_that_it_is_not(circle: Circle) -> None:
    olha, petro, match_id = await asked(circle)
    before = (await circle.request((await circle.match(match_id)).request_id)).created_at
    await petro.presses("It is solved")
    assert "Yavir writes: solved" in olha.screen.text
    anew = payload(olha, "Not solved yet")
    await olha.presses("Not solved yet")
    assert await stands(circle, match_id) == (matches.CLOSED, "reopened", requests.WAITING, "")
    request = await circle.request((await circle.match(match_id)).request_id)
    assert request.created_at == before
    await olha.sends_payload(anew)
    assert "not here any more" in olha.screen.text
    await circle.chat.work()
    assert heard(petro, "Can you help?") == 0, "somebody else is asked"


async def test_only_who_asked_may_say_that_it_is_not_solved(circle: Circle) -> None:
    olha, petro, match_id = await asked(circle)
    await petro.presses("It is solved")
    for phone in (petro, await circle.joins()):
        await phone.sends_payload(payload(olha, "Not solved yet"))
        assert "not here any more" in phone.screen.text
    assert (await stands(circle, match_id))[2] == requests.CLOSED


async def test_no_longer_needed_closes_both(circle: Circle) -> None:
    olha, petro, match_id = await asked(circle)
    await olha.presses("No longer needed")
    assert "You can ask again at any time. Take care." in olha.screen.text
    assert "Kalyna does not need help any more" in petro.screen.text
    assert await stands(circle, match_id) == (matches.CLOSED, "not_needed", requests.CLOSED, "not_needed")


async def test_half_goes_on_with_the_same_person(circle: Circle) -> None:
    olha, petro, match_id = await asked(circle)
    await olha.presses("Partly")
    assert await stands(circle, match_id) == GOES_ON
    await olha.presses("Go on together")
    assert "Kalyna would like to go on together" in petro.screen.text
    assert await stands(circle, match_id) == GOES_ON


async def test_half_goes_on_with_somebody_else_in_its_old_place(circle: Circle) -> None:
    olha, petro, match_id = await asked(circle)
    request_id = (await circle.match(match_id)).request_id
    before = (await circle.request(request_id)).created_at
    vira = await circle.helper()
    await olha.presses("Partly")
    await olha.presses("Look for somebody else")
    assert "It keeps its place" in olha.screen.text
    assert "Kalyna would like to go on with request 1 with somebody else" in petro.screen.text
    assert await stands(circle, match_id) == (matches.CLOSED, "half", requests.WAITING, "")
    assert (await circle.request(request_id)).created_at == before
    await circle.chat.work()
    assert [heard(phone, "Can you help?") for phone in (petro, vira)] == [0, 1]


async def test_what_the_helper_calls_half_the_other_decides(circle: Circle) -> None:
    olha, petro, match_id = await asked(circle)
    await petro.presses("Partly")
    assert "Kalyna decides" in petro.screen.text
    assert "Yavir writes: part of it is done" in olha.screen.text
    assert await stands(circle, match_id) == GOES_ON
    await olha.presses("Look for somebody else")
    assert (await stands(circle, match_id))[2] == requests.WAITING


async def test_a_refusal_is_not_an_end_unless_the_person_says_so(circle: Circle) -> None:
    olha, petro, match_id = await asked(circle)
    await olha.presses("It was refused")
    assert olha.screen.labels == ["Look for somebody else", "Go on together", "Close the request", "Menu"]
    assert await stands(circle, match_id) == GOES_ON
    await olha.presses("Close the request")
    assert await stands(circle, match_id) == (matches.CLOSED, "refused", requests.CLOSED, "refused")
    assert "after a refusal" in petro.screen.text


async def test_after_a_refusal_somebody_else_can_be_asked(circle: Circle) -> None:
    olha, _petro, match_id = await asked(circle)
    await olha.presses("It was refused")
    await olha.presses("Look for somebody else")
    assert await stands(circle, match_id) == (matches.CLOSED, "refused", requests.WAITING, "")


async def test_no_word_from_the_helper_lets_somebody_else_be_asked_and_blames_nobody(circle: Circle) -> None:
    olha, petro, match_id = await asked(circle)
    await olha.presses("No word from them")
    assert "looking for somebody else" in olha.screen.text
    assert "since no word got through. That happens." in petro.screen.text
    assert await stands(circle, match_id) == (matches.CLOSED, "silent", requests.WAITING, "")
    await circle.chat.work()
    assert heard(petro, "Can you help?") == 0


async def test_no_word_from_who_asked_brings_them_one_kind_question_a_day(circle: Circle) -> None:
    olha, petro, match_id = await asked(circle)
    await petro.presses("No word from them")
    assert "Yavir is here and waits for a word" in olha.screen.text
    for _time in range(3):
        await petro.sends_payload(f"a:outcome:{match_id}:quiet")
    assert heard(olha, "is here and waits for a word") == 1
    assert await stands(circle, match_id) == GOES_ON
    await circle.chat.passes(days=1)
    await petro.sends_payload(f"a:outcome:{match_id}:quiet")
    assert heard(olha, "is here and waits for a word") == 2


async def test_a_helper_who_cannot_go_on_gives_it_back_with_thanks(circle: Circle) -> None:
    olha, petro, match_id = await asked(circle)
    vira = await circle.helper()
    await petro.presses("I cannot go on")
    assert "Now it is your turn to rest" in petro.screen.text
    assert "Yavir cannot go on with request 1" in olha.screen.text
    assert await stands(circle, match_id) == (matches.CLOSED, "left", requests.WAITING, "")
    await circle.chat.work()
    assert [heard(phone, "Can you help?") for phone in (petro, vira)] == [0, 1]


async def test_an_answer_counts_once(circle: Circle) -> None:
    olha, _petro, match_id = await asked(circle)
    talking, solved = payload(olha, "We are still talking"), payload(olha, "It is solved")
    await olha.presses("We are still talking")
    await olha.sends_payload(solved)
    assert "You have answered this one" in olha.screen.text
    await olha.sends_payload(talking)
    assert await stands(circle, match_id) == GOES_ON


async def test_an_answer_about_a_closed_match_is_thanked_and_changes_nothing(circle: Circle) -> None:
    olha, petro, match_id = await asked(circle)
    late = payload(petro, "I cannot go on")
    await olha.presses("It is solved")
    await petro.sends_payload(late)
    assert "This talk is closed already" in petro.screen.text
    await petro.sends_payload(f"a:close:{match_id}")
    assert "This talk is closed already" in petro.screen.text
    await petro.sends_payload(f"a:outcome:{match_id}:left")
    assert (await stands(circle, match_id))[2] == requests.CLOSED


async def test_somebody_elses_question_is_not_here(circle: Circle) -> None:
    olha, petro, match_id = await asked(circle)
    stranger = await circle.joins()
    for phone in (petro, stranger):
        await phone.sends_payload(payload(olha, "It is solved"))
        assert "This question is not here any more" in phone.screen.text
    for data in (f"a:close:{match_id}", f"a:outcome:{match_id}:solved", f"a:anew:{match_id}"):
        await stranger.sends_payload(data)
        assert "This question is not here any more" in stranger.screen.text
    assert await stands(circle, match_id) == GOES_ON


@pytest.mark.parametrize("said", ["", "x", "left", "quiet", "solved:solved", "SOLVED", "half_other\n"])
async def test_a_forged_answer_of_the_one_who_asked_changes_nothing(circle: Circle, said: str) -> None:
    olha, _petro, match_id = await asked(circle)
    check_in = payload(olha, "It is solved").split(":")[2]
    await olha.sends_payload(f"a:checkin:{check_in}:{said}")
    await olha.sends_payload(f"a:outcome:{match_id}:{said}")
    assert "not here any more" in olha.screen.text
    assert await stands(circle, match_id) == GOES_ON


@pytest.mark.parametrize("said", ["not_needed", "silent", "refused_end", "half_other", "together"])
async def test_a_helper_cannot_decide_for_the_one_who_asked(circle: Circle, said: str) -> None:
    _olha, petro, match_id = await asked(circle)
    await petro.sends_payload(f"a:outcome:{match_id}:{said}")
    assert "not here any more" in petro.screen.text
    assert await stands(circle, match_id) == GOES_ON


async def test_a_talk_can_be_ended_without_waiting_to_be_asked(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    match_id = await circle.matched(olha, petro)
    await petro.sends_payload(f"a:close:{match_id}")
    assert petro.screen.labels == ["It is solved", "Partly", "I cannot go on", "Back", "Menu"]
    await olha.sends_payload(f"a:close:{match_id}")
    assert len(olha.screen.labels) <= 8
    await olha.presses("No longer needed")
    assert (await stands(circle, match_id))[0] == matches.CLOSED


@pytest.mark.parametrize("said", ["half", "quiet"])
async def test_who_paused_or_reported_the_talk_hears_no_answer_of_the_other(
    circle: Circle, said: str
) -> None:
    olha, petro, match_id = await circle.talking()
    await olha.sends_payload(f"a:talk-reported:{match_id}:threats")
    told = list(olha.texts)
    await petro.sends_payload(f"a:outcome:{match_id}:{said}")
    assert "is paused: nothing is passed on now" in petro.screen.text
    assert olha.texts == told
    assert (await stands(circle, match_id))[0] == matches.ACTIVE


async def test_of_two_who_close_at_once_one_outcome_stays(circle: Circle) -> None:
    for _time in range(5):
        olha, petro, match_id = await _matched_anew(circle)
        await asyncio.gather(
            press(circle, olha, f"a:outcome:{match_id}:solved"),
            press(circle, petro, f"a:outcome:{match_id}:left"),
        )
        told = [olha.screen.text, petro.screen.text]
        assert await stands(circle, match_id) in (
            (matches.CLOSED, "solved", requests.CLOSED, "solved"),
            (matches.CLOSED, "left", requests.WAITING, ""),
        )
        assert sum(heard(phone, "This talk is closed already") for phone in (olha, petro)) == 1, told


async def _matched_anew(circle: Circle) -> tuple[Phone, Phone, int]:
    olha, petro = await circle.joins(), await circle.helper()
    async with circle.database.transaction() as session:
        number = await requests.add(session, circle.id(olha), "en", 0, PAPERS, held=True)
        request = await requests.by_number(session, number)
        assert request is not None
        await requests.move(session, request.id, (requests.HELD,), requests.MATCHED)
        match = await matches.add(session, request.id, (circle.id(olha), "Klen"), (circle.id(petro), "Osyka"))
    return olha, petro, match.id


async def test_closing_ends_the_questions_and_forgets_the_photo(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    async with circle.database.transaction() as session:
        await media.add(session, 5, circle.id(olha), "photo", "telegram", "file")
    ask = type(PAPERS)("documents", "documents.passport", media=5, media_kind="photo")
    match_id = await circle.matched(olha, petro, ask)
    await circle.writes(match_id)
    await olha.sends_payload(f"a:outcome:{match_id}:solved")
    async with circle.database.transaction() as session:
        assert await media.body(session, 5) == (media.FAILED, None)
        assert await check_ins.next_due(session, match_id, circle.id(olha), "match") is None
    await circle.chat.passes(days=40)
    assert heard(olha, HOW) + heard(petro, HOW) == 0


async def test_the_freed_helper_is_asked_about_what_waits(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.helper(capacity=1)
    match_id = await circle.matched(olha, petro)
    await circle.asks(await circle.joins())
    await circle.chat.work()
    assert heard(petro, "Can you help?") == 0
    await olha.sends_payload(f"a:outcome:{match_id}:solved")
    await circle.chat.work()
    assert heard(petro, "Can you help?") == 1


async def test_the_first_word_is_asked_for_with_a_way_out(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    match_id = await circle.matched(olha, petro)
    await circle.chat.passes(days=1)
    assert petro.screen.labels == ["Open the talk", "I cannot go on", "Menu"]
    assert olha.screen.labels == ["Open the talk", "Look for somebody else", "Menu"]
    await olha.presses("Look for somebody else")
    assert await stands(circle, match_id) == (matches.CLOSED, "silent", requests.WAITING, "")
