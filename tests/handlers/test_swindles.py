"""Words for another person, outside talks too: who writes like swindlers is asked once, who reads it is warned."""

from dataclasses import replace

import pytest

from bot.domain import scam
from bot.i18n import translate
from handlers.swindles import BEWARE
from storage import requests
from tests.chat import Phone
from tests.circle import PAPERS, Circle, heard
from tests.handlers.helping.test_handing_over import paired
from tests.handlers.obstacles.test_reporting import four_taps
from tests.handlers.together import stand as together

SCAM = "I can put your husband on the exchange list for 3000 dollars, pay half now"
SOUNDS = "It sounds like: a place on an exchange list for money"
WARNS = "Exchange lists are made by states."


def test_the_words_of_these_tests_have_a_pattern() -> None:
    assert [found.kind for found in scam.find(SCAM)][:1] == ["list"]
    assert translate(BEWARE["list"], "en").startswith(WARNS)


async def asking(circle: Circle, words: str) -> Phone:
    """Somebody who has just written why they ask for help."""
    olha = await circle.joins()
    await olha.says("/ask")
    for label in ("Documents", "Passport", "Skip", "No hurry", "Skip", "No preference"):
        await olha.presses(label)
    await olha.says(words)
    return olha


async def words_of(circle: Circle, phone: Phone) -> str:
    async with circle.database.transaction() as session:
        return (await requests.of_person(session, circle.id(phone)))[0].ask.words


async def test_who_asks_for_help_is_asked_once_whether_it_is_meant_so(circle: Circle) -> None:
    olha = await asking(circle, SCAM)
    assert SOUNDS in olha.screen.text
    await olha.presses("It is meant so")
    await olha.presses("Send")
    assert await words_of(circle, olha) == SCAM


async def test_without_these_words_the_request_goes_on(circle: Circle) -> None:
    olha = await asking(circle, SCAM)
    await olha.presses("Without these words")
    await olha.presses("Send")
    assert await words_of(circle, olha) == ""


@pytest.mark.parametrize("press, kept", [("It is meant so", True), ("Without these words", False)])
async def test_before_a_number_goes_to_everybody_who_is_asked_its_author_is_asked(
    circle: Circle, press: str, kept: bool
) -> None:
    words = "call me please, 067 123 45 67"
    olha = await asking(circle, words)
    assert "It shows: a phone number. Everybody who is asked reads it" in olha.screen.text
    await olha.presses(press)
    await olha.presses("Send")
    assert await words_of(circle, olha) == (words if kept else "")


async def test_no_words_become_a_command_on_the_phone_of_who_is_asked(circle: Circle) -> None:
    petro, olha = await circle.helper(), await circle.joins()
    await circle.asks(olha, replace(PAPERS, words="press /exit please"))
    await circle.chat.work()
    assert "press \u2215exit please" in petro.screen.text


async def test_harmless_words_are_not_asked_about(circle: Circle) -> None:
    olha = await asking(circle, "The consulate wants a translation.")
    assert "Send" in olha.screen.labels


@pytest.mark.parametrize("words, warned", [(SCAM, 1), ("The consulate wants a translation.", 0)])
async def test_a_helper_is_warned_below_the_words_of_a_request(
    circle: Circle, words: str, warned: int
) -> None:
    petro, olha = await circle.helper(), await circle.joins()
    await circle.asks(olha, replace(PAPERS, words=words))
    await circle.chat.work()
    assert heard(petro, words) == 1
    assert heard(petro, WARNS) == warned


async def test_a_way_for_a_group_is_asked_about_and_stands_with_a_warning(circle: Circle) -> None:
    work = await together.work(circle)
    await work.petro.sends_payload(f"a:propose-way:{work.obstacle.id}")
    await work.petro.says(SCAM)
    assert SOUNDS in work.petro.screen.text
    assert await work.ways() == []
    await work.petro.presses("It is meant so")
    (way,) = await work.ways()
    await work.olha.sends_payload(f"a:way:{way.id}")
    assert WARNS in work.olha.screen.text


async def test_a_note_for_the_next_helper_is_asked_about_and_read_with_a_warning(circle: Circle) -> None:
    olha, petro, match_id = await paired(circle, "telegram")
    await petro.sends_payload(f"a:hand-over-yes:{match_id}")
    await petro.presses("Note: request 1")
    await petro.says(SCAM)
    assert SOUNDS in petro.screen.text
    await petro.presses("It is meant so")
    await petro.presses("Send")
    assert SCAM in olha.screen.text
    assert WARNS in olha.screen.text


async def test_a_letter_of_a_moderator_carries_the_warning_and_the_preview_shows_it(circle: Circle) -> None:
    desk, olha = circle.chat.desk(), await circle.joins()
    await circle.asks(olha)
    await desk.says(f"/write 1 {SCAM}")
    assert WARNS in desk.screen.text
    await desk.presses("Send")
    assert WARNS in olha.screen.text


async def test_the_preview_of_an_announcement_says_what_it_sounds_like(circle: Circle) -> None:
    desk = circle.chat.desk()
    await desk.says("/announce new")
    await desk.says(f"/announce 1 en\n{SCAM}")
    await desk.sends_payload("a:m-news-see:1-en")
    assert SOUNDS in desk.screen.text


async def test_the_sentence_for_everybody_is_confirmed_with_what_it_sounds_like(circle: Circle) -> None:
    olha = await circle.joins()
    await four_taps(olha)
    await olha.presses("Add more")
    for _question in range(3):
        await olha.presses("Skip")
    await olha.presses("Yes")
    await olha.says(SCAM)
    assert SOUNDS in olha.screen.text
    assert "Yes, exactly so" in olha.screen.labels
