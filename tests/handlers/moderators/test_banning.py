"""A ban: what ends with it, who hears what, what stays open, and that it ends."""

from datetime import timedelta

import pytest

from bot.screens import Screen
from handlers.moderators.person_card import BANS
from storage import groups, helpers, outbox, person_numbers, requests
from storage.outbox import Priority
from tests.chat import Chat, Phone
from tests.circle import Circle, heard
from tests.handlers.moderators import stand


async def number(circle: Circle, phone: Phone) -> int:
    """The number of a person at the desk."""
    async with circle.database.transaction() as session:
        return await person_numbers.of(session, circle.id(phone))


async def bans(circle: Circle, desk: Phone, phone: Phone) -> None:
    """Ban the person of a phone, for threats."""
    await desk.says(f"/ban {await number(circle, phone)}")
    await desk.presses("Threatened or hurt somebody")


async def test_who_asked_is_closed_and_the_helper_hears_it_kindly(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    asks, helps, match_id = await circle.talking()
    other_id = await circle.asks(asks)
    await bans(circle, desk, asks)
    assert desk.screen.text.startswith("Banned by a moderator.")
    assert [one.status for one in await circle.requests(asks)] == [requests.CLOSED, requests.CLOSED]
    assert (await circle.request(other_id)).outcome == "ended"
    assert (await circle.match(match_id)).outcome == "ended"
    assert heard(helps, "It is not because of you.") == 1
    assert not any("Threat" in text or "ban" in text.casefold() for text in helps.texts)
    assert asks.screen.text.startswith("The moderators have closed asking")


async def test_who_helped_is_led_on_and_the_request_keeps_its_place(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    asks, helps, match_id = await circle.talking()
    await bans(circle, desk, helps)
    match = await circle.match(match_id)
    assert (match.status, match.outcome) == ("closed", "left")
    assert (await circle.request(match.request_id)).status == requests.WAITING
    assert heard(asks, "cannot go on with request 1") == 1
    assert await stand.states(chat) == {helpers.REFUSED: 1}
    await desk.says("/approve 1")
    assert desk.screen.text == "This person is banned: the ban has to end first."


async def test_groups_are_left_and_a_group_without_a_coordinator_is_told(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    group = await circle.group()
    leads = await circle.coordinator(group)
    circle_id = circle.id(leads)
    await bans(circle, desk, leads)
    async with chat.database.transaction() as session:
        assert await groups.role(session, circle_id, group.id) == ""
    assert any("coordinat" in text for text in desk.texts)


@pytest.mark.parametrize("channel", ["telegram", "viber"])
async def test_only_help_numbers_own_data_deleting_and_language_are_open(
    chat: Chat, desk: Phone, channel: str
) -> None:
    circle = Circle(chat)
    phone = await circle.joins(channel)
    await bans(circle, desk, phone)
    for said in (
        "/ask",
        "/volunteer",
        "/groups",
        "/talks",
        "/menu",
        "/start",
        "/obstacle",
        "hello",
        "Ask for help",
    ):
        assert (await phone.says(said)).text.startswith("The moderators have closed asking"), said
    for pressed in ("c:ask", "a:offer:1", "f:abc123:need:talk", "c:menu", "a:join:1", "a:talk:1"):
        assert (await phone.sends_payload(pressed)).text.startswith("The moderators have closed asking"), (
            pressed
        )
    assert "112" in (await phone.says("/sos")).text
    assert "stored about you" in (await phone.says("/mydata")).text
    await phone.presses("Show it here")
    assert any('"banned": "harm"' in text for text in phone.texts)
    assert "language" in (await phone.says("/language")).text.casefold()
    await phone.presses("English")
    assert (await phone.says("/forget")).text.startswith("Delete everything about you?")
    await phone.presses("Keep it")
    assert "The moderators have closed asking" in phone.screen.text


async def test_signs_of_danger_still_bring_the_numbers_and_an_alert(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    phone = await circle.joins()
    await bans(circle, desk, phone)
    await phone.says("I want to kill myself today")
    assert any("112" in text or "116" in text for text in phone.texts)
    assert not any("Yes, please" in message.labels for message in phone.messages)
    assert any("Signs of danger" in text or "danger" in text for text in desk.texts)


async def test_nothing_comes_unasked_any_more_but_danger(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    phone = await circle.joins()
    await bans(circle, desk, phone)
    async with chat.database.transaction() as session:
        assert not await outbox.push(session, circle.id(phone), Screen("news"))
        assert await outbox.push(session, circle.id(phone), Screen("numbers"), Priority.CRISIS)


async def test_it_can_be_asked_once_a_week_to_look_again(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    phone = await circle.joins()
    await bans(circle, desk, phone)
    for _time in range(2):
        await phone.presses("Look at it again")
    assert heard(desk, "A banned person asks that it is looked at again.") == 1
    assert "within the last seven days" in phone.screen.text
    await desk.presses("End the ban")
    assert desk.screen.text.startswith("The ban is over.")
    assert phone.screen.text.startswith("The moderators have opened asking")
    assert (await phone.says("/ask")).labels
    assert "closed asking" not in phone.screen.text


async def test_it_outlives_deleting_everything_and_the_person_was_told(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    phone = await circle.joins()
    await bans(circle, desk, phone)
    assert "And for a year: a seal" in (await phone.says("/forget")).text
    await phone.presses("Delete everything")
    await phone.says("/start")
    assert phone.screen.text.startswith("The moderators have closed asking")


async def test_a_year_after_deleting_everything_the_address_is_forgotten(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    phone = await circle.joins()
    await bans(circle, desk, phone)
    await phone.says("/forget")
    await phone.presses("Delete everything")
    chat.database.clock.jump(timedelta(days=366))
    await phone.says("/start")
    assert "closed asking" not in phone.screen.text


async def test_a_second_press_and_a_wrong_one_change_nothing(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    phone = await circle.joins()
    await bans(circle, desk, phone)
    acts = await stand.acts(chat)
    n = await number(circle, phone)
    await desk.sends_payload(f"a:m-banned:{n}-money")
    assert desk.screen.text.startswith("This is done already.")
    await desk.sends_payload(f"a:m-banned:{n}-whim")
    await desk.says(f"/unban {n}")
    await desk.says(f"/unban {n}")
    assert desk.screen.text.startswith("This is done already.")
    assert (await stand.acts(chat))[len(acts) :] == [f"unban person {n}"]
    await desk.says("/audit")
    assert "Threatened or hurt somebody" in desk.screen.text
    assert set(BANS) == {"harm", "money", "private", "spam"}


async def test_letters_end_with_a_ban_and_nobody_is_reminded_of_them(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    olha = await circle.joins()
    await olha.says("/team")
    await olha.says("my own words")
    await olha.presses("Send")
    await bans(circle, desk, olha)
    await chat.passes(days=2)
    assert heard(desk, "A letter of a person waits for an answer.") == 0
    assert heard(olha, "Nobody has answered your letter yet.") == 0
    assert "No letters are open now." in (await desk.says("/letters")).text


async def test_what_a_banned_person_asks_is_taken_by_one_and_closes_with_the_ban(
    chat: Chat, desk: Phone
) -> None:
    circle = Circle(chat)
    olha = await circle.joins()
    await bans(circle, desk, olha)
    await olha.presses("Look at it again")
    asked = desk.screen
    assert asked.text.startswith("A banned person asks that it is looked at again.")
    await desk.presses("I take it")
    assert "Taken by moderator 1" in asked.text
    await desk.says(f"/unban {await number(circle, olha)}")
    await chat.work()
    assert asked.text.startswith("Alert 1, banned person asks: closed.")


async def test_what_waits_for_the_morning_is_dropped_with_a_ban(chat: Chat, desk: Phone) -> None:
    circle = Circle(chat)
    olha = await circle.joins()
    await circle.asks(olha)
    await chat.passes(hours=10)  # midnight in Kyiv
    await desk.says("/write 1 We look into it.")
    await desk.presses("Send")
    assert await stand.said(chat) == 1
    await bans(circle, desk, olha)
    assert await stand.said(chat) == 0
    assert heard(olha, "The moderators have closed asking") == 1
