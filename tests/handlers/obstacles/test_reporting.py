"""Telling of an obstacle: four taps and a few words, a number, and "is it one of these?" before anything is sent."""

import pytest

from bot.domain.obstacles import states
from handlers import where
from storage import obstacle_photos
from tests.chat import Phone
from tests.circle import Circle, heard
from tests.handlers.obstacles import stand
from tests.handlers.obstacles.stand import QUEUE, TRANSLATION, tells

TEXT = "they want money for the translation of my release paper"
channels = pytest.mark.parametrize("channel", ["telegram", "viber"])


async def four_taps(phone: Phone, words: str = TEXT) -> None:
    """The shortest way to the last question."""
    await phone.says("/obstacle")
    await phone.says("Zakarpattia")
    await phone.says("Translator")
    await phone.says("Translation, notary")
    await phone.presses("They asked for money")
    await phone.says("800 hryvnias")
    await phone.says(words)


@channels
async def test_four_taps_and_a_few_words_give_a_number_and_what_comes_next(
    circle: Circle, channel: str
) -> None:
    olha = await circle.joins(channel)
    await four_taps(olha)
    await olha.presses("That is all")
    assert "Please look once more" in olha.screen.text
    await olha.presses("Send")
    assert "It has the number 1" in olha.screen.text
    assert "four weeks" in olha.screen.text
    (report,) = await stand.reports(circle)
    assert report.story.facts == TRANSLATION.facts
    assert (report.story.detail, report.story.words) == ("800 hryvnias", TEXT)
    assert await stand.status(circle) == states.NEW


async def test_moderators_hear_of_a_new_one_and_read_no_words(circle: Circle) -> None:
    desk, olha = circle.chat.desk(), await circle.joins()
    await four_taps(olha)
    await olha.presses("That is all")
    await olha.presses("Send")
    assert heard(desk, TEXT) == 0
    assert "1" in desk.screen.text
    assert any(data.startswith("a:m-tellings:1") for row in desk.screen.rows for _l, data, _s in row)


async def test_every_question_can_be_skipped_but_an_empty_report_is_kindly_not_taken(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.says("/obstacle")
    for _question in range(4):
        await olha.presses("Skip")
    assert "Nothing is told so far" in olha.screen.text
    assert "Skip" not in olha.screen.labels
    await olha.says("   ")
    assert "no words in this message" in olha.screen.text
    await olha.presses("Cancel")
    assert await stand.now(circle) is None


async def test_10_000_characters_are_kindly_not_taken(circle: Circle) -> None:
    olha = await circle.joins()
    await four_taps(olha, "я" * 10_000)
    assert "10000 characters long, and 1000 fit here" in olha.screen.text
    assert await stand.now(circle) is None


async def test_more_can_be_told_and_the_very_sentence_is_confirmed(circle: Circle) -> None:
    olha = await circle.joins()
    await four_taps(olha)
    await olha.presses("Add more")
    await olha.says("Uzhhorod, Korzo street")
    await olha.presses("This month")
    await olha.sends_photo("the refusal itself")
    await olha.presses("Yes")
    await olha.says("Call me on +380 67 123 45 67")
    assert "could name somebody" in olha.screen.text
    await olha.says("They take 800 hryvnias for what is free.")
    assert "«They take 800 hryvnias for what is free.»" in olha.screen.text
    await olha.presses("Yes, exactly so")
    await olha.presses("Send")
    (report,) = await stand.reports(circle)
    story = report.story
    assert (story.place, story.when) == ("Uzhhorod, Korzo street", "month")
    assert story.public == "They take 800 hryvnias for what is free."
    assert story.words == f"{TEXT}\nthe refusal itself"
    assert not report.released
    async with circle.database.transaction() as session:
        (photo,) = await obstacle_photos.of_report(session, report.id)
    assert photo.status == obstacle_photos.UNSEEN


async def test_a_yes_to_one_sentence_is_no_yes_to_another(circle: Circle) -> None:
    olha = await circle.joins()
    await four_taps(olha)
    await olha.presses("Add more")
    for _question in range(3):
        await olha.presses("Skip")
    await olha.presses("Yes")
    await olha.says("The first sentence.")
    await olha.presses("Yes, exactly so")
    await olha.presses("Change an answer")
    while "The sentence" not in olha.screen.labels:
        await olha.presses("More")
    await olha.presses("The sentence")
    await olha.says("Another sentence.")
    assert "«Another sentence.»" in olha.screen.text
    await olha.presses("Do not tell it")
    await olha.presses("Send")
    (report,) = await stand.reports(circle)
    assert report.story.public == ""


@channels
async def test_is_it_one_of_these_shows_what_is_known_and_names_nobody(circle: Circle, channel: str) -> None:
    olha, petro = await circle.joins(), await circle.joins(channel)
    await tells(circle, olha, QUEUE)
    await tells(circle, await circle.joins(), TRANSLATION)
    await four_taps(petro)
    await petro.presses("That is all")
    text = petro.screen.text
    assert "Is it one of these?" in text
    assert "Number 2: new" in text
    assert "1 person met it." in text
    assert "Translator, Uzhhorod, Korzo street, Zakarpattia" in text
    assert TRANSLATION.words not in text
    assert "800" not in text


async def test_me_too_joins_and_asks_only_what_helped(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.joins()
    await tells(circle, olha)
    await four_taps(petro)
    await petro.presses("That is all")
    await petro.presses("Number 1")
    assert "What has helped you with it?" in petro.screen.text
    await petro.presses("Going there together")
    await petro.presses("Done")
    await petro.presses("Send")
    assert "You are in number 1 now." in petro.screen.text
    assert "2 people met it." in petro.screen.text
    assert await stand.now(circle, 2) is None
    assert await stand.status(circle) == states.CONFIRMED
    assert [r.story.helped for r in await stand.reports(circle)] == [(), ("together",)]
    await circle.chat.work()
    assert heard(olha, "Somebody else met it too") == 1
    assert heard(petro, "Somebody else met it too") == 0, "it was their own doing"


async def test_none_of_these_files_a_new_one(circle: Circle) -> None:
    await tells(circle, await circle.joins())
    petro = await circle.joins()
    await four_taps(petro)
    await petro.presses("That is all")
    await petro.presses("None of these")
    await petro.presses("Send")
    assert "It has the number 2" in petro.screen.text
    assert len(await stand.reports(circle, 1)) == len(await stand.reports(circle, 2)) == 1


async def test_joining_ones_own_is_kindly_without_effect(circle: Circle) -> None:
    olha = await circle.joins()
    await tells(circle, olha)
    await olha.says("/obstacle")
    await olha.presses("Tell of another one")
    for answer in ("Zakarpattia", "Translator", "Translation, notary", "They asked for money", "900", TEXT):
        await olha.says(answer)
    await olha.presses("That is all")
    await olha.presses("Number 1")
    assert "You told of number 1 yourself, and it is counted" in olha.screen.text
    assert len(await stand.reports(circle)) == 1


async def test_joining_twice_is_kindly_without_effect(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.joins()
    known = await tells(circle, olha)
    await tells(circle, petro, stand.in_other_words(), known.id)
    await petro.sends_payload("a:obstacle-new:")
    for answer in ("Zakarpattia", "Translator", "Translation, notary", "They asked for money", "900", TEXT):
        await petro.says(answer)
    await petro.presses("That is all")
    await petro.presses("Number 1")
    assert "You are in number 1 already, and counted once" in petro.screen.text
    assert len(await stand.reports(circle)) == 2


async def test_a_draft_sent_after_somebody_joined_elsewhere_counts_once(circle: Circle) -> None:
    petro = await circle.joins()
    known = await tells(circle, await circle.joins())
    await four_taps(petro)
    for label in ("That is all", "Number 1", "Skip"):
        await petro.presses(label)
    await tells(circle, petro, TRANSLATION, known.id)  # meanwhile, from another phone
    await petro.presses("Send")
    assert len(await stand.reports(circle)) == 2
    assert await stand.now(circle, 2) is None


async def test_a_solved_one_asks_whether_it_happened_afterwards_and_comes_back(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.joins()
    await tells(circle, olha)
    await stand.comes(circle, 1, states.SOLVED)
    await four_taps(petro)
    await petro.presses("That is all")
    await petro.presses("Number 1")
    await petro.presses("Skip")
    assert "counts as solved since 21 November" in petro.screen.text
    await petro.presses("Yes")
    await petro.presses("Send")
    assert "It counts as back again" in petro.screen.text
    assert await stand.status(circle) == states.RETURNED
    await circle.chat.work()
    assert heard(olha, "It is back: somebody met it again") == 1
    vira = await circle.joins()
    await four_taps(vira)
    for label in ("That is all", "Number 1", "Skip", "Send"):
        await vira.presses(label)
    assert "It counts as back again" not in vira.screen.text, "it was back before"


async def test_a_solved_one_that_happened_before_stays_solved(circle: Circle) -> None:
    petro = await circle.joins()
    await tells(circle, await circle.joins())
    await stand.comes(circle, 1, states.SOLVED)
    await four_taps(petro)
    for label in ("That is all", "Number 1", "Skip", "No", "Send"):
        await petro.presses(label)
    assert await stand.status(circle) == states.SOLVED
    assert len(await stand.reports(circle)) == 2


async def test_also_whether_it_happened_afterwards_can_be_skipped(circle: Circle) -> None:
    petro = await circle.joins()
    await tells(circle, await circle.joins())
    await stand.comes(circle, 1, states.SOLVED)
    await four_taps(petro)
    for label in ("That is all", "Number 1", "Skip", "Skip", "Send"):
        await petro.presses(label)
    assert await stand.status(circle) == states.SOLVED


async def test_who_would_tell_a_sentence_and_finds_none_skips_it(circle: Circle) -> None:
    petro = await circle.joins()
    await four_taps(petro)
    for label in ("Add more", "Skip", "Skip", "Skip", "Yes", "Skip", "Send"):
        await petro.presses(label)
    (report,) = await stand.reports(circle)
    assert (report.story.public, report.released) == ("", False)


async def test_where_a_phone_may_be_searched_no_place_and_no_photo_is_asked(circle: Circle) -> None:
    olha = await circle.joins(place=where.DANGER)
    await olha.says("/obstacle")
    assert "At which office?" in olha.screen.text
    for _question in range(3):
        await olha.presses("Skip")
    await olha.says(TEXT)
    await olha.presses("Add more")
    assert "When was it?" in olha.screen.text
    await olha.presses("Skip")
    assert "May others read a sentence" in olha.screen.text
