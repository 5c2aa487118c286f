"""Somebody left the messenger: nothing is asked about their talks, the other side hears of it, and back is back."""

from storage import check_ins, matches, requests
from tests.chat import Phone
from tests.circle import Circle, heard

FIRST, HOW = "have you been able to talk?", "how is it going?"
AWAY = "cannot be reached on the messenger now"


def asked(phone: Phone) -> int:
    """How many questions about a match are on a phone."""
    return heard(phone, FIRST) + heard(phone, HOW)


async def test_whose_person_left_hears_it_once_and_is_asked_nothing(circle: Circle) -> None:
    olha, petro, match_id = await circle.talking()
    await olha.sends("left")
    await circle.chat.work()
    assert "Kalyna cannot be reached on the messenger now" in petro.screen.text
    assert petro.screen.labels == ["Open the talk", "I cannot go on", "Menu"]
    await circle.chat.passes(days=40)
    assert [asked(olha), asked(petro), heard(petro, AWAY)] == [0, 0, 1]
    assert (await circle.match(match_id)).status == matches.ACTIVE


async def test_who_is_back_is_asked_again_and_so_is_the_other(circle: Circle) -> None:
    olha, petro, _match = await circle.talking()
    await olha.sends("left")
    await circle.chat.passes(days=5)
    await olha.says("/menu")
    await circle.chat.passes(hours=1)
    assert [asked(olha), asked(petro)] == [0, 0], "not in the first moment"
    await circle.chat.passes(days=1)
    assert [heard(olha, HOW), heard(petro, HOW)] == [1, 1]
    assert [heard(olha, FIRST), heard(petro, FIRST)] == [0, 0]


async def test_who_was_away_for_a_moment_is_not_asked_earlier_nor_spoken_of(circle: Circle) -> None:
    olha, petro, _match = await circle.talking()
    await olha.sends("left")
    await olha.says("/menu")
    await circle.chat.work()
    assert heard(petro, AWAY) == 0
    assert [asked(olha), asked(petro)] == [0, 0]
    await circle.chat.passes(days=1)
    assert [asked(olha), asked(petro)] == [1, 1]


async def test_a_request_does_not_wait_for_a_helper_whom_nothing_reaches(circle: Circle) -> None:
    olha, petro, match_id = await circle.talking()
    vira = await circle.helper()
    before = await circle.request((await circle.match(match_id)).request_id)
    await petro.sends("left")
    await circle.chat.work()
    assert "Yavir has not been able to write" in olha.screen.text
    now = await circle.request(before.id)
    assert (now.status, now.created_at, now.number) == (requests.WAITING, before.created_at, before.number)
    assert heard(vira, "Can you help?") == 1


async def test_who_left_comes_back_and_leaves_again_is_noticed_again(circle: Circle) -> None:
    _olha, petro, match_id = await circle.talking()
    await petro.sends("left")
    await petro.says("/menu")
    await circle.chat.work()
    assert (await circle.match(match_id)).status == matches.ACTIVE
    await petro.sends("left")
    await circle.chat.work()
    assert (await circle.match(match_id)).outcome == "silent"


async def test_at_night_who_asked_hears_in_the_morning_and_the_next_helper_is_looked_for_at_once(
    circle: Circle,
) -> None:
    olha, petro, match_id = await circle.talking()
    await circle.chat.passes(hours=9)  # 23:00 in Kyiv
    await petro.sends("left")
    await circle.chat.work()
    assert (await circle.match(match_id)).outcome == "silent"
    assert heard(olha, "has not been able to write") == 0
    await circle.chat.passes(hours=9)
    assert heard(olha, "has not been able to write") == 1


async def test_a_helper_who_gets_no_word_hears_why_when_nothing_reaches_the_other(circle: Circle) -> None:
    olha, petro, match_id = await circle.talking()
    await circle.chat.passes(days=3)
    await olha.sends("left")
    await petro.presses("No word from them")
    assert AWAY in petro.screen.text
    assert "We have asked" not in petro.screen.text
    await petro.presses("I cannot go on")
    assert (await circle.match(match_id)).outcome == "left"


async def test_a_question_whether_it_holds_waits_for_who_is_away(circle: Circle) -> None:
    olha, _petro, match_id = await circle.talking()
    await olha.sends_payload(f"a:outcome:{match_id}:solved")
    await olha.sends("left")
    await circle.chat.passes(days=40)
    assert heard(olha, "A month ago") == 0
    await olha.says("/menu")
    await circle.chat.passes(days=1)
    assert heard(olha, "A month ago") == 1


async def test_erasing_one_of_the_two_ends_every_question_about_them(circle: Circle) -> None:
    olha, petro, match_id = await circle.talking()
    await olha.says("/forget")
    await olha.presses("Delete everything")
    await circle.chat.passes(days=40)
    assert [asked(petro), heard(petro, AWAY)] == [0, 0]
    assert heard(petro, "has left Kolo") == 1
    async with circle.database.transaction() as session:
        assert await check_ins.next_due(session, match_id, circle.id(petro), "match") is None


async def test_erasing_the_helper_of_a_closed_match_ends_the_question_whether_it_holds(
    circle: Circle,
) -> None:
    olha, petro, match_id = await circle.talking()
    await olha.sends_payload(f"a:outcome:{match_id}:solved")
    await petro.says("/forget")
    await petro.presses("Delete everything")
    await circle.chat.passes(days=40)
    assert heard(olha, "A month ago") == 0
