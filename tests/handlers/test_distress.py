"""Whoever writes words of danger, wherever they write them, gets the numbers at once; moderators hear of it."""

from datetime import timedelta

import pytest

from bot.clock import StoppedClock
from bot.domain.matching import Skills
from storage import requests
from tests.chat import Phone
from tests.circle import PAPERS, Circle
from tests.handlers.test_check_in import asked

HARD = "It sounds as if it is very hard"
WORDS = "I don't want to live any more"
LISTENS = Skills(("talk", "psychological"), ("en",), night_ok=True)


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


@pytest.mark.parametrize(
    "words",
    [
        "Вітаю. Я поруч. Що зараз було б найпотрібніше?",
        "Здравствуйте. Я рядом. Что сейчас нужнее всего?",
        "Hello. I am here. What do you need most right now?",
        "Ви не самі, я поруч",
        "Вы не одни, я рядом",
        "Do you have enough food and medicine?",
    ],
)
async def test_a_helper_who_greets_and_offers_alarms_nobody(circle: Circle, words: str) -> None:
    desk = circle.chat.desk()
    olha, petro = await circle.joins(), await circle.helper()
    await circle.matched(olha, petro, PAPERS)
    await petro.presses("Open the talk")
    await petro.says(words)
    assert any(words in text for text in olha.texts)
    assert not cards(petro) + cards(olha)
    assert not any("Signs of danger" in text for text in desk.texts)


async def test_words_after_a_check_in_count(circle: Circle) -> None:
    olha, _petro, _match = await asked(circle)
    await olha.says(WORDS)
    assert len(cards(olha)) == 1


@pytest.mark.parametrize("kind", ["edited", "voice", "other"])
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
    for _again in range(3):
        await olha.says(WORDS)
    assert len(cards(olha)) == 1
    await circle.chat.passes(minutes=31)
    await olha.says(WORDS)
    assert len(cards(olha)) == 2
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


async def test_a_clock_that_was_ahead_keeps_no_card_back(circle: Circle) -> None:
    olha, now = await circle.joins(), circle.database.clock.now()
    circle.database.clock = StoppedClock(now + timedelta(days=1))
    await olha.says(WORDS)
    circle.database.clock = StoppedClock(now)
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


async def test_the_card_asks_whether_somebody_should_write(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.says(WORDS)
    card = next(message for message in olha.messages if message.text.startswith(HARD))
    assert card.labels == ["Yes, please", "No, thank you", "Menu"]


async def test_a_yes_becomes_an_urgent_request_that_moderators_see_first(circle: Circle) -> None:
    desk = circle.chat.desk()
    olha, helper = await circle.joins(), await circle.helper(skills=LISTENS)
    await olha.says(WORDS)
    answer = await olha.presses("Yes, please")
    assert "A moderator chooses who writes to you" in answer.text
    assert "112" in answer.text
    assert "They would like somebody to write to them" in desk.screen.text
    assert desk.screen.labels == ["I take it", "Write to the person", "Request 1"]
    await circle.chat.work()
    assert not helper.messages
    (request,) = await circle.requests(olha)
    assert (request.status, request.ask.urgency) == (requests.HELD, "now")
    assert request.ask.subneed == "psychological.crisis"


async def test_a_yes_after_somebody_took_the_alert_still_reaches_the_moderators(circle: Circle) -> None:
    desk = circle.chat.desk()
    olha = await circle.joins()
    await olha.says("my husband locked me in the house")
    await desk.presses("I take it")
    await olha.presses("Yes, please")
    assert "They would like somebody to write to them" in desk.screen.text
    assert desk.screen.labels == ["It is done", "Write to the person", "Request 1"]
    (request,) = await circle.requests(olha)
    assert request.ask.subneed == "talk.chat"


async def test_a_no_is_kept_and_may_become_a_yes_but_not_the_other_way(circle: Circle) -> None:
    circle.chat.desk()
    olha = await circle.joins()
    await olha.says(WORDS)
    no, yes = payload(olha, "No, thank you"), payload(olha, "Yes, please")
    assert "Nobody will write because of this" in (await olha.sends_payload(no)).text
    assert not await circle.requests(olha)
    assert "A moderator chooses" in (await olha.sends_payload(yes)).text
    assert "A moderator chooses" in (await olha.sends_payload(no)).text
    await olha.sends_payload(yes)
    assert len(await circle.requests(olha)) == 1


async def test_nobody_answers_for_another(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.joins()
    await olha.says(WORDS)
    answer = await petro.sends_payload(payload(olha, "Yes, please"))
    assert "not here any more" in answer.text
    assert not await circle.requests(olha)
    assert not await circle.requests(petro)


async def test_several_kinds_of_danger_are_one_open_alert(circle: Circle) -> None:
    desk = circle.chat.desk()
    olha = await circle.joins()
    await olha.says(WORDS)
    await olha.says("he is unconscious and does not breathe")
    assert "thoughts of death, health in danger" in desk.screen.text
    takes = [message for message in desk.messages if "I take it" in message.labels]
    assert len({message.rows[0][0][1] for message in takes}) == 1
    await desk.presses("I take it")
    await circle.chat.passes(minutes=31)
    await olha.says(WORDS)
    assert "thoughts of death." in desk.screen.text


async def test_who_has_not_agreed_to_anything_is_asked_nothing(circle: Circle) -> None:
    olha = circle.chat.person(language="en")
    await olha.says(WORDS)
    card = next(message for message in olha.messages if message.text.startswith(HARD))
    assert card.labels == ["Menu"]


def payload(phone: Phone, label: str) -> str:
    return next(
        data
        for message in phone.messages
        for row in message.rows
        for said, data, _style in row
        if said == label
    )
