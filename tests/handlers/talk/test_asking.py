"""Words that show who somebody is, or where money goes, wait for their author's decision."""

from datetime import timedelta

import pytest

from bot.clock import StoppedClock
from tests.handlers.talk.conftest import OUTSIDE, Two

PHONE = "Call me: 067 123 45 67"
ASKED = "1 message is not sent yet. What it shows: a phone number.\nSend it to Yavir anyway?"


@pytest.mark.parametrize(
    "text, shows",
    [
        (PHONE, "a phone number"),
        ("see example.com/page", "a link"),
        ("write to @kalyna_77", "a name in a messenger"),
        ("olha@example.com", "an e-mail address"),
        ("4111 1111 1111 1111", "a card number"),
        ("UA213223130000026007233566001", "a bank account"),
        ("паспорт СН 123456", "a document number"),
        ("живу на вулиці Шевченка 14, кв. 27", "an address"),
        ("служив у в/ч А1234", "a military unit"),
        ("0671234567 or @kalyna_77", "a phone number, a name in a messenger"),
    ],
)
async def test_what_shows_an_identifier_is_held_back_with_a_question(two: Two, text: str, shows: str) -> None:
    question = await two.olha.says(text)
    assert f"What it shows: {shows}." in question.text
    assert question.labels == ["Send anyway", "Do not send", "Menu"]
    assert not two.talks.to(two.petro)


async def test_a_caption_is_held_back_like_words(two: Two) -> None:
    await two.olha.sends_photo(PHONE)
    assert two.olha.screen.text == ASKED
    assert not two.talks.to(two.petro)
    await two.olha.presses("Send anyway")
    assert two.talks.to(two.petro)[-1].body["text"] == f"Kalyna:\n{PHONE}{OUTSIDE}"
    assert "picture" in two.talks.to(two.petro)[-1].body


async def test_send_anyway_sends_once_however_often_it_is_pressed(two: Two) -> None:
    question = await two.olha.says(PHONE)
    data = question.rows[0][0][1]
    receipt = await two.olha.presses("Send anyway")
    assert receipt.text == "Sent to Yavir."
    again = await two.olha.sends_payload(data, receipt.id)
    assert again.text.startswith("That question is answered already, or too old.")
    assert "Sent to Yavir." in two.olha.texts
    assert [out.body["text"] for out in two.talks.to(two.petro)] == [f"Kalyna:\n{PHONE}{OUTSIDE}"]


async def test_do_not_send_forgets_the_words(two: Two) -> None:
    await two.olha.says(PHONE)
    answer = await two.olha.presses("Do not send")
    assert answer.text.startswith("It was not sent, and it is not kept.")
    assert (await two.talks.state(two.olha))["held"] == {}
    assert not two.talks.to(two.petro)


async def test_the_typed_label_answers_too(two: Two) -> None:
    await two.olha.says(PHONE)
    await two.olha.says("do not send")
    assert (await two.talks.state(two.olha))["held"] == {}
    await two.olha.says(PHONE)
    await two.olha.says("send anyway")
    assert two.petro.screen.text == f"Kalyna:\n{PHONE}{OUTSIDE}"


async def test_harmless_words_go_while_others_wait_and_the_question_is_asked_again(two: Two) -> None:
    await two.olha.says(PHONE)
    screen = await two.olha.says("Are you there?")
    assert two.petro.screen.text == "Kalyna:\nAre you there?"
    assert screen.text == f"Sent to Yavir.\n\n{ASKED}"
    assert screen.labels == ["Send anyway", "Do not send", "Withdraw", "Menu"]
    await two.olha.presses("Send anyway")
    assert two.petro.screen.text == f"Kalyna:\n{PHONE}{OUTSIDE}"


async def test_two_waiting_messages_stand_behind_one_question(two: Two) -> None:
    first = await two.olha.says(PHONE)
    old = first.rows[0][0][1]
    second = await two.olha.says("or @kalyna_77")
    assert second.text.startswith("2 messages are not sent yet. What it shows: a phone number, a name in a m")
    await two.olha.sends_payload(old)
    assert not two.talks.to(two.petro)
    await two.olha.presses("Send anyway")
    assert two.petro.texts == [f"Kalyna:\n{PHONE}{OUTSIDE}", f"Kalyna:\nor @kalyna_77{OUTSIDE}"]
    assert [text for text in two.olha.texts if text == "Sent to Yavir."] == ["Sent to Yavir."] * 2


async def test_no_more_than_ten_messages_wait(two: Two) -> None:
    for _each in range(10):
        await two.olha.says(PHONE)
    answer = await two.olha.says("or @kalyna_77")
    assert answer.text.startswith("Please answer this first. The last message was not kept.")
    await two.olha.presses("Send anyway")
    assert [out.body["text"] for out in two.talks.to(two.petro)] == [f"Kalyna:\n{PHONE}{OUTSIDE}"] * 10


async def test_after_an_hour_nothing_waits_any_more(two: Two) -> None:
    await two.olha.says(PHONE)
    assert isinstance(two.talks.database.clock, StoppedClock)
    two.talks.database.clock.jump(timedelta(hours=1, seconds=1))
    await two.olha.presses("Send anyway")
    assert two.olha.screen.text.startswith("That question is answered already, or too old.")
    assert not two.talks.to(two.petro)


async def test_the_corrected_text_takes_the_place_of_the_one_that_waits(two: Two) -> None:
    await two.olha.says(PHONE, message="500")
    screen = await two.olha.sends("edited", text="Call me in the evening", message="500")
    assert screen.text == "Sent to Yavir."
    assert two.petro.texts == ["Kalyna:\nCall me in the evening"]


async def test_a_correction_that_still_shows_a_phone_asks_again_and_the_old_button_is_dead(two: Two) -> None:
    question = await two.olha.says(PHONE, message="500")
    old = question.rows[0][0][1]
    await two.olha.sends("edited", text="067 765 43 21", message="500")
    assert two.olha.screen.text == ASKED
    await two.olha.sends_payload(old)
    assert not two.talks.to(two.petro)
    await two.olha.presses("Send anyway")
    assert two.petro.texts == [f"Kalyna:\n067 765 43 21{OUTSIDE}"]


async def test_words_that_wait_for_a_name_can_be_corrected_too(two: Two) -> None:
    await two.petro.says("Helo", message="500")
    await two.petro.sends("edited", text="Hello", message="500")
    await two.petro.presses("Kalyna")
    assert two.olha.screen.text == "Yavir:\nHello"


async def test_words_with_a_phone_are_asked_about_after_the_talk_is_named(two: Two) -> None:
    await two.petro.says("Hello")
    await two.petro.says(PHONE)
    await two.petro.presses("Kalyna")
    assert two.olha.screen.text == "Yavir:\nHello"
    assert "What it shows: a phone number." in two.petro.screen.text
    await two.petro.presses("Send anyway")
    assert two.olha.screen.text == f"Yavir:\n{PHONE}{OUTSIDE}"


@pytest.mark.parametrize(
    "text", ["4111 1111 1111 1111", "UA213223130000026007233566001", "see example.com/page"]
)
async def test_whoever_gets_a_card_or_a_link_is_calmly_warned(two: Two, text: str) -> None:
    await two.olha.says(text)
    await two.olha.presses("Send anyway")
    warning = "Help here costs nothing. Nobody needs your card, your money or a code from a message."
    assert two.petro.screen.text == f"Kalyna:\n{text}\n\n{warning}"
    assert two.petro.screen.labels == ["Reply", "Report", "Menu"]


async def test_a_press_on_report_leaves_the_suspicious_words_in_place(both_on_telegram: Two) -> None:
    olha, petro = both_on_telegram.olha, both_on_telegram.petro
    await olha.says("see example.com/page")
    await olha.presses("Send anyway")
    await petro.presses("Report")
    assert petro.texts[0].startswith("Kalyna:\nsee example.com/page")
    assert petro.screen.text.startswith("What happened in the talk with Kalyna?")


@pytest.mark.parametrize("text", [PHONE, "write to @kalyna_77", "olha@example.com"])
async def test_whoever_gets_a_phone_or_a_name_is_told_where_help_ends(two: Two, text: str) -> None:
    await two.olha.says(text)
    await two.olha.presses("Send anyway")
    assert two.petro.screen.text == f"Kalyna:\n{text}{OUTSIDE}"
    assert two.petro.screen.labels == ["Reply", "Report", "Menu"]


async def test_a_number_of_a_document_needs_no_warning(two: Two) -> None:
    await two.olha.says("паспорт СН 123456")
    await two.olha.presses("Send anyway")
    assert two.petro.screen.text == "Kalyna:\nпаспорт СН 123456"
