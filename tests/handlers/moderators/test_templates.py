"""Saved answers: shipped in three languages, changed and added to, used in the person's own language."""

import pytest

from bot.domain.saved_answers import SHIPPED
from storage import persons
from tests.chat import Chat, Phone
from tests.circle import Circle


async def prompted(circle: Circle, desk: Phone, language: str = "en") -> Phone:
    """A person who made a request, and the prompt for a letter to them."""
    phone = await circle.joins()
    await circle.asks(phone)
    async with circle.database.transaction() as session:
        await persons.speak(session, circle.people[phone.address], language)  # type: ignore[arg-type]
    await desk.says("/request 1")
    await desk.presses("Write to the person")
    return phone


async def test_the_list_shows_the_shipped_ones_and_how_to_change_them(desk: Phone) -> None:
    await desk.says("/templates")
    assert "1. Your request {request} has been read." in desk.screen.text
    assert "/templates 3 uk …" in desk.screen.text
    assert desk.screen.labels[:3] == ["1", "2", "3"]
    await desk.presses("Further")
    assert "7. " in desk.screen.text


async def test_one_is_shown_in_all_languages(desk: Phone) -> None:
    await desk.says("/templates 7")
    assert all(words in desk.screen.text for words in SHIPPED[7].values())


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
async def test_the_person_gets_it_in_their_own_language_and_filled(
    circle: Circle, desk: Phone, language: str
) -> None:
    phone = await prompted(circle, desk, language)
    await desk.presses("Saved answers")
    await desk.presses("1")
    await desk.presses("Send")
    assert SHIPPED[1][language].replace("{request}", "1") in phone.screen.text


async def test_words_of_ones_own_can_follow_on_the_same_message(circle: Circle, desk: Phone) -> None:
    phone = await prompted(circle, desk)
    await desk.presses("Saved answers")
    await desk.presses("1")
    await desk.replies(desk.screen, "Other words instead.")
    await desk.presses("Send")
    assert "Other words instead." in phone.screen.text


async def test_without_a_request_only_those_without_its_number_are_offered(
    circle: Circle, desk: Phone
) -> None:
    phone = await circle.joins()
    await phone.says("/team")
    await phone.says("hello")
    await phone.presses("Send")
    await desk.presses("Answer")
    await desk.presses("Saved answers")
    assert desk.screen.labels[:2] == ["7", "8"]


async def test_a_new_one_says_in_which_languages_it_is_missing(circle: Circle, desk: Phone) -> None:
    await desk.says("/templates new en We have found a place.")
    assert "Saved answer 101" in desk.screen.text
    assert "Not written yet: Ukrainian, Russian." in desk.screen.text
    await desk.says("/templates 101 uk Ми знайшли місце.")
    assert "Not written yet: Russian." in desk.screen.text
    await prompted(circle, desk, "ru")
    await desk.presses("Saved answers")
    await desk.presses("Further")
    await desk.presses("Further")
    assert "101" not in desk.screen.labels


async def test_a_shipped_one_is_changed_and_taken_out(desk: Phone) -> None:
    await desk.says("/templates 7 en Please press /sos.")
    assert "English: Please press /sos." in desk.screen.text
    await desk.presses("Take it out")
    assert desk.screen.text.startswith("Take saved answer 7 out")
    await desk.presses("Take it out")
    assert desk.screen.text == "Saved answer 7 is taken out."
    assert (await desk.says("/templates 7")).text == "There is no saved answer 7. /templates shows them."
    await desk.says("/templates 8")
    assert "Saved answer 8" in desk.screen.text


@pytest.mark.parametrize(
    "words, why",
    [
        ("Dear {name}", "Only these blanks are filled in: {request}, {need}."),
        ("Call +380 67 123 45 67", "There is a phone, a link or another number in it."),
        ("x" * 901, "It is too long: at most 900 characters fit."),
    ],
)
async def test_what_cannot_be_kept_says_why(chat: Chat, desk: Phone, words: str, why: str) -> None:
    assert (await desk.says(f"/templates new en {words}")).text.startswith(why)
