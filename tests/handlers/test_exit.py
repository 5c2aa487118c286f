"""/exit: whoever is reaching for the phone finds one line that could stand anywhere."""

import pytest

from bot.i18n import LANGUAGES, translate
from handlers.exit import NOTHING
from handlers.registry import FLOWS
from tests.chat import Chat
from tests.circle import Circle

WAYS = ("/exit", "000", "exit exit", "вихід вихід", "Выход выход")
TELLING = (
    "допомо",
    "помо",
    "help",
    "полон",
    "плен",
    "в’язн",
    "тюрм",
    "prison",
    "коло",
    "kolo",
    "розмов",
    "sos",
)


@pytest.mark.parametrize("way", WAYS)
async def test_one_neutral_line_is_left_and_no_button(circle: Circle, way: str) -> None:
    olha, _taras, _match = await circle.talking()
    await olha.says(way)
    assert olha.texts == ["Nothing new today."]
    assert olha.screen.labels == []


def test_the_line_tells_nothing_in_any_language() -> None:
    for language in LANGUAGES:
        said = translate(NOTHING, language)
        assert len(said) < 40
        assert not [word for word in TELLING if word in said.casefold()]


@pytest.mark.parametrize("channel", ["telegram", "viber"])
async def test_it_leaves_every_flow_whose_answers_are_put_aside(circle: Circle, channel: str) -> None:
    olha = await circle.joins(channel)
    for flow in FLOWS:
        await olha.says("/ask")
        await olha.presses("Documents")
        assert await olha.says("000") == olha.screen
        assert olha.screen.text == "Nothing new today.", flow
        assert olha.screen.rows == []
        await olha.says("/ask")
        assert "There is an unfinished draft of this." in olha.screen.text
        await olha.presses("Start anew")


async def test_what_is_written_next_is_no_answer_and_no_word_of_a_talk(circle: Circle) -> None:
    olha, taras, _match = await circle.talking()
    await olha.says("exit exit")
    seen = taras.texts
    await olha.says("Who is that?")
    assert taras.texts == seen
    assert "Who is that?" not in olha.screen.text


async def test_it_works_before_anything_was_agreed_to(chat: Chat) -> None:
    olha = chat.person(language="en")
    await olha.says("/start")
    await olha.says("/exit")
    assert olha.texts == ["Nothing new today."]


async def test_on_viber_the_line_comes_and_its_keyboard_is_empty(circle: Circle) -> None:
    olha = await circle.joins("viber")
    await olha.says("/ask")
    await olha.says("000")
    assert (olha.screen.text, olha.screen.rows) == ("Nothing new today.", [])
    await olha.says("1")
    assert "What would you like to do?" in olha.screen.text


async def test_who_is_told_to_slow_down_can_leave_all_the_same_but_not_again_and_again(
    circle: Circle,
) -> None:
    olha = await circle.joins()
    circle.chat.dispatcher.limited = True
    for _time in range(45):
        await olha.says("hello")
    await olha.says("000")
    assert olha.texts == ["Nothing new today."]
    for _time in range(5):
        await olha.says("hello")
        await olha.says("000")
    assert olha.texts == ["Nothing new today."]
