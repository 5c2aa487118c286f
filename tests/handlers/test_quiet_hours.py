"""Nothing but danger, and what somebody agreed to be woken for, goes out in a person's quiet hours."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import Clock, StoppedClock
from bot.screens import Screen
from storage import outbox
from storage.outbox import Priority
from tests.chat import Phone
from tests.circle import PAPERS, Circle, heard

EVENING = datetime(2026, 11, 21, 19, 30, tzinfo=UTC)  # 21:30 in Kyiv
URGENT = replace(PAPERS, urgency="now")


@pytest.fixture
def clock() -> Clock:
    """The clock stands half an hour before the night."""
    return StoppedClock(EVENING)


async def until_night(circle: Circle) -> None:
    await circle.chat.passes(minutes=31)


async def pushed(circle: Circle, phone: Phone, priority: Priority, wakes: bool = False) -> datetime:
    """When a message pushed now would go out."""
    async with circle.database.transaction() as session:
        assert await outbox.push(session, circle.id(phone), Screen("x"), priority, wakes=wakes)
        return session.outgoing[-1].due_at


@pytest.mark.parametrize("priority", list(Priority), ids=lambda priority: priority.name)
async def test_whatever_is_pushed_waits_for_the_morning_but_for_danger(
    circle: Circle, priority: Priority
) -> None:
    olha = await circle.joins()
    await until_night(circle)
    at, now = await pushed(circle, olha, priority), circle.database.clock.now()
    assert at == (now if priority is Priority.CRISIS else datetime(2026, 11, 22, 6, tzinfo=UTC))
    assert await pushed(circle, olha, priority, wakes=True) == now


async def test_the_hours_and_the_zone_are_those_that_the_person_set(circle: Circle) -> None:
    east, west = await circle.joins(zone="Etc/GMT-4"), await circle.joins(zone="Europe/Lisbon")
    assert await pushed(circle, east, Priority.REPLY) == datetime(2026, 11, 22, 4, tzinfo=UTC)
    assert await pushed(circle, west, Priority.REPLY) == EVENING


class TestWordsOfATalk:
    """A talk is live while both are awake; at night words wait, unless the help is needed now."""

    async def test_words_at_night_wait_and_the_author_reads_so(self, circle: Circle) -> None:
        olha, petro = await circle.joins(), await circle.helper(name="Yavir")
        match_id = await circle.matched(olha, petro)
        await circle.chat.passes(hours=1)
        await olha.sends_payload(f"a:talk:{match_id}")
        await olha.says("are you asleep")
        assert "Yavir has quiet hours now" in olha.screen.text
        assert heard(petro, "are you asleep") == 0
        await circle.chat.passes(hours=11)
        assert heard(petro, "are you asleep") == 1

    async def test_who_wrote_a_moment_ago_is_awake(self, circle: Circle) -> None:
        olha, petro = await circle.joins(), await circle.helper()
        match_id = await circle.matched(olha, petro)
        await petro.sends_payload(f"a:talk:{match_id}")
        await petro.says("hello")
        await until_night(circle)
        await olha.sends_payload(f"a:talk:{match_id}")
        await olha.says("hello to you")
        assert heard(petro, "hello to you") == 1
        await circle.chat.passes(hours=1)
        await olha.says("and now")
        assert heard(petro, "and now") == 0

    async def test_who_has_just_accepted_is_awake(self, circle: Circle) -> None:
        olha, petro = await circle.joins(), await circle.helper(name="Yavir")
        await circle.asks(olha)
        await circle.chat.work()
        await until_night(circle)
        await petro.presses("I can help")
        await olha.says("/talks")
        await olha.presses("Yavir")
        await olha.says("thank you for coming")
        assert heard(petro, "thank you for coming") == 1

    async def test_what_is_needed_now_wakes(self, circle: Circle) -> None:
        olha, petro = await circle.joins(), await circle.helper()
        match_id = await circle.matched(olha, petro, URGENT)
        await until_night(circle)
        await olha.sends_payload(f"a:talk:{match_id}")
        await olha.says("please hurry")
        assert heard(petro, "please hurry") == 1

    async def test_who_opens_the_talk_at_night_gets_what_waited(self, circle: Circle) -> None:
        olha, petro = await circle.joins(), await circle.helper()
        match_id = await circle.matched(olha, petro)
        await circle.chat.passes(hours=1)
        await olha.sends_payload(f"a:talk:{match_id}")
        await olha.says("are you asleep")
        await petro.sends_payload(f"a:talk:{match_id}")
        async with circle.database.transaction() as session:
            (due,) = await outbox.due(session, "telegram", ())
        assert "are you asleep" in due.body["text"]

    @pytest.mark.parametrize("act", ["talk-pause:{}", "talk-reported:{}:threats", "outcome:{}:silent"])
    async def test_what_waits_does_not_come_after_a_pause_a_report_or_a_wish_for_somebody_else(
        self, circle: Circle, act: str
    ) -> None:
        olha, petro = await circle.joins(), await circle.helper(name="Yavir")
        match_id = await circle.matched(olha, petro)
        await circle.chat.passes(hours=1)
        await petro.sends_payload(f"a:talk:{match_id}")
        await petro.says("I know where you live")
        await olha.sends_payload("a:" + act.format(match_id))
        assert await in_the_morning(circle, "I know where you live") == 0
        assert heard(petro, "1 message of yours had not arrived yet. It is deleted") == 1

    async def test_who_pauses_reads_that_their_own_words_do_not_go(self, circle: Circle) -> None:
        olha, petro = await circle.joins(), await circle.helper(name="Yavir")
        match_id = await circle.matched(olha, petro)
        await circle.chat.passes(hours=1)
        await olha.sends_payload(f"a:talk:{match_id}")
        for words in ("are you asleep", "my photo of the letter"):
            await olha.says(words)
        paused = await olha.sends_payload(f"a:talk-pause:{match_id}")
        assert "2 messages of yours had not arrived yet. They are deleted" in paused.text
        assert await in_the_morning(circle, "are you asleep") == 0
        assert heard(petro, "had not arrived") == 0

    async def test_what_a_helper_wrote_who_hands_on_still_comes(self, circle: Circle) -> None:
        olha, petro = await circle.joins(), await circle.helper(name="Yavir")
        match_id = await circle.matched(olha, petro)
        await circle.chat.passes(hours=1)
        await petro.sends_payload(f"a:talk:{match_id}")
        await petro.says("the office opens at nine")
        await petro.sends_payload(f"a:hand-over-yes:{match_id}")
        assert await in_the_morning(circle, "the office opens at nine") == 1


async def in_the_morning(circle: Circle, words: str) -> int:
    """How many messages with these words the table has for delivery when the night is over."""
    assert isinstance(circle.database.clock, StoppedClock)
    circle.database.clock.jump(timedelta(hours=11))
    async with circle.database.transaction() as session:
        due = await outbox.due(session, "telegram", ())
    await circle.chat.settle()
    return sum(words in one.body["text"] for one in due if "text" in one.body)


async def test_an_acceptance_at_night_is_told_in_the_morning(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    await circle.asks(olha)
    await circle.chat.work()
    await until_night(circle)
    await petro.presses("I can help")
    assert heard(olha, "There is somebody for your request") == 0
    assert isinstance(circle.database.clock, StoppedClock)
    circle.database.clock.jump(timedelta(hours=10))
    await circle.chat.settle()
    assert heard(olha, "There is somebody for your request") == 1


async def test_an_acceptance_of_what_is_needed_now_is_told_at_once(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    await until_night(circle)
    await circle.asks(olha, URGENT)
    await circle.chat.work()
    await petro.presses("I can help")
    assert heard(olha, "There is somebody for your request") == 1
