"""/obstacles with words finds cards and known obstacles in any language; without words it shows all cards."""

from dataclasses import replace

import pytest

from bot.domain.obstacles import states
from bot.domain.obstacles.cards import Content
from bot.domain.obstacles.facts import Facts, Story
from storage import cards
from tests.circle import Circle
from tests.handlers.obstacles import stand
from tests.handlers.obstacles.stand import QUEUE, TRANSLATION, card, tells

channels = pytest.mark.parametrize("channel", ["telegram", "viber"])
PENSION = Content(
    "Пенсія після звільнення: черга в Пенсійному фонді",
    ("Запишіться через електронну чергу", "Візьміть паспорт і код"),
)


async def known(circle: Circle) -> None:
    """Two obstacles that two met, each with a card: the first in English, the second in Ukrainian."""
    olha, petro = await circle.joins(), await circle.joins()
    for story, content, language in ((TRANSLATION, stand.CARD, "en"), (QUEUE, PENSION, "uk")):
        obstacle = await tells(circle, olha, story)
        await tells(circle, petro, story, obstacle.id)
        await card(circle, obstacle, content, language)


@channels
@pytest.mark.parametrize(
    "words, number",
    [
        ("translation of the paper costs money", 1),
        ("переклад довідки про звільнення за гроші", 1),
        ("перевод справки об освобождении просят деньги", 1),
        ("переклад справкі", 1),
        ("pension fund queue", 2),
        ("очередь в пенсионном фонде", 2),
        ("пеньсійний фонд черга", 2),
    ],
)
async def test_words_in_any_language_and_with_slips_find_the_card(
    circle: Circle, channel: str, words: str, number: int
) -> None:
    await known(circle)
    halyna = await circle.joins(channel)
    await halyna.says(f"/obstacles {words}")
    assert halyna.screen.labels[0] == f"Card {number}"
    await halyna.presses(f"Card {number}")
    assert f"Card {number}:" in halyna.screen.text


async def test_an_unknown_word_that_stands_on_a_card_finds_it(circle: Circle) -> None:
    await known(circle)
    olha = await circle.joins()
    obstacle = await tells(circle, olha, Story(Facts(), words="x"))
    await card(circle, obstacle, Content("Zorepad", ("Say the word brynza there",)))
    await olha.says("/obstacles brynza")
    assert olha.screen.labels[0] == "Card 3"


async def test_the_search_asks_for_words_and_says_when_nothing_is_known(circle: Circle) -> None:
    await known(circle)
    halyna = await circle.joins()
    await halyna.says("/obstacles")
    await halyna.presses("Search by words")
    await halyna.says("zzzz")
    assert "Nothing like it is known so far" in halyna.screen.text
    await halyna.presses("Search by words")
    await halyna.presses("Skip")
    assert halyna.screen.labels[0] == "Card 2"
    await halyna.says("/obstacles zzzz")
    assert halyna.screen.labels == ["Tell of it", "Ask for help", "Search by words", "Menu"]
    await halyna.presses("Tell of it")
    assert "Where did it happen?" in halyna.screen.text


async def test_what_others_met_is_found_without_a_card_and_joined_from_there(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.joins()
    obstacle = await tells(circle, olha)
    await petro.says("/obstacles money for a translation")
    assert "Nothing like it" in petro.screen.text, "what only one told is not shown to those who search"
    await stand.comes(circle, 1, states.CONFIRMED)
    await petro.says("/obstacle money for a translation")
    await petro.presses("Number 1")
    assert "1 person met it." in petro.screen.text
    await petro.presses("I met it too")
    assert "What has helped you with it?" in petro.screen.text, "only what is new is asked"
    await petro.presses("Skip")
    await petro.presses("Change an answer")
    await petro.presses("More")
    await petro.presses("In your words")
    await petro.says("for the translation they asked me for money too")
    await petro.presses("Send")
    assert "You are in number 1 now." in petro.screen.text
    await petro.sends_payload(f"a:obstacle-known:{obstacle.id}")
    assert "My obstacle" in petro.screen.labels


@channels
async def test_without_words_cards_of_the_region_come_first_then_what_worked_for_most(
    circle: Circle, channel: str
) -> None:
    olha = await circle.joins()
    halyna = await circle.joins(channel, region="UA-63")
    for place in ("UA-21", "UA-05", "UA-63", "UA-07", "UA-09"):
        facts = replace(TRANSLATION.facts, region=place)
        await card(circle, await tells(circle, olha, replace(TRANSLATION, facts=facts)))
    async with circle.database.transaction() as session:
        second = await cards.by_number(session, 2)
    assert second is not None
    await olha.sends_payload(f"a:card-worked:{second.id}")
    await halyna.says("/obstacles")
    assert halyna.screen.labels[:4] == ["Card 3", "Card 2", "Card 5", "Card 4"]
    await halyna.presses("Further")
    assert halyna.screen.labels[0] == "Card 1"
    await halyna.presses("Further")
    assert halyna.screen.labels[0] == "Card 3"


async def test_before_any_card_is_written_the_page_says_so(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.says("what helped others")
    assert "No card is written yet." in olha.screen.text


async def test_a_number_after_obstacle_is_ones_own(circle: Circle) -> None:
    olha = await circle.joins()
    await tells(circle, olha)
    await olha.says("/obstacle 1")
    assert TRANSLATION.words in olha.screen.text


async def test_a_hidden_card_is_not_found(circle: Circle) -> None:
    await known(circle)
    halyna = await circle.joins()
    async with circle.database.transaction() as session:
        for found in await cards.shown(session):
            await cards.show(session, found.id, False)
    await halyna.says("/obstacles pension fund queue")
    assert "Card 2" not in halyna.screen.labels
    assert "Number 2" not in halyna.screen.labels, "the pension is new: it was joined past the questions"


async def test_a_search_of_5000_characters_is_kindly_not_made(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.says("/obstacles " + "я" * 5000)
    assert "a few words are enough" in olha.screen.text
