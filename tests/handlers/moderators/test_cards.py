"""Writing cards in the moderators' chat: hidden until let out, and never with somebody's phone unasked."""

from dataclasses import replace

from storage import card_texts, cards
from storage.cards import Card
from tests.chat import Chat, Phone
from tests.circle import Circle
from tests.handlers.moderators import stand
from tests.handlers.obstacles.stand import QUEUE, TRANSLATION, tells

WRITTEN = "Translation\n1. Ask in writing\n# Money: it is free\nhttps://example.org/law"


async def met(chat: Chat) -> tuple[Circle, Phone]:
    """Two met the same, and one says what helped."""
    circle = Circle(chat)
    olha, petro = await circle.joins(), await circle.joins()
    known = await tells(circle, olha, TRANSLATION)
    await tells(circle, petro, replace(QUEUE, helped=("law",)), known.id)
    return circle, olha


async def first(circle: Circle) -> Card:
    async with circle.database.transaction() as session:
        card = await cards.by_number(session, 1)
    assert card is not None
    return card


async def test_a_card_is_written_from_what_helped_seen_and_let_out(chat: Chat, desk: Phone) -> None:
    circle, olha = await met(chat)
    await desk.says("/obstacle 1")
    await desk.presses("Write a card")
    assert "What helped: Naming the law (1)" in desk.screen.text
    assert "/newcard 1 uk" in desk.screen.text
    await desk.says(f"/newcard 1 en\n{WRITTEN}")
    assert "Card 1: Translation" in desk.screen.text
    assert "Nobody reads it until you let it out." in desk.screen.text
    card = await first(circle)
    await olha.sends_payload(f"a:card:{card.id}")
    assert "not here any more" in olha.screen.text
    await desk.presses("Let everybody read it")
    await olha.sends_payload(f"a:card:{card.id}")
    assert "1. Ask in writing" in olha.screen.text
    acts = await stand.acts(chat)
    assert "card-write card 1" in acts
    assert "card-out card 1" in acts
    await desk.presses("Hide it")
    assert not (await first(circle)).shown


async def test_a_phone_on_it_is_asked_about_before_it_is_let_out(chat: Chat, desk: Phone) -> None:
    circle, _olha = await met(chat)
    await desk.says(f"/newcard 1 en\n{WRITTEN}\nCall +380 67 123 45 67")
    await desk.presses("Let everybody read it")
    assert "could name somebody" in desk.screen.text
    assert not (await first(circle)).shown
    await desk.presses("Leave it hidden")
    await desk.presses("Let everybody read it")
    await desk.presses("It is an office's")
    assert (await first(circle)).shown


async def test_writing_anew_hides_it_until_it_is_seen_again(chat: Chat, desk: Phone) -> None:
    circle, _olha = await met(chat)
    await desk.says(f"/newcard 1 en\n{WRITTEN}")
    await desk.presses("Let everybody read it")
    await desk.presses("Write it anew")
    assert "/card 1 uk" in desk.screen.text
    await desk.says("/card 1 en\nTranslation again\nAsk twice")
    assert "Card 1: Translation again" in desk.screen.text
    assert not (await first(circle)).shown


async def test_it_can_be_written_in_three_languages_and_each_can_be_looked_at(
    chat: Chat, desk: Phone
) -> None:
    circle, _olha = await met(chat)
    await desk.says(f"/newcard 1 en\n{WRITTEN}")
    await desk.says("/card 1 uk\nПереклад\nПопросіть письмово")
    assert "Переклад" in desk.screen.text
    await desk.says("/card 1")
    assert "Card 1: Translation" in desk.screen.text
    await desk.presses("Ukrainian")
    assert "Переклад" in desk.screen.text
    card = await first(circle)
    async with circle.database.transaction() as session:
        assert set(await card_texts.of_card(session, card.id)) == {"en", "uk"}


async def test_it_holds_in_its_region_or_anywhere(chat: Chat, desk: Phone) -> None:
    circle, _olha = await met(chat)
    await desk.says(f"/newcard 1 en\n{WRITTEN}")
    assert "Translator, Zakarpattia" in desk.screen.text
    await desk.presses("It holds anywhere")
    assert "Translator, anywhere" in desk.screen.text
    assert (await first(circle)).facts.region == ""
    await desk.presses("Only in the region")
    assert (await first(circle)).facts.region == "UA-21"


async def test_all_cards_are_listed_with_how_they_did(chat: Chat, desk: Phone) -> None:
    _circle, olha = await met(chat)
    await desk.says("/cards")
    assert "There is no card yet" in desk.screen.text
    for _time in range(9):
        await desk.says(f"/newcard 1 en\n{WRITTEN}")
    await desk.sends_payload("a:m-card-out:9-yes")
    await olha.says("/obstacles")
    await olha.presses("Card 9")
    await olha.presses("It worked for me")
    await desk.says("/cards")
    assert "everybody can read it; worked: 1, otherwise: 0" in desk.screen.text
    await desk.presses("Further")
    assert "Card 1: Translation" in desk.screen.text


async def test_what_is_not_a_card_is_not_kept_and_the_form_is_shown(chat: Chat, desk: Phone) -> None:
    circle, _olha = await met(chat)
    for wrong in ("uk", "uk\nTitle", "de\nTitle\nStep", "uk\nTitle\n" + "я" * 10_000):
        await desk.says(f"/newcard 1 {wrong}")
    async with circle.database.transaction() as session:
        assert await cards.every(session) == []
    await desk.says("/newcard 1")
    assert "A card is written in one message" in desk.screen.text
