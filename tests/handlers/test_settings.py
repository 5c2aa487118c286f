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
    await olha.presses("Where and when")
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


@pytest.mark.parametrize("channel", ["telegram", "viber"])
async def test_quiet_hours_are_two_presses_and_shown(circle: Circle, channel: str) -> None:
    olha = await circle.joins(channel)
    await olha.says("/settings")
    assert "Quiet hours: 22:00 to 8:00" in olha.screen.text
    await olha.presses("Where and when")
    await olha.presses("Quiet hours")
    await olha.presses("20:00")
    await olha.says("9")
    assert "Quiet hours: 20:00 to 9:00" in olha.screen.text
    assert (await profile(circle, olha)).quiet == (20, 9)


async def test_quiet_hours_leave_room_to_reach_the_person(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.sends_payload("a:set:quiet")
    await olha.says("20")
    for hour in ("20", "13:00", "25", "soon"):
        await olha.says(hour)
        assert "one of the hours shown here" in olha.screen.text
    assert (await profile(circle, olha)).quiet == (22, 8)


async def test_a_zone_is_a_press_or_a_city_and_its_time_is_shown(circle: Circle) -> None:
    olha = await circle.joins(region="GE")
    await olha.says("/settings")
    assert "Time zone: Tbilisi" in olha.screen.text
    await olha.presses("Where and when")
    await olha.presses("Time zone")
    await olha.says("Нью-Йорк")
    assert "Time zone: New York" in olha.screen.text
    assert "Your clock shows 07:00 now." in olha.screen.text
    await olha.presses("Time zone")
    await olha.presses("As in my region")
    assert "Time zone: Tbilisi" in olha.screen.text


async def test_a_zone_that_does_not_exist_changes_nothing(circle: Circle) -> None:
    olha = await circle.joins(zone="Asia/Tbilisi")
    await olha.sends_payload("a:set:zone")
    for words in ("Mars/Olympus", "UTC+15", "../etc/passwd"):
        await olha.says(words)
        assert "was changed" in olha.screen.text
    assert (await profile(circle, olha)).zone == "Asia/Tbilisi"


async def test_in_danger_a_zone_names_no_place(circle: Circle) -> None:
    olha = await circle.joins(place="danger")
    await olha.sends_payload("a:set:zone")
    assert not any("Germany" in label for label in olha.screen.labels)
    await olha.says("Moscow")
    assert (await profile(circle, olha)).zone == "Etc/GMT-3"
    await olha.presses("Where I am")
    await olha.presses("In Russia")
    assert (await profile(circle, olha)).zone == ""
