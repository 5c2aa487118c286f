"""Whoever takes over a case sees nothing that was said before, also when it is rewritten or answered afterwards."""

from tests.chat import Phone
from tests.circle import PAPERS, Circle, heard
from tests.handlers.conftest import circle as circle

BEFORE, REWRITTEN = "my neighbour must not know", "my neighbour Ivan must not know"
PETROS = "I know a lawyer on Market Street"
OLDER = (BEFORE, REWRITTEN, PETROS, "neighbour", "Market")


async def handed_over(circle: Circle) -> tuple[Phone, Phone, Phone]:
    """Olha and Petro talk; Petro hands over without a note, and Vira accepts."""
    olha, petro, match_id = await circle.talking()
    for phone, words in ((olha, BEFORE), (petro, PETROS)):
        await phone.sends_payload(f"a:talk:{match_id}")
        await phone.says(words, message="600")
    assert heard(petro, BEFORE) == heard(olha, PETROS) == 1
    await petro.sends_payload(f"a:hand-over-yes:{match_id}")
    vira = await circle.helper(name="Klen")
    await circle.chat.work()
    assert PAPERS.words in vira.screen.text
    await vira.presses("I can help")
    return olha, petro, vira


def older(phone: Phone) -> list[str]:
    """What stands on a phone of what was said before."""
    return [text for text in phone.texts if any(words in text for words in OLDER)]


async def test_the_next_helper_reads_the_request_and_nothing_of_the_talk_before(circle: Circle) -> None:
    olha, petro, vira = await handed_over(circle)
    await vira.presses("Open the talk")
    await vira.says("Hello, I am here now.")
    await olha.presses("Reply")
    await olha.says("Good to hear.")
    assert "Good to hear." in vira.screen.text
    assert not older(vira)
    assert heard(petro, "Good to hear.") == heard(petro, "I am here now") == 0


async def test_what_is_rewritten_taken_back_or_answered_afterwards_does_not_reach_them(
    circle: Circle,
) -> None:
    olha, _petro, vira = await handed_over(circle)
    await vira.presses("Open the talk")
    await vira.says("Hello, I am here now.")
    seen = len(vira.texts)
    await olha.sends("edited", text=REWRITTEN, message="600")
    await olha.presses("Withdraw")
    old = next(message for message in olha.messages if PETROS in message.text)
    answer = await olha.replies(old, "yes, please ask there")
    assert "is closed" in answer.text
    assert vira.texts[seen:] == []
    assert not older(vira)


async def test_what_waited_for_a_decision_does_not_go_to_the_next_one(circle: Circle) -> None:
    olha, petro, match_id = await circle.talking()
    await olha.sends_payload(f"a:talk:{match_id}")
    await olha.says("neighbour: 067 123 45 67")
    await petro.sends_payload(f"a:hand-over-yes:{match_id}")
    vira = await circle.helper(name="Klen")
    await circle.chat.work()
    await vira.presses("I can help")
    await olha.presses("Send anyway")
    assert not older(vira)
    assert heard(petro, "067 123") == 0
