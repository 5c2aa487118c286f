"""Settings: each is shown, and changed by itself; a name in talks leads nobody to the person."""

import pytest

from bot.domain import places
from handlers.settings import LONGEST_NAME
from storage import persons
from storage.persons import Profile
from tests.chat import Phone
from tests.circle import Circle


async def profile(circle: Circle, phone: Phone) -> Profile:
    async with circle.database.transaction() as session:
        person = await persons.get(session, circle.id(phone))
    assert person is not None
    return person.profile


async def test_settings_show_what_was_told_and_what_was_not(circle: Circle) -> None:
    olha = await circle.joins(name="Kalyna", region="GE")
    await olha.says("/settings")
    for shown in ("Name in talks: Kalyna", "Where I am: not said", "Region: Georgia", "Language: English"):
        assert shown in olha.screen.text


async def test_each_setting_is_changed_by_itself(circle: Circle) -> None:
    olha = await circle.joins(name="Kalyna")
    await olha.says("/settings")
    await olha.presses("Name in talks")
    await olha.says("  Quiet \n river ")
    assert "Saved." in olha.screen.text
    assert "Name in talks: Quiet river" in olha.screen.text
    await olha.presses("Where I am")
    await olha.presses("Abroad")
    await olha.presses("Region")
    await olha.says("Georgia")
    assert await profile(circle, olha) == Profile("Quiet river", "abroad", "GE")


async def test_a_name_is_taken_away_by_skipping(circle: Circle) -> None:
    olha = await circle.joins(name="Kalyna")
    await olha.sends_payload("a:set:name")
    await olha.presses("Skip")
    assert "Name in talks: not said" in olha.screen.text


@pytest.mark.parametrize(
    "name",
    ["+380 50 123 45 67", "@kalyna_1985", "t.me/kalyna", "kalyna@example.org", "Kalyna, tg kalyna1985"],
)
async def test_a_name_that_leads_to_the_person_is_refused(circle: Circle, name: str) -> None:
    olha = await circle.joins()
    await olha.sends_payload("a:set:name")
    await olha.says(name)
    assert "leads nowhere" in olha.screen.text
    assert (await profile(circle, olha)).name == ""


async def test_a_name_that_is_too_long_is_refused(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.sends_payload("a:set:name")
    await olha.says("k" * (LONGEST_NAME + 1))
    assert f"{LONGEST_NAME} fit here" in olha.screen.text
    await olha.says("k" * LONGEST_NAME)
    assert "Saved." in olha.screen.text


async def test_where_i_am_can_be_taken_back(circle: Circle) -> None:
    olha = await circle.joins(place="abroad")
    await olha.sends_payload("a:set:place")
    await olha.presses("I would rather not say")
    assert (await profile(circle, olha)).place == ""


async def test_in_danger_no_region_is_kept(circle: Circle) -> None:
    olha = await circle.joins(region="UA-14")
    await olha.sends_payload("a:set:place")
    await olha.presses("In Russia or an occupied area")
    assert await profile(circle, olha) == Profile("", "danger", "")


async def test_a_setting_that_does_not_exist_changes_nothing(circle: Circle) -> None:
    olha = await circle.joins(name="Kalyna")
    await olha.sends_payload("a:set:consent")
    assert "no such setting" in olha.screen.text
    assert await profile(circle, olha) == Profile("Kalyna")


async def test_an_unfinished_request_waits_while_a_setting_is_changed(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.says("/ask")
    await olha.presses(olha.screen.labels[0])
    await olha.sends_payload("a:set:place")
    await olha.presses("Abroad")
    await olha.says("/ask")
    assert "unfinished draft" in olha.screen.text


async def test_every_place_can_be_chosen_as_region(circle: Circle) -> None:
    olha = await circle.joins("viber")
    await olha.sends_payload("a:set:region")
    for code in ("UA-05", places.ABROAD[-1].code):
        await olha.says(places.name(code).en)
        assert (await profile(circle, olha)).region == code
        await olha.sends_payload("a:set:region")


async def test_nobody_is_called_like_the_bot_or_its_team(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.sends_payload("a:set:name")
    await olha.says("Модератор Kolo")
    assert "could be taken for the bot" in olha.screen.text
    assert (await profile(circle, olha)).name == ""
