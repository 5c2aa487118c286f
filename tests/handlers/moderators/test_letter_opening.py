"""Letters are opened for a reason by whoever is no part of them; who answers them is asked nothing."""

from storage import audit
from tests.chat import Phone
from tests.circle import Circle
from tests.handlers.letters.test_writing import writes
from tests.handlers.moderators import stand

WORDS = "what was written to the team"
WHY = "Why open what is written in letters 1? The reason is kept in the audit."


async def opened(circle: Circle) -> list[str]:
    """The reasons for which letters were opened, the oldest first."""
    async with circle.chat.database.transaction() as session:
        found = await audit.about(session, ["letters 1"])
        return [entry.reason for entry in reversed(found) if entry.act == "words"]


async def answered(desk: Phone, who: str) -> None:
    """Answer the newest letter as this moderator."""
    desk.sender = who
    await desk.presses("Answer")
    await desk.replies(desk.screen, "an answer")
    await desk.presses("Send")


async def test_who_has_nothing_to_do_with_letters_says_why_first(circle: Circle) -> None:
    desk = circle.chat.desk()
    await writes(await circle.joins(), WORDS)
    await desk.says("/letters")
    await desk.presses("Letters 1")
    assert desk.screen.text == WHY
    assert desk.screen.labels == [
        "To answer the person",
        "For somebody’s safety",
        "Because of a complaint",
        "Leave it closed",
    ]
    assert await opened(circle) == []
    await desk.presses("For somebody’s safety")
    assert WORDS in desk.screen.text
    assert await opened(circle) == ["safety"]
    assert "for somebody’s safety" in (await desk.says("/audit")).text.casefold()
    assert WORDS in (await desk.says("/letters 1")).text, "it was said once"


async def test_a_reason_may_be_written_in_own_words(circle: Circle) -> None:
    desk = circle.chat.desk()
    await writes(await circle.joins(), WORDS)
    assert "Please say why in a few words" in (await desk.says("/letters 1 well")).text
    assert WORDS in (await desk.says("/letters 1 she asked about it on the phone")).text
    assert await opened(circle) == ["she asked about it on the phone"]


async def test_who_took_the_letter_is_asked_nothing(circle: Circle) -> None:
    desk = circle.chat.desk()
    await writes(await circle.joins(), WORDS)
    await desk.presses("I take it")
    assert WORDS in (await desk.says("/letters 1")).text
    desk.sender = "8"
    assert (await desk.says("/letters 1")).text == WHY


async def test_who_wrote_there_is_asked_nothing_and_others_are(circle: Circle) -> None:
    desk = circle.chat.desk()
    await writes(await circle.joins(), WORDS)
    await answered(desk, "7")
    assert WORDS in (await desk.says("/letters 1")).text
    desk.sender = "8"
    assert (await desk.says("/letters 1")).text == WHY


async def test_to_answer_is_a_reason_in_itself(circle: Circle) -> None:
    desk = circle.chat.desk()
    await writes(await circle.joins(), WORDS)
    await desk.presses("Answer")
    assert WORDS in desk.screen.text
    assert await opened(circle) == ["answer"]


async def test_who_writes_about_something_else_sees_no_letters_of_others(circle: Circle) -> None:
    desk = circle.chat.desk()
    olha = await circle.joins()
    await circle.asks(olha)
    await writes(olha, WORDS)
    await desk.says("/request 1", sender="8")
    desk.sender = "8"
    await desk.presses("Write to the person")
    assert "Letters 1" in desk.screen.text
    assert WORDS not in desk.screen.text


async def test_closed_letters_are_opened_for_a_reason_by_everybody(circle: Circle) -> None:
    desk = circle.chat.desk()
    await writes(await circle.joins(), WORDS)
    await answered(desk, "7")
    await desk.sends_payload("a:m-letters-end:1")
    assert (await desk.says("/letters 1")).text == WHY
    await desk.presses("Because of a complaint")
    assert WORDS in desk.screen.text


async def test_a_reason_that_there_is_not_opens_nothing(circle: Circle) -> None:
    desk = circle.chat.desk()
    await writes(await circle.joins(), WORDS)
    for row in ("1-", "1-curious", "1", "2-safety", "x-safety"):
        await desk.sends_payload(f"a:m-letter-open:{row}")
        assert WORDS not in desk.screen.text, row
    assert not [act for act in await stand.acts(circle.chat) if act.startswith("words")]
