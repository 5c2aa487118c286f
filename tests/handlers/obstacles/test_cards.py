"""Cards: how they are read, confirmed, doubted, and lead on to a report or to asking for help."""

from dataclasses import replace

import pytest

from bot.domain.obstacles.cards import Content
from bot.i18n import Language
from bot.screens import render
from handlers.obstacles import cards as showing
from handlers.obstacles.card_answers import SORRY
from storage import card_marks, card_texts, cards, obstacle_reports
from storage.cards import Card
from storage.persons import Person
from tests.chat import Phone
from tests.circle import Circle, heard
from tests.handlers import limits
from tests.handlers.obstacles.stand import TRANSLATION, card, now, reports, tells

channels = pytest.mark.parametrize("channel", ["telegram", "viber"])


async def opened(circle: Circle, channel: str = "telegram", **told: str) -> tuple[Phone, Card]:
    """Somebody opens a card about what another met."""
    olha, petro = await circle.joins(), await circle.joins(channel, **told)
    found = await card(circle, await tells(circle, olha))
    await petro.sends_payload(f"a:card:{found.id}")
    return petro, found


async def marks(circle: Circle, found: Card) -> card_marks.Marks:
    async with circle.database.transaction() as session:
        return (await card_marks.counted(session, [found.id]))[found.id]


@channels
async def test_a_card_tells_steps_what_they_may_not_demand_and_where_it_holds(
    circle: Circle, channel: str
) -> None:
    petro, _card = await opened(circle, channel)
    for said in (
        "Card 1: Translation of a release paper",
        "For: Translator, Zakarpattia",
        "1. Ask for the refusal in writing",
        "They may not demand:\n• Money: it is free by law",
        "https://example.org/law",
        "Written on 21 November 2026. Nobody has said yet how it went.",
    ):
        assert said in petro.screen.text
    assert "language of this card" not in petro.screen.text


@channels
async def test_it_worked_counts_once_a_person_and_moves_the_date(circle: Circle, channel: str) -> None:
    petro, found = await opened(circle, channel)
    await circle.chat.passes(days=9)
    await petro.presses("It worked for me")
    assert "It worked for 1 person. Last confirmed on 30 November 2026." in petro.screen.text
    await circle.chat.passes(days=9)
    await petro.presses("It worked for me")
    assert "Nothing has changed" in petro.screen.text
    assert "30 November 2026" in petro.screen.text
    assert (await marks(circle, found)).worked == 1


async def test_it_went_otherwise_is_told_to_moderators_once_and_opens_a_report(circle: Circle) -> None:
    desk = circle.chat.desk()
    petro, found = await opened(circle)
    for _time in range(2):
        await petro.sends_payload(f"a:card-otherwise:{found.id}")
    await petro.sends_payload(f"a:card-worked:{found.id}")
    await petro.sends_payload(f"a:card-otherwise:{found.id}")
    assert heard(desk, "it went otherwise") + heard(desk, "пішло інакше") == 1
    assert await marks(circle, found) == card_marks.Marks(0, 1)
    await petro.presses("Tell how it was")
    await petro.presses("They asked for money")
    await petro.says("800 hryvnias")
    await petro.says("the translator would not hear of the law")
    await petro.presses("That is all")
    await petro.presses("Skip")
    await petro.presses("Send")
    assert "You are in number 1 now." in petro.screen.text
    told = (await reports(circle))[-1].story
    assert told.facts == TRANSLATION.facts
    await petro.sends_payload(f"a:card:{found.id}")
    assert "It went otherwise for 1 person." in petro.screen.text


async def test_who_is_in_the_obstacle_already_is_led_to_their_own_part(circle: Circle) -> None:
    olha = await circle.joins()
    found = await card(circle, await tells(circle, olha))
    await olha.sends_payload(f"a:card-otherwise:{found.id}")
    await olha.presses("Tell how it was")
    await olha.presses("My obstacle")
    assert "Number 1" in olha.screen.text
    await olha.presses("What helped others")
    assert "Card 1" in olha.screen.text


async def test_a_report_from_danger_keeps_no_place(circle: Circle) -> None:
    petro, found = await opened(circle, place="danger")
    await petro.sends_payload(f"a:card-tell:{found.id}")
    await petro.presses("They refused")
    await petro.says("refused at once")
    await petro.presses("That is all")
    await petro.presses("Skip")
    await petro.presses("Send")
    assert (await reports(circle))[-1].story.facts.region == ""


@channels
async def test_asking_for_help_begins_with_the_need_of_the_card(circle: Circle, channel: str) -> None:
    petro, _card = await opened(circle, channel)
    await petro.presses("Ask for help")
    assert "What exactly?" in petro.screen.text


async def test_half_a_year_without_a_word_is_said_kindly(circle: Circle) -> None:
    petro, found = await opened(circle)
    await circle.chat.passes(days=200)
    await petro.sends_payload(f"a:card:{found.id}")
    assert "For half a year nobody has confirmed it." in petro.screen.text
    await petro.presses("It worked for me")
    assert "half a year" not in petro.screen.text


async def test_a_card_in_the_readers_language_comes_first_and_another_says_its_own(circle: Circle) -> None:
    petro, found = await opened(circle)
    other = Content("Переклад довідки", ("Попросіть відмову письмово",))
    async with circle.database.transaction() as session:
        shown = await cards.add(session, found.facts)
        await cards.show(session, shown.id, True)
        await card_texts.put(session, shown.id, "uk", other)
        await card_texts.put(session, found.id, "uk", other)
    await petro.sends_payload(f"a:card:{found.id}")
    assert "Translation of a release paper" in petro.screen.text
    await petro.sends_payload(f"a:card:{shown.id}")
    assert "Переклад довідки" in petro.screen.text
    assert "The language of this card: Ukrainian." in petro.screen.text


async def test_erasing_takes_the_word_on_the_card_and_not_the_card(circle: Circle) -> None:
    petro, found = await opened(circle)
    await petro.presses("It worked for me")
    await petro.says("/forget")
    await petro.presses("Delete everything")
    assert await marks(circle, found) == card_marks.Marks()
    async with circle.database.transaction() as session:
        assert await cards.get(session, found.id) == found


async def test_a_card_outlives_its_obstacle(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.joins()
    obstacle = await tells(circle, olha)
    found = await card(circle, obstacle)
    await olha.sends_payload(f"a:obstacle-leave:{obstacle.id}:yes")
    assert await now(circle) is None
    await petro.sends_payload(f"a:card:{found.id}")
    assert "Card 1" in petro.screen.text
    await petro.sends_payload(f"a:card-tell:{found.id}")
    assert "What happened instead?" in petro.screen.text


async def test_telling_of_it_shows_that_there_is_a_card_and_leads_there(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.joins()
    obstacle = await tells(circle, olha)
    await card(circle, obstacle)
    await petro.says("/obstacle")
    for answer in (
        "Zakarpattia",
        "Translator",
        "Translation, notary",
        "They asked for money",
        "800 hryvnias",
    ):
        await petro.says(answer)
    await petro.says("for the translation of my release paper they ask money")
    await petro.presses("That is all")
    assert "What helped is on a card, step by step." in petro.screen.text
    await petro.presses("Number 1")
    await petro.presses("Skip")
    await petro.presses("Send")
    await petro.presses("What helped others")
    assert "Card 1" in petro.screen.text
    async with circle.database.transaction() as session:
        assert await obstacle_reports.count(session, obstacle.id) == 2


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
async def test_the_longest_card_fits_one_message_of_both_messengers(
    circle: Circle, language: Language
) -> None:
    olha = await circle.joins()
    told = replace(TRANSLATION, facts=replace(TRANSLATION.facts, office="recruitment"))
    longest = Content("Щ" * 80, ("щ" * 166,) * 10, ("щ" * 10,) * 5, "https://" + "x" * 240)
    found = await card(circle, await tells(circle, olha, told), longest, "uk")
    await circle.chat.passes(days=200)
    await olha.sends_payload(f"a:card-otherwise:{found.id}")
    person = Person(7, language=language)
    async with circle.database.transaction() as session:
        shown = render(await showing.screen(session, person, found, SORRY), language)
    assert not [*limits.of_telegram(shown), *limits.of_viber(shown), *limits.of_people(shown)]
    if language != "en":
        assert not [*limits.of_language(shown)]
