"""The list of obstacles: paged, looked through by words of any language, and the likest to free words."""

from dataclasses import replace

import pytest

from bot.domain.obstacles.facts import Facts, Story
from tests.chat import Chat, Phone
from tests.circle import Circle
from tests.handlers.obstacles.stand import QUEUE, TRANSLATION, comes, tells

KHERSON = Story(Facts("UA-65", "notary", "document", "refused"), words="the notary sent me away")


async def told(chat: Chat, *stories: Story) -> Circle:
    """Somebody told each of these."""
    circle = Circle(chat)
    for story in stories:
        await tells(circle, await circle.joins(), story)
    return circle


async def test_the_list_tells_number_people_and_state_and_no_words(chat: Chat, desk: Phone) -> None:
    circle = await told(chat, TRANSLATION, KHERSON)
    await comes(circle, 2, "refused")
    await desk.says("/obstacles")
    text = desk.screen.text
    for said in ("2 obstacles", "2 · 1 person\nthe authority refused\nNotary\nThey refused\nKherson Oblast"):
        assert said in text
    assert KHERSON.words not in text
    assert max(map(len, text.splitlines())) <= 34
    await desk.presses("2")
    assert desk.screen.text.startswith("Obstacle 2")


@pytest.mark.parametrize(
    "words", ["kherson refused", "Херсон відмовляють", "херсонская отказали", "notary new"]
)
async def test_words_of_any_language_look_through_it(chat: Chat, desk: Phone, words: str) -> None:
    await told(chat, TRANSLATION, KHERSON, QUEUE)
    await desk.says(f"/obstacles {words}")
    assert desk.screen.text.startswith("1 obstacle\n")
    assert "2 · 1 person" in desk.screen.text


@pytest.mark.parametrize("words", ["переклад довідки про звільнення", "translation of release paper"])
async def test_free_words_find_the_likest(chat: Chat, desk: Phone, words: str) -> None:
    await told(chat, QUEUE, TRANSLATION, KHERSON)
    await desk.says(f"/obstacles {words}")
    listed = [line for line in desk.screen.text.splitlines() if line.endswith(" · 1 person")]
    assert listed[0] == "2 · 1 person"


async def test_many_are_paged_and_the_words_go_along(chat: Chat, desk: Phone) -> None:
    await told(chat, *[replace(QUEUE, words=f"queue {n}") for n in range(8)], KHERSON)
    await desk.says("/obstacles kharkiv")
    assert desk.screen.text.startswith("8 obstacles\nKharkiv Oblast")
    await desk.presses("Further")
    assert "2 · 1 person" in desk.screen.text
    assert "8 · 1 person" not in desk.screen.text
    assert "Further" not in desk.screen.labels


async def test_when_nothing_fits_an_example_is_shown(chat: Chat, desk: Phone) -> None:
    await told(chat, QUEUE)
    await desk.says("/obstacles solved")
    assert "Nothing fits. For instance:\n/obstacles kherson refused" in desk.screen.text
