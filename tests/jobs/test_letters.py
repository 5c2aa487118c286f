"""Letters by the clock: moderators are reminded by day, the person hears honestly, what nobody goes on with ends."""

from datetime import timedelta

from bot.domain.correspondence import DRAFTED, ENDS_AFTER
from bot.domain.keeping import PROMISED
from storage import correspondences, everything
from tests.chat import Phone
from tests.circle import Circle

WAITS = "A letter of a person waits for an answer."
NOBODY = "Nobody has answered your letter yet."


async def written(circle: Circle) -> tuple[Phone, Phone]:
    desk, olha = circle.chat.desk(), await circle.joins()
    await olha.says("/team")
    await olha.says("my own words")
    await olha.presses("Send")
    return desk, olha


def count(phone: Phone, words: str) -> int:
    return sum(words in text for text in phone.texts)


async def answer(desk: Phone) -> None:
    await desk.presses("Answer")
    await desk.replies(desk.screen, "We look into it.")
    await desk.presses("Send")


async def test_a_letter_that_waits_is_said_again_without_its_words(circle: Circle) -> None:
    desk, _olha = await written(circle)  # at 14 in Kyiv
    await circle.chat.passes(hours=1, minutes=59)
    assert count(desk, WAITS) == 0
    await circle.chat.passes(minutes=1)
    assert count(desk, WAITS) == 1
    assert "Waits for an answer: 2 h" in desk.screen.text
    assert "my own words" not in desk.screen.text


async def test_a_letter_that_somebody_has_is_said_again_only_when_they_did_not_answer(circle: Circle) -> None:
    desk, _olha = await written(circle)
    await desk.presses("I take it")
    assert "my own words" in desk.screen.text
    await circle.chat.passes(hours=8)
    assert count(desk, WAITS) == 0
    await circle.chat.passes(hours=12)
    assert "Nobody has taken this for 20 h." in desk.screen.text
    assert "my own words" not in desk.screen.text


async def test_the_alert_of_an_answered_letter_closes_and_takes_the_words_away(circle: Circle) -> None:
    desk, _olha = await written(circle)
    await desk.presses("I take it")
    await answer(desk)
    await circle.chat.work()
    assert any(text.startswith("Alert 1, letter to answer: closed.") for text in desk.texts)
    assert not any("my own words" in text for text in desk.texts if "Alert 1" in text)


async def test_at_night_nobody_is_reminded_and_in_the_morning_the_person_hears_it_honestly(
    circle: Circle,
) -> None:
    desk, olha = await written(circle)
    await circle.chat.passes(hours=2)
    await circle.chat.passes(hours=8)  # midnight
    assert count(desk, WAITS) == 1
    await circle.chat.passes(hours=9)
    assert count(desk, WAITS) == 2
    assert count(olha, NOBODY) == 1
    await circle.chat.passes(days=2)
    assert count(olha, NOBODY) == 1


async def test_an_answered_letter_is_not_said_again(circle: Circle) -> None:
    desk, _olha = await written(circle)
    await answer(desk)
    await circle.chat.passes(days=2)
    assert count(desk, WAITS) == 0


async def test_what_nobody_goes_on_with_ends_by_itself_and_a_waiting_one_never(circle: Circle) -> None:
    desk, olha = await written(circle)
    await circle.chat.passes(days=8)
    assert await is_open(circle, 1)
    await desk.says("/letters 1")
    await answer(desk)
    known = len(olha.messages)
    await circle.chat.passes(seconds=ENDS_AFTER.total_seconds())
    assert not await is_open(circle, 1)
    assert len(olha.messages) == known


async def test_closed_letters_and_forgotten_drafts_are_deleted_in_time(circle: Circle) -> None:
    desk, olha = await written(circle)
    await desk.presses("Answer")
    await circle.chat.passes(seconds=(DRAFTED + timedelta(hours=1)).total_seconds())
    assert "letter_drafts" not in await stored(circle, olha)
    await desk.sends_payload("a:m-letters-end:1")
    await circle.chat.passes(seconds=PROMISED.letters.total_seconds())
    assert {"letters", "correspondences"} <= set(await stored(circle, olha))
    await circle.chat.passes(hours=1)
    assert not {"letters", "correspondences"} & set(await stored(circle, olha))


async def is_open(circle: Circle, number: int) -> bool:
    async with circle.database.transaction() as session:
        held = await correspondences.by_number(session, number)
        return held is not None and held.status == correspondences.OPEN


async def stored(circle: Circle, phone: Phone) -> set[str]:
    """The tables in which something names the person."""
    async with circle.database.transaction() as session:
        return set(await everything.about(session, circle.id(phone)))
