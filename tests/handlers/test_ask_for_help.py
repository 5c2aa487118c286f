"""Asking for help: on behalf of which group, when there is more than one."""

import pytest

from bot.domain.matching.policy import OURS
from bot.domain.matching.snapshot import NOW
from bot.domain.obstacles.cards import Content
from bot.i18n import Language, translate
from handlers import where
from handlers.ask_for_help import NEXT
from storage import groups, requests
from tests.chat import Phone
from tests.circle import Circle
from tests.handlers.obstacles.stand import TRANSLATION, card, in_other_words, tells

WHICH = "On behalf of which group?"
TO_THE_GROUP = ("Documents", "Passport", "Skip", "No hurry", "Skip", "No preference")
UP_TO_TWO: list[tuple[Language, str]] = [
    ("uk", "одну-дві людини"),
    ("ru", "одного-двух"),
    ("en", "one or two"),
]


async def asks(phone: Phone, *labels: str) -> None:
    await phone.says("/ask")
    for label in labels:
        await phone.presses(label)


async def group_of(circle: Circle, phone: Phone) -> int:
    """The group of the person's newest request."""
    async with circle.database.transaction() as session:
        return (await requests.of_person(session, circle.id(phone)))[0].group_id


@pytest.mark.parametrize(
    "typed, asked",
    [
        ("паспорт", "✓ Documents"),
        ("ВПО", "✓ Documents"),
        ("адвокат", "✓ Legal help"),
        ("wife", "✓ Family contact and search"),
    ],
)
async def test_the_need_is_known_by_what_it_is_about_exactly(circle: Circle, typed: str, asked: str) -> None:
    olha = await circle.joins()
    await olha.says("/ask")
    assert (await olha.says(typed)).text == f"{asked}\n\nWhat exactly?"


async def test_what_can_mean_several_needs_shows_these(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.says("/ask")
    assert (await olha.says("інвалідність")).labels[:2] == ["Doctor and medicines", "Restricted movement"]


@pytest.mark.parametrize("language, said", UP_TO_TWO)
def test_no_more_are_asked_at_once_than_the_person_is_told(language: Language, said: str) -> None:
    assert OURS.at_once[NOW] == 2
    assert said in translate(NEXT["now"], language)


async def test_who_is_in_no_group_or_in_one_is_not_asked(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.joins("viber")
    group = await circle.group("Tbilisi", petro)
    for phone, expected in ((olha, 0), (petro, group.id)):
        await asks(phone, *TO_THE_GROUP, "Skip", "Send")
        assert not [text for text in phone.texts if WHICH in text]
        assert await group_of(circle, phone) == expected


@pytest.mark.parametrize("chosen", ["Tbilisi", "Kyiv", "No group"])
async def test_who_is_in_several_chooses_the_main_one_standing_first(circle: Circle, chosen: str) -> None:
    olha = await circle.joins()
    found = {name: (await circle.group(name, olha)).id for name in ("Tbilisi", "Kyiv")}
    await olha.sends_payload(f"a:group-main:{found['Kyiv']}")
    await asks(olha, *TO_THE_GROUP)
    assert WHICH in olha.screen.text
    assert olha.screen.labels[:3] == ["Kyiv", "Tbilisi", "No group"]
    await olha.presses(chosen)
    await olha.presses("Skip")
    assert f"Group: {chosen}" in olha.screen.text
    await olha.presses("Send")
    assert await group_of(circle, olha) == found.get(chosen, 0)


async def test_in_danger_no_group_is_named_and_the_main_one_is_taken(circle: Circle) -> None:
    olha = await circle.joins()
    await circle.group("Tbilisi", olha)
    second = await circle.group("Batumi", olha)
    await olha.sends_payload(f"a:group-main:{second.id}")
    await olha.sends_payload("a:set:place")
    await olha.presses("In Russia or an occupied area")
    before = len(olha.messages)
    await asks(olha, "Documents", "Passport", "No hurry", "Skip", "No preference", "Skip", "Send")
    assert not [message for message in olha.messages[before:] if "Batumi" in message.text + str(message.rows)]
    assert await group_of(circle, olha) == second.id


async def test_a_group_that_closes_in_the_middle_is_asked_about_anew(circle: Circle) -> None:
    olha = await circle.joins()
    first, second = await circle.group("Tbilisi", olha), await circle.group("Kyiv", olha)
    await circle.group("Batumi", olha)
    await asks(olha, *TO_THE_GROUP, "Tbilisi")
    async with circle.database.transaction() as session:
        await groups.close(session, first.id)
    await olha.says("/ask")
    assert WHICH in olha.screen.text
    assert "Tbilisi" not in olha.screen.labels
    await olha.presses("Kyiv")
    await olha.presses("Skip")
    await olha.presses("Send")
    assert await group_of(circle, olha) == second.id


@pytest.mark.parametrize("need, said", [("Documents", True), ("Just talk", False)])
async def test_where_an_office_answers_one_quiet_line_asks_whether_it_refused(
    circle: Circle, need: str, said: bool
) -> None:
    olha = await circle.joins()
    await olha.says("/ask")
    await olha.says(need)
    await olha.sends_payload(olha.screen.rows[0][0][1])
    for label in ("Skip", "No hurry", "Skip", "No preference", "Skip", "Send"):
        await olha.presses(label)
    assert ("/obstacle" in olha.screen.text) == said


async def _card(circle: Circle) -> None:
    """Two met that a translation costs money, and a card says what helped."""
    known = await tells(circle, await circle.joins(), TRANSLATION)
    await tells(circle, await circle.joins(), in_other_words(), known.id)
    await card(circle, known)


@pytest.mark.parametrize("channel", ["telegram", "viber"])
async def test_when_others_met_likely_the_same_what_helped_them_is_one_press_away(
    circle: Circle, channel: str
) -> None:
    await _card(circle)
    olha = await circle.joins(channel)
    await asks(olha, *TO_THE_GROUP)
    await olha.says("вимагають гроші за переклад довідки про звільнення, хоча це безкоштовно")
    await olha.presses("Send")
    assert "Others met something like it." in olha.screen.text
    await olha.presses("What helped others")
    assert "Card 1: Translation of a release paper" in olha.screen.text


@pytest.mark.parametrize("words", ["the tax number was lost on a train", ""])
async def test_what_is_not_likely_the_same_is_not_shown(circle: Circle, words: str) -> None:
    await _card(circle)
    olha = await circle.joins()
    await asks(olha, *TO_THE_GROUP)
    await (olha.says(words) if words else olha.presses("Skip"))
    await olha.presses("Send")
    assert "What helped others" not in olha.screen.labels


async def test_in_danger_and_after_signs_of_it_nobody_is_sent_to_read(circle: Circle) -> None:
    await _card(circle)
    olha, petro = await circle.joins(place=where.DANGER), await circle.joins()
    words = "they want money for the translation of my release paper, though it is free"
    in_danger = ("Documents", "Passport", "No hurry", "Skip", "No preference")
    for phone, labels in ((olha, in_danger), (petro, TO_THE_GROUP)):
        await asks(phone, *labels)
        await phone.says(words if phone is olha else f"{words}. I want to kill myself")
        await phone.presses("Send")
        assert "What helped others" not in phone.screen.labels
    assert "very hard, or dangerous, right now" in str(petro.texts)


async def test_a_card_whose_obstacle_has_nobody_left_is_still_found(circle: Circle) -> None:
    known = await tells(circle, petro := await circle.joins(), TRANSLATION)
    words = "they want money for the translation of the release paper, though it is free"
    await card(circle, known, Content(words, ("Ask for the refusal in writing",)))
    await petro.sends_payload(f"a:obstacle-leave:{known.id}:yes")
    olha = await circle.joins()
    await asks(olha, *TO_THE_GROUP)
    await olha.says(words)
    await olha.presses("Send")
    assert "What helped others" in olha.screen.labels
