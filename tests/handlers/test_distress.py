"""Whoever writes words of danger, wherever they write them, gets the numbers at once; moderators hear of it."""

import pytest

from tests.chat import Phone
from tests.circle import PAPERS, Circle
from tests.handlers.test_check_in import asked

HARD = "It sounds as if it is very hard"
WORDS = "I don't want to live any more"


def cards(phone: Phone) -> list[str]:
    return [text for text in phone.texts if text.startswith(HARD)]


async def test_the_numbers_come_before_the_answer_and_moderators_see_no_words(circle: Circle) -> None:
    circle.chat.desk()
    olha = await circle.joins()
    await olha.says(WORDS)
    assert olha.texts[0].startswith(HARD)
    alerts = [text for text in circle.chat.desk().texts if "Signs of danger" in text]
    assert len(alerts) == 1
    assert "thoughts of death" in alerts[0]
    assert "live" not in alerts[0]


async def test_words_in_a_flow_count(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.says("/help_me")
    await olha.says("my husband locked me in the house")
    assert len(cards(olha)) == 1


async def test_words_in_a_talk_count_and_still_arrive(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    await circle.matched(olha, petro, PAPERS)
    await olha.presses("Open the talk")
    await olha.says(WORDS)
    assert len(cards(olha)) == 1
    assert any(WORDS in text for text in petro.texts)
    assert not cards(petro)


async def test_words_after_a_check_in_count(circle: Circle) -> None:
    olha, _petro, _match = await asked(circle)
    await olha.says(WORDS)
    assert len(cards(olha)) == 1


@pytest.mark.parametrize("kind", ["edited", "voice"])
async def test_a_corrected_message_and_a_caption_count(circle: Circle, kind: str) -> None:
    olha = await circle.joins()
    await olha.sends(kind, text=WORDS)
    assert len(cards(olha)) == 1


async def test_the_caption_of_a_photo_counts(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.sends_photo(WORDS)
    assert len(cards(olha)) == 1


async def test_who_has_not_agreed_to_anything_gets_the_numbers_too(circle: Circle) -> None:
    circle.chat.desk()
    olha = circle.chat.person(language="en")
    await olha.says(WORDS)
    assert len(cards(olha)) == 1
    assert not [text for text in circle.chat.desk().texts if "Signs of danger" in text]


async def test_the_card_is_not_pushed_with_every_sentence_but_again_after_half_an_hour(
    circle: Circle,
) -> None:
    olha = await circle.joins()
    for _again in range(3):
        await olha.says(WORDS)
    assert len(cards(olha)) == 1
    await circle.chat.passes(minutes=31)
    await olha.says(WORDS)
    assert len(cards(olha)) == 2


async def test_another_kind_of_danger_is_news_at_once(circle: Circle) -> None:
    circle.chat.desk()
    olha = await circle.joins()
    await olha.says(WORDS)
    await olha.says("I took an overdose")
    await olha.says(WORDS)
    assert len(cards(olha)) == 2
    assert "health in danger" in circle.chat.desk().screen.text


async def test_idioms_disturb_nobody(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.says("this queue is killing me")
    assert not cards(olha)
