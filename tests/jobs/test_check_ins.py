"""Check-ins by themselves: by day, on the stated days, once each; and the first word that does not come."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.clock import Clock, StoppedClock
from bot.domain.cadence import CHECKIN_HOURS
from jobs import check_ins as job
from storage import check_ins, matches, persons, requests
from storage.check_ins import CheckInRow
from tests.chat import Chat
from tests.circle import PAPERS, Circle, heard

HOW = "how is it going?"
FIRST = "have you been able to talk?"
REMINDED = "is waiting for a first word"
LATE = "has not written yet"


async def test_each_reads_the_others_name_and_may_stay_silent(circle: Circle) -> None:
    olha, petro, _match = await circle.talking()
    await circle.chat.passes(days=3)
    assert "Request 1, Yavir: how is it going?" in olha.screen.text
    assert "Request 1, Kalyna: how is it going?" in petro.screen.text
    assert "You need not answer" in olha.screen.text
    assert olha.screen.labels == [
        "We are still talking",
        "It is solved",
        "Partly",
        "No word from them",
        "It was refused",
        "No longer needed",
        "Menu",
    ]
    assert "I cannot go on" in petro.screen.labels


async def test_on_the_first_day_only_whether_they_talked_is_asked(circle: Circle) -> None:
    olha, petro, _match = await circle.talking()
    await circle.chat.passes(days=1)
    assert "Request 1, Yavir: have you been able to talk?" in olha.screen.text
    said = ["Yes, we have talked", "Not yet", "I cannot reach them"]
    assert olha.screen.labels == [*said, "It is solved", "Menu"]
    assert petro.screen.labels == [*said, "I cannot go on", "Menu"]


async def test_a_week_asleep_brings_the_newest_question_alone(circle: Circle) -> None:
    olha, _petro, _match = await circle.talking()
    await circle.chat.passes(days=8)
    assert [heard(olha, FIRST), heard(olha, HOW)] == [0, 1]
    await circle.chat.passes(minutes=1)
    assert [heard(olha, FIRST), heard(olha, HOW)] == [0, 1]


async def test_running_again_and_again_asks_once(circle: Circle) -> None:
    await circle.talking()
    assert isinstance(circle.database.clock, StoppedClock)
    circle.database.clock.jump(timedelta(days=1))
    assert await job.run(circle.database) == 2
    assert [await job.run(circle.database) for _again in range(5)] == [0] * 5


async def test_a_check_in_comes_by_day_where_the_person_is(circle: Circle) -> None:
    olha, petro = await circle.joins(region="GE"), await circle.helper(region="DE")
    await circle.chat.passes(hours=7)  # 20:00 in Berlin, 23:00 in Tbilisi
    match_id = await circle.matched(olha, petro, replace(PAPERS, urgency="now"))
    await circle.writes(match_id)
    await circle.chat.passes(days=1)
    assert [heard(olha, FIRST), heard(petro, FIRST)] == [0, 0]
    await circle.chat.passes(hours=11)  # 10:00 in Tbilisi
    assert [heard(olha, FIRST), heard(petro, FIRST)] == [1, 0]
    await circle.chat.passes(hours=3)  # 10:00 in Berlin
    assert [heard(olha, FIRST), heard(petro, FIRST)] == [1, 1]


async def test_who_moved_meanwhile_is_asked_by_the_new_clock(circle: Circle) -> None:
    olha, _petro, _match = await circle.talking()
    async with circle.database.transaction() as session:
        person = await persons.get(session, circle.id(olha))
        assert person is not None
        await persons.tell(session, person, region="US")
    await circle.chat.passes(days=1)  # 7:00 in New York
    assert heard(olha, FIRST) == 0
    await circle.chat.passes(hours=3)
    assert heard(olha, FIRST) == 1


async def test_a_closed_match_is_asked_about_no_more(circle: Circle) -> None:
    olha, petro, match_id = await circle.talking()
    async with circle.database.transaction() as session:
        await matches.close(session, match_id, "solved")  # past everything that would drop the questions
    await circle.chat.passes(days=40)
    assert [heard(phone, HOW) for phone in (olha, petro)] == [0, 0]


async def test_a_first_word_in_time_is_not_spoken_of(circle: Circle) -> None:
    olha, petro, _match = await circle.talking()
    await circle.chat.passes(days=3)
    assert [heard(petro, REMINDED), heard(olha, LATE)] == [0, 0]


async def test_without_a_first_word_the_helper_is_reminded_once_and_the_others_hear(circle: Circle) -> None:
    desk, olha, petro = (
        circle.chat.desk(),
        await circle.joins(name="Kalyna"),
        await circle.helper(name="Yavir"),
    )
    await circle.matched(olha, petro)
    await circle.chat.passes(hours=23)
    assert heard(petro, REMINDED) == 0
    await circle.chat.passes(hours=1)
    assert "Kalyna is waiting for a first word about request 1" in petro.screen.text
    assert "Yavir has not written yet" in olha.screen.text
    assert heard(desk, "has not written yet") == 1
    assert heard(olha, FIRST) == 0, "one question is enough for a day"
    await circle.chat.passes(hours=12)
    assert [heard(petro, REMINDED), heard(olha, LATE)] == [1, 1]


async def test_after_the_reminder_the_request_goes_back_by_itself(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.helper(name="Yavir")
    match_id = await circle.matched(olha, petro)
    before = await circle.request((await circle.match(match_id)).request_id)
    await circle.chat.passes(hours=24)
    vira = await circle.helper()
    await circle.chat.passes(hours=24)
    assert "Yavir has not been able to write" in olha.screen.text
    assert "since no word got through. That happens." in petro.screen.text
    request = await circle.request(before.id)
    assert (request.status, request.created_at) == (requests.WAITING, before.created_at)
    assert (await circle.match(match_id)).outcome == "silent"
    assert heard(vira, "Can you help?") == 1
    assert heard(petro, "Can you help?") == 0, "the silent one is not asked again"


async def test_a_word_after_the_reminder_keeps_the_match(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    match_id = await circle.matched(olha, petro)
    await circle.chat.passes(hours=25)
    await circle.writes(match_id)
    await circle.chat.passes(hours=40)
    assert (await circle.match(match_id)).status == matches.ACTIVE


async def test_no_first_word_is_missed_while_who_asked_has_paused_the_talk(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    match_id = await circle.matched(olha, petro)
    await olha.sends_payload(f"a:talk-pause:{match_id}")
    for _day in range(4):
        await circle.chat.passes(days=1)
    assert [heard(petro, REMINDED), heard(olha, LATE)] == [0, 0]
    assert (await circle.match(match_id)).status == matches.ACTIVE
    assert heard(olha, HOW) == 1, "she can still end it"


async def test_what_is_needed_now_does_not_wait_for_the_morning(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    await circle.chat.passes(hours=8)  # 22:00 in Kyiv
    await circle.matched(olha, petro, replace(PAPERS, urgency="now"))
    await circle.chat.passes(hours=2)
    assert heard(petro, REMINDED) == 1
    await circle.chat.passes(hours=2)
    assert heard(olha, "has not been able to write") == 1


async def test_a_reminder_without_hurry_spares_the_night(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    await circle.chat.passes(hours=7)
    await circle.asks(olha)
    await circle.chat.work()
    await circle.chat.passes(hours=2)
    await petro.presses("I can help")  # at 23:00 in Kyiv
    await circle.chat.passes(hours=24)
    assert heard(petro, REMINDED) == 0
    await circle.chat.passes(hours=9)
    assert heard(petro, REMINDED) == 1


AUTUMN = datetime(2026, 10, 24, 0, 30, tzinfo=UTC)  # 03:30 in Kyiv, a day before the hour that comes twice
SPRING = datetime(2027, 3, 27, 1, 30, tzinfo=UTC)  # 03:30 in Kyiv, a day before the hour that is left out


@pytest.fixture(params=[AUTUMN, SPRING], ids=["autumn", "spring"])
def night(request: pytest.FixtureRequest) -> datetime:
    """The nights on which Kyiv changes its clocks."""
    moment: datetime = request.param
    return moment


class TestTheNightsOfTheClockChange:
    """Each person and local date once, by day, whatever the clocks do."""

    @pytest.fixture
    def clock(self, night: datetime) -> Clock:
        """The clock stands shortly before."""
        return StoppedClock(night)

    async def test_everybody_is_asked_once_a_date_and_by_day(self, chat: Chat, night: datetime) -> None:
        circle, zones = Circle(chat), {"UA-05": "Europe/Kyiv", "DE": "Europe/Berlin", "GE": "Asia/Tbilisi"}
        for region in zones:
            asks, helps = await circle.joins(region=region), await circle.helper(region=region, capacity=1)
            await circle.writes(await circle.matched(asks, helps, replace(PAPERS, urgency="now")))
        circle.chat._sent.clear()  # thanks to others who were asked, which wait for the morning
        sent: Counter[tuple[int, str]] = Counter()
        for _quarter in range(4 * 24 * 9):
            await self._a_quarter_later(circle, sent, zones)
        assert set(sent.values()) == {1}
        assert len(sent) == 6 * 3, "six people, days 1, 3 and 7"

    async def _a_quarter_later(
        self, circle: Circle, sent: Counter[tuple[int, str]], zones: dict[str, str]
    ) -> None:
        database = circle.database
        assert isinstance(database.clock, StoppedClock)
        database.clock.jump(timedelta(minutes=15))
        await job.run(database)
        messages, circle.chat._sent[:] = list(circle.chat._sent), []
        for out in messages:
            person = next(one for one in circle.people.values() if one.id == out.account.person_id)
            local = database.clock.now().astimezone(ZoneInfo(zones[person.profile.region]))
            assert CHECKIN_HOURS[0] <= local.hour < CHECKIN_HOURS[1]
            sent[person.id, local.date().isoformat()] += 1


async def test_ten_runs_at_once_ask_once(circle: Circle) -> None:
    await circle.talking()
    assert isinstance(circle.database.clock, StoppedClock)
    circle.database.clock.jump(timedelta(days=1))
    done = await asyncio.gather(*(job.run(circle.database) for _replica in range(10)))
    assert sum(done) == 2
    async with circle.database.transaction() as session:
        sent = select(CheckInRow.id).where(CheckInRow.status == check_ins.SENT, CheckInRow.kind == "match")
        assert len((await session.scalars(sent)).all()) == 2
