"""How are you: each date asked once, at the hour where the person is, never at night, as often as they chose."""

import asyncio
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.clock import Clock, StoppedClock
from bot.domain.quiet_hours import is_quiet
from handlers.how_are_you import asking, planning
from jobs import how_are_you as job, silence
from storage import accounts, how_are_you, how_are_you_questions as questions, persons
from storage.database import Database
from storage.outbox import Outgoing
from storage.persons import Person
from tests.chat import Phone
from tests.circle import Circle, heard

HOW = "How are you these days?"
ZONES = (
    "Europe/Kyiv",
    "Asia/Tbilisi",
    "Europe/Lisbon",
    "America/New_York",
    "Pacific/Auckland",
    "Pacific/Pago_Pago",
)


async def asked(circle: Circle, silence: str = "nothing", every: str = "week", **told: str) -> Phone:
    """Somebody who chose to be asked at 18 o'clock."""
    phone = await circle.joins(**told)
    async with circle.database.transaction() as session:
        await planning.choose(session, circle.people[phone.address], every, 18, silence)
    return phone


async def plan_of(circle: Circle, phone: Phone) -> how_are_you.Plan:
    async with circle.database.transaction() as session:
        plan = await how_are_you.get(session, circle.id(phone))
    assert plan is not None
    return plan


async def test_the_first_question_comes_tomorrow_at_the_hour_and_the_next_a_week_later(
    circle: Circle,
) -> None:
    olha = await asked(circle)
    await circle.chat.passes(hours=27)  # 17:00 in Kyiv
    assert heard(olha, HOW) == 0
    await circle.chat.passes(hours=1)
    assert heard(olha, HOW) == 1
    await circle.chat.passes(days=6, hours=23)
    assert heard(olha, HOW) == 1
    await circle.chat.passes(hours=1)
    assert heard(olha, HOW) == 2


async def test_ten_runs_at_once_ask_once_and_climb_once(circle: Circle) -> None:
    olha = await asked(circle, silence="nudge")
    assert isinstance(circle.database.clock, StoppedClock)
    circle.database.clock.jump(timedelta(hours=28))
    assert sum(await asyncio.gather(*(job.run(circle.database) for _replica in range(10)))) == 1
    circle.database.clock.jump(timedelta(days=1))
    assert sum(await asyncio.gather(*(silence.run(circle.database) for _replica in range(10)))) == 1
    await circle.chat.settle()
    assert heard(olha, "these days?") == 2


async def test_after_two_silences_there_is_one_last_line_then_once_a_month(circle: Circle) -> None:
    olha = await asked(circle, silence="nudge")
    for _day in range(120):
        await circle.chat.passes(days=1)
    said = [text for text in olha.texts if "these days?" in text or "Two questions" in text]
    first = ["How are", "Yesterd", "How are", "Yesterd", "Two que"]
    assert [text[:7] for text in said] == [*first, *["How are"] * 3], "then no second nudge either"


async def test_an_answer_brings_the_old_rhythm_back(circle: Circle) -> None:
    olha = await asked(circle)
    for _day in range(18):
        await circle.chat.passes(days=1)
    assert (await plan_of(circle, olha)).slowed
    await olha.presses("As before")
    assert not (await plan_of(circle, olha)).slowed
    await circle.chat.passes(days=8)
    assert heard(olha, HOW) == 3


async def test_whom_nothing_reaches_is_not_asked_and_asked_again_when_they_are_back(circle: Circle) -> None:
    olha = await asked(circle, silence="moderator")
    await circle.chat.passes(hours=28)
    await olha.sends("left")
    desk = circle.chat.desk()
    await circle.chat.passes(days=30)
    assert heard(olha, HOW) == 1
    assert heard(desk, "has not answered") == 0
    assert (await plan_of(circle, olha)).next_at is None
    await olha.says("/menu")
    assert heard(olha, HOW) == 1, "not at once"
    await circle.chat.passes(days=1)
    assert heard(olha, HOW) == 2


async def test_an_account_that_is_gone_when_the_hour_comes_is_let_alone(circle: Circle) -> None:
    olha = await asked(circle)
    async with circle.database.transaction() as session:
        account = await accounts.of_person(session, circle.id(olha))
        assert account is not None
        await accounts.close(session, account.id)
        await how_are_you.put(session, await _due_now(circle, olha))
    assert await job.run(circle.database) == 0
    assert (await plan_of(circle, olha)).next_at is None


async def _due_now(circle: Circle, phone: Phone) -> how_are_you.Plan:
    now = circle.database.clock.now() - timedelta(hours=1)
    return how_are_you.Plan(circle.id(phone), "week", 8, "nothing", now.date(), now)


async def test_where_a_phone_may_be_searched_only_a_line_without_content_comes(circle: Circle) -> None:
    olha = await asked(circle, place="danger")
    await circle.chat.passes(hours=28)
    assert olha.screen.text == "There is something here for you."
    await olha.presses("Open")
    assert HOW in olha.screen.text


class TestTheLadderOfSilence:
    """What silence means is what the person chose, and nothing else."""

    @pytest.mark.parametrize("silence", ["nothing", "nudge", "helper", "either", "moderator"])
    @pytest.mark.parametrize("helped", [True, False], ids=["in a talk", "alone"])
    async def test_who_hears_is_whom_the_person_chose(
        self, circle: Circle, silence: str, helped: bool
    ) -> None:
        desk, petro = circle.chat.desk(), await circle.helper()
        olha = await asked(circle, silence, name="Kalyna")
        if helped:
            await circle.writes(await circle.matched(olha, petro))
        for _day in range(4):
            await circle.chat.passes(days=1)
        await circle.chat.passes(hours=4)
        assert heard(olha, "Yesterday’s question") == (silence != "nothing")
        assert heard(petro, "Kalyna has not answered") == (helped and silence in ("helper", "either"))
        told = silence == "moderator" or (silence == "either" and not helped)
        assert heard(desk, "has not answered for two days") == told

    async def test_an_answer_in_between_ends_it(self, circle: Circle) -> None:
        desk, olha = circle.chat.desk(), await asked(circle, "moderator")
        await circle.chat.passes(hours=28)
        await circle.chat.passes(days=1)
        await olha.presses("Very hard")
        await circle.chat.passes(days=3)
        assert heard(desk, "has not answered") == 0
        assert heard(desk, "hard") == 0, "a low answer is told to nobody"

    async def test_a_paused_talk_tells_the_helper_nothing(self, circle: Circle) -> None:
        petro = await circle.helper()
        olha = await asked(circle, "helper", name="Kalyna")
        match_id = await circle.matched(olha, petro)
        await circle.writes(match_id)
        await olha.sends_payload(f"a:talk-pause:{match_id}")
        for _day in range(4):
            await circle.chat.passes(days=1)
        assert heard(petro, "has not answered") == 0

    async def test_a_moderator_who_takes_it_lets_the_person_know_once(self, circle: Circle) -> None:
        desk, olha = circle.chat.desk(), await asked(circle, "moderator")
        for _day in range(4):
            await circle.chat.passes(days=1)
        payload = next(_takes(desk))
        for _press in range(2):
            await desk.sends_payload(payload)
        assert heard(olha, "Somebody on our team has noticed") == 1


def _takes(desk: Phone) -> Iterator[str]:
    for message in desk.messages:
        for row in message.rows:
            yield from (data for _label, data, _style in row if data.startswith("a:m-take"))


@dataclass
class Year:
    """A person through a year: they move, sleep at other hours, answer or not; jobs run late and twice."""

    database: Database
    person: Person
    chance: random.Random
    sent: list[Outgoing] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    nudges: int = 0

    async def passes(self) -> None:
        """Let some hours pass, change something, run the jobs, and check what came."""
        clock = self.database.clock
        assert isinstance(clock, StoppedClock)
        clock.jump(timedelta(minutes=self.chance.choice((60, 180, 360, 900, 1500))))
        if self.chance.random() < 0.05:
            await self._moves()
        was_due = await self._may_be_asked()
        for _run in range(self.chance.choice((1, 1, 2))):
            await job.run(self.database)
            await silence.run(self.database)
        self._check(was_due)
        if self.chance.random() < 0.03:
            await self._answers()

    async def _moves(self) -> None:
        start = self.chance.randrange(24)
        hours = {"quiet_from": start, "quiet_until": (start + self.chance.randint(1, 16)) % 24}
        async with self.database.transaction() as session:
            zone = self.chance.choice(ZONES)
            self.person = await persons.tell(session, self.person, zone=zone, **hours)
            await planning.moved(session, self.person)
            if self.chance.random() < 0.2:
                every, hour = self.chance.choice(("week", "fortnight", "month")), self.chance.randrange(24)
                await planning.choose(session, self.person, every, hour, "nudge")

    async def _answers(self) -> None:
        async with self.database.transaction() as session:
            for newest in await questions.latest(session, self.person.id, 1):
                if await questions.close(session, newest.id, questions.ANSWERED, "fine"):
                    await planning.heard(session, self.person)

    async def _may_be_asked(self) -> bool:
        now = self.database.clock.now()
        async with self.database.transaction() as session:
            plan = await how_are_you.get(session, self.person.id)
        assert plan is not None
        due = planning.due_at(self.person, plan.next_on, plan.hour)
        return due <= now and self.person.profile.by_day(now) == now

    def _check(self, was_due: bool) -> None:
        sent, self.sent[:] = list(self.sent), []
        local = self.database.clock.now().astimezone(ZoneInfo(self.person.profile.time_zone))
        assert not sent or not is_quiet(local.hour, self.person.profile.quiet)
        assert all(out.due_at == self.database.clock.now() for out in sent)
        nudges = [out for out in sent if out.body["text"].startswith("Yesterday")]
        assert len(sent) - len(nudges) == was_due, "what is due comes in this run, once, and nothing else"
        self.dates += [local.date().isoformat()] * was_due
        self.nudges += len(nudges)


class TestAYearOfMovesAndLateJobs:
    """Both nights of the clock change and the date line lie within."""

    @pytest.fixture
    def clock(self) -> Clock:
        """The clock stands a little before the autumn night in Kyiv."""
        return StoppedClock(datetime(2026, 10, 20, 6, tzinfo=UTC))

    @pytest.mark.parametrize("seed", range(2))
    async def test_each_date_is_asked_once_none_is_missed_and_none_at_night(
        self, circle: Circle, seed: int
    ) -> None:
        phone = await asked(circle, "nudge")
        year = Year(circle.database, circle.people[phone.address], random.Random(seed))
        circle.database.committed = year.sent.extend
        end = circle.database.clock.now() + timedelta(days=365)
        while circle.database.clock.now() < end:
            await year.passes()
        assert len(year.dates) == len(set(year.dates))
        assert len(year.dates) > 12
        assert 0 < year.nudges <= len(year.dates)


def test_the_nudge_and_the_question_begin_differently() -> None:
    assert not asking.HOW.text.startswith("Yesterday")
    assert asking.ONCE_MORE.text.startswith("Yesterday")
