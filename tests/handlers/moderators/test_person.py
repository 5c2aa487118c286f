"""/person N: what a person has open, as who asks and as who helps; no words, no name."""

from tests.chat import Chat, Phone
from tests.circle import Circle


async def test_the_card_of_a_request_names_the_person_by_number(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    await circle.talking()
    await desk.says("/request 1")
    assert "Asked by person 1." in desk.screen.text
    card = await desk.says("/person 1")
    for told in ("Person 1", "Language: English", "Here on: Telegram", "1: somebody helps", "Groups: none"):
        assert told in card.text
    assert "Kalyna" not in card.text
    await desk.presses("Request 1")
    assert desk.screen.text.startswith("Request 1")


async def test_the_card_of_a_helper_names_talks_and_requests_by_number(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    await circle.talking()
    await desk.sends_payload("a:m-who:1")
    assert "helper 1: approved\ntalk 1, request 1" in desk.screen.text
    assert "Yavir" not in desk.screen.text
    await desk.presses("Helper 1")
    assert desk.screen.text.startswith("Helper 1: approved")
