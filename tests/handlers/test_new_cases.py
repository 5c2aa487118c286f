"""Many new cases of one person in a short time: told before the first question; at "Send" nothing is lost."""

import asyncio
from datetime import timedelta
from typing import cast

import pytest

from bot.clock import StoppedClock
from bot.dispatch import Dispatcher
from bot.domain.matching import Ask
from bot.i18n import Language
from bot.incoming import Incoming
from bot.screens import Rendered
from bot.tasks import start, stop
from storage import helpers, persons
from tests.chat import Phone
from tests.circle import Circle, heard
from tests.handlers import limits
from tests.handlers.accounts.stand import linked
from tests.handlers.obstacles import stand
from tests.handlers.test_how_are_you import answers as how_it_is
from tests.jobs.test_how_are_you import asked

ANSWERS = ("Documents", "Passport", "Skip", "No hurry", "Skip", "No preference", "Skip")
AN_HOUR = "People read every request, so 3 can be sent within an hour. The next one can go after 15:00."
ANEW = "c:anew:ask_for_help"  # an old button, under which nothing was said of a limit
OFFER = (
    "Documents",
    "Done",
    "English",
    "Done",
    "Only from afar",
    "Skip",
    "No, only by day",
    "1",
    "I am a woman",
)
LESSONS = ("Go on", "Go on", "“What is needed now?”", "I decline", "The SOS numbers", "Send")
channels = pytest.mark.parametrize("channel", ["telegram", "viber"])


async def answers(phone: Phone) -> None:
    """Up to "Send"."""
    for label in ANSWERS:
        await phone.presses(label)


async def asks(phone: Phone, times: int = 1) -> None:
    for _time in range(times):
        await phone.says("/ask")
        await answers(phone)
        await phone.presses("Send")
        assert "Your request has the number" in phone.screen.text


async def tells(phone: Phone, words: str) -> None:
    """Tell of an obstacle in words alone, whatever else is known."""
    await phone.sends_payload("a:obstacle-new:")
    for _question in range(4):
        await phone.presses("Skip")
    await phone.says(words)
    await phone.presses("That is all")
    if "None of these" in phone.screen.labels:
        await phone.presses("None of these")
    await phone.presses("Send")


def later(circle: Circle, **span: float) -> None:
    assert isinstance(circle.database.clock, StoppedClock)
    circle.database.clock.jump(timedelta(**span))


@channels
async def test_the_fourth_within_an_hour_is_told_kindly_before_the_first_question(
    circle: Circle, channel: str
) -> None:
    olha = await circle.joins(channel)
    await asks(olha, 3)
    told = await olha.says("/ask")
    assert AN_HOUR in told.text
    assert told.labels == [
        *("Request 3", "Request 2", "Request 1"),
        *("Write to the team", "SOS numbers", "Menu"),
    ]
    assert "Request 3: Documents" in (await olha.presses("Request 3")).text
    later(circle, minutes=59, seconds=59)
    assert AN_HOUR in (await olha.says("/ask")).text
    later(circle, seconds=1)
    await asks(olha)
    assert len(await circle.requests(olha)) == 4


async def test_what_is_taken_back_counts_too(circle: Circle) -> None:
    olha = await circle.joins()
    for _time in range(3):
        await asks(olha)
        await olha.presses("My request")
        await olha.presses("No longer needed")
    assert AN_HOUR in (await olha.says("/ask")).text
    assert olha.screen.labels == ["Write to the team", "SOS numbers", "Menu"]


@channels
async def test_at_send_all_answers_stay_and_go_when_there_is_room(circle: Circle, channel: str) -> None:
    olha = await circle.joins(channel)
    await asks(olha, 3)
    await olha.sends_payload(ANEW)
    for label in ANSWERS[:-1]:
        await olha.presses(label)
    await olha.says("my passport was lost")
    for _press in range(2):
        await olha.presses("Send")
        assert AN_HOUR in olha.screen.text
        assert "All your answers stay here" in olha.screen.text
        assert "In your words: my passport was lost" in olha.screen.text
        assert len(await circle.requests(olha)) == 3
    later(circle, hours=1)
    await olha.presses("Send")
    assert "Your request has the number 4" in olha.screen.text
    assert (await circle.requests(olha))[0].ask.words == "my passport was lost"


async def test_a_draft_that_was_put_aside_is_offered_beside_the_limit(circle: Circle) -> None:
    olha = await circle.joins()
    await asks(olha, 3)
    await olha.sends_payload(ANEW)
    await olha.presses("Documents")
    await olha.says("/menu")
    await olha.says("/ask")
    assert "What exactly?" in (await olha.presses("My draft")).text
    await olha.says("/ask")
    assert "What exactly?" in (await olha.presses("Back to my answers")).text


async def test_ten_in_a_day_and_the_day_is_named(circle: Circle) -> None:
    olha = await circle.joins()
    for hour in range(4):
        await asks(olha, 1 if hour == 3 else 3)
        later(circle, hours=1)
    told = "so 10 can be sent within a day. The next one can go after 22 November, 14:00."
    assert told in (await olha.says("/ask")).text
    later(circle, hours=20)
    await asks(olha)


async def test_the_time_is_that_of_the_person(circle: Circle) -> None:
    olha = await circle.joins(region="GE")
    await asks(olha, 3)
    assert "after 17:00." in (await olha.says("/ask")).text


async def test_another_person_does_not_notice(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.joins("viber")
    await asks(olha, 3)
    await asks(petro, 3)


async def test_who_is_in_danger_reaches_people_beyond_every_limit(circle: Circle) -> None:
    desk, olha = circle.chat.desk(), await circle.joins()
    await asks(olha, 3)
    await olha.sends_payload(ANEW)
    for label in ANSWERS[:-1]:
        await olha.presses(label)
    assert "112" in (await olha.says("/sos")).text
    await olha.says("I don't want to live any more")
    assert heard(desk, "Signs of danger in a message") == 1
    await olha.presses("Yes, please")
    assert "the request has the number 4" in olha.screen.text
    assert len(await circle.requests(olha)) == 4


async def test_a_request_that_came_of_danger_takes_no_room(circle: Circle) -> None:
    olha = await circle.joins()
    await olha.says("I don't want to live any more")
    await olha.presses("Yes, please")
    await asks(olha, 3)
    assert AN_HOUR in (await olha.says("/ask")).text


async def test_somebody_to_talk_to_is_asked_for_within_the_same_limit(circle: Circle) -> None:
    olha = await asked(circle)
    await how_it_is(circle, olha, "It is hard", "Very hard")
    await asks(olha, 3)
    assert "so 3 can be sent within an hour" in (await olha.presses("Somebody to talk to")).text
    assert any("Let a moderator know" in message.labels for message in olha.messages), "the offer stays"
    later(circle, hours=1)
    assert "Where is help needed?" in (await olha.presses("Somebody to talk to")).text


async def test_many_new_obstacles_are_told_one_after_another_and_leaving_makes_no_room(
    circle: Circle,
) -> None:
    olha = await circle.joins()
    for words in ("no ramp at the door", "forty people in the queue", "they want a stamp"):
        await tells(olha, words)
        assert "It has the number" in olha.screen.text
    for number in (1, 2, 3):
        known = await stand.now(circle, number)
        assert known is not None
        await olha.sends_payload(f"a:obstacle-leave:{known.id}:yes")
    for called in ("/obstacle", "a:obstacle-new:"):
        told = await (olha.says(called) if called.startswith("/") else olha.sends_payload(called))
        assert "so 3 can be told within an hour. The next one can be told after 15:00." in told.text
        assert told.labels == ["What helped others", "Write to the team", "SOS numbers", "Menu"]


async def test_i_met_it_too_is_no_new_case(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.joins()
    known = await stand.tells(circle, petro)
    await stand.comes(circle, known.number, "confirmed")
    for words in ("no ramp at the door", "forty people in the queue", "they want a stamp"):
        await tells(olha, words)
    await olha.sends_payload(f"a:obstacle-too:{known.id}")
    await olha.presses("Skip")
    await olha.presses("Send")
    assert "You are in number 1 now." in olha.screen.text


async def test_offering_to_help_and_stopping_again_and_again_is_limited_changing_is_not(
    circle: Circle,
) -> None:
    olha = await circle.joins()
    for _time in range(3):
        await olha.says("/volunteer")
        await _offers(olha)
        await olha.sends_payload("a:offer-anew:now")
        await _offers(olha)
        await olha.sends_payload("a:stop-helping:yes")
    told = await olha.says("/volunteer")
    assert "so 3 can be sent within an hour. The next one can go after 15:00." in told.text
    async with circle.database.transaction() as session:
        helper = await helpers.get(session, circle.id(olha))
    assert helper is not None
    assert helper.status == helpers.STOPPED


async def _offers(phone: Phone) -> None:
    for label in (*OFFER, *LESSONS):
        await phone.presses(label)


async def test_two_phones_of_one_person_count_together(circle: Circle) -> None:
    olha = await circle.joins()
    second = circle.chat.person("viber", language="en")
    await linked(olha, second)
    await asks(olha, 2)
    await asks(second)
    for phone in (olha, second):
        assert AN_HOUR in (await phone.says("/ask")).text


async def test_of_many_presses_at_once_in_two_processes_only_so_many_go(circle: Circle) -> None:
    olha = await circle.joins()
    await asks(olha, 2)
    await olha.says("/ask")
    await answers(olha)
    (send,) = [data for row in olha.screen.rows for label, data, _style in row if label == "Send"]
    another = Dispatcher(circle.database, lambda event: False)
    worker = start(another.run(), "another process")
    presses = [Incoming("telegram", f"press {n}", olha.address, "press", send) for n in range(6)]
    both = (circle.chat.dispatcher, another)
    await asyncio.gather(*(both[n % 2].receive(press) for n, press in enumerate(presses)))
    await stop(worker)
    assert len(await circle.requests(olha)) == 3
    async with circle.database.transaction() as session:
        arrival = (await persons.arrive(session, olha.channel, [olha.address]))[olha.address]
    assert len(arrival.state["made"]["request"]) == 3


async def test_what_is_made_for_somebody_past_the_questions_is_not_counted(circle: Circle) -> None:
    olha = await circle.joins()
    for _time in range(4):
        await circle.asks(olha, Ask("documents", "documents.passport"))
    await asks(olha)


@channels
@pytest.mark.parametrize("language", ["uk", "ru", "en"])
async def test_every_text_fits_both_messengers_in_every_language(
    circle: Circle, channel: str, language: Language
) -> None:
    olha = await circle.joins(channel)
    await asks(olha, 3)
    for words in ("no ramp at the door", "forty people in the queue", "they want a stamp"):
        await tells(olha, words)
    async with circle.database.transaction() as session:
        await persons.speak(session, circle.people[olha.address], language)
    fits = limits.of_viber if channel == "viber" else limits.of_telegram
    for payload in ("c:ask", "a:obstacle-new:"):
        told = await olha.sends_payload(payload)
        screen = cast(Rendered, {"text": told.text, "rows": told.rows})
        of_language = limits.of_language(screen) if language != "en" else ()
        assert not [*fits(screen), *limits.of_people(screen), *of_language]
