"""The card of a request, its words, and its release."""

from bot.domain.matching import Ask
from storage import media, requests
from storage.ids import random_id
from tests.chat import Chat, Phone
from tests.handlers.moderators import stand


async def test_the_card_shows_the_facts_and_not_the_words(chat: Chat, desk: Phone) -> None:
    await stand.request(chat, chat.person(), stand.asking(region="PL", urgency="today", wants="woman"))
    card = await desk.says("/request 1")
    for fact in (
        "Request 1",
        "Poland",
        "from afar",
        "today",
        "English",
        "a woman",
        "looking for a helper",
        "0 min",
    ):
        assert fact in card.text
    assert "secret" not in card.text
    assert card.labels == [
        "Open the words",
        "Choose a helper",
        "Close the request",
        "Write to the person",
        "Refresh",
        "To the queue",
    ]


async def test_words_open_for_a_reason_and_close_again(chat: Chat, desk: Phone) -> None:
    await stand.request(chat, chat.person())
    await desk.says("/request 1")
    why = await desk.presses("Open the words")
    assert "secret" not in why.text
    card = await desk.presses("For somebody’s safety")
    assert "My secret words" in card.text
    card = await desk.presses("Close the words")
    assert "secret" not in card.text
    assert await stand.acts(chat) == ["look request 1", "words request 1", "look request 1"]
    journal = await desk.says("/audit")
    assert "words opened: request 1\nFor somebody’s safety" in journal.text


async def test_words_stay_closed_without_a_reason(chat: Chat, desk: Phone) -> None:
    await stand.request(chat, chat.person())
    for row in ("1-", "1", "1-curious", "1-place-"):
        answer = await desk.sends_payload(f"a:m-open:{row}")
        assert "secret" not in answer.text
    assert await stand.acts(chat) == []


async def test_a_photo_comes_beside_the_words_and_goes_again(chat: Chat, desk: Phone) -> None:
    olha = chat.person()
    id = random_id()
    request = await stand.request(chat, olha, stand.asking(words="", media=id, media_kind="photo"))
    async with chat.database.transaction() as session:
        await media.add(session, id, request.person_id, "photo", "telegram", "a-file")
    await desk.says("/request 1")
    await desk.presses("Open the words")
    await desk.presses("To find the right helper")
    assert [message.text for message in desk.messages if message.picture] == ["Photo of request 1"]
    await desk.presses("Take it away")
    assert not [message for message in desk.messages if message.picture]


async def test_a_held_request_is_released_once(chat: Chat, desk: Phone) -> None:
    request = await stand.request(chat, chat.person(), held=True)
    await desk.says("/request 1")
    card = await desk.presses("Release to helpers")
    assert "Released by a moderator" in card.text
    assert "Release to helpers" not in card.labels
    assert (await stand.now(chat, request)).status == requests.WAITING
    again = await desk.sends_payload("a:m-release:1")
    assert "It is not held any more." in again.text
    assert await stand.acts(chat) == ["look request 1", "release request 1"]


async def test_a_request_of_an_unknown_kind_still_has_a_card(chat: Chat, desk: Phone) -> None:
    await stand.request(chat, chat.person(), Ask("gone", "gone.kind"))
    card = await desk.says("/request 1")
    assert "gone.kind" in card.text
