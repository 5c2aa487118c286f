"""Sixty days of a match under every way to answer: each side on the stated days, by day, once, and no more."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.clock import Clock, StoppedClock
from bot.domain.cadence import CHECKIN_HOURS
from jobs import check_ins as job
from tests.chat import Phone
from tests.circle import PAPERS, Circle, heard

QUESTIONS = ("have you been able to talk?", "how is it going?")
LAST_LINE = "From now on we ask once a month"
STEP = timedelta(hours=3)
AUTUMN = datetime(2026, 10, 20, 18, 30, tzinfo=UTC)  # 21:30 in Kyiv, some days before the clocks go back
SPRING = datetime(2027, 3, 23, 19, 30, tzinfo=UTC)  # 21:30 in Kyiv, some days before they go forward
TALKED, NOT_YET, TALKING = "Yes, we have talked", "Not yet", "We are still talking"
HALF, REFUSED, TOGETHER, QUIET = "Partly", "It was refused", "Go on together", "No word from them"

# what one side presses, question by question ("" nothing; the last one again and again) -> the days of the questions
PATTERNS = {
    "the one who asked": {
        (TALKED, TALKING): [1, 3, 7, 28, 49],
        (NOT_YET, TALKING): [1, 3, 7, 28, 49],
        (TALKED, HALF): [1, 3, 7, 21, 35, 49],
        (TALKED, TALKING, f"{HALF} + {TOGETHER}", TALKING): [1, 3, 7, 21, 42],
        (TALKED, REFUSED): [1, 3, 7, 21, 35, 49],
        (TALKED, f"{REFUSED} + {TOGETHER}"): [1, 3, 7, 21, 35, 49],
        ("",): [1, 3, 7, 37],
        (TALKED, "", TALKING, ""): [1, 3, 7, 28, 49],
        (TALKED, TALKING, TALKING, ""): [1, 3, 7, 28, 49],
        ("", "", TALKING): [1, 3, 7, 28, 49],
    },
    "the helper": {
        (TALKED, TALKING): [1, 3, 7, 28, 49],
        ("I cannot reach them", QUIET): [1, 3, 7, 14, 21, 28, 35, 42, 49, 56],
        (NOT_YET, HALF): [1, 3, 7, 21, 35, 49],
        ("",): [1, 3, 7, 37],
    },
}
ROWS = [(side, says, days) for side, rows in PATTERNS.items() for says, days in rows.items()]


def asked(phone: Phone) -> int:
    """How often the phone was asked about the match; a question that was answered stays, with its answer."""
    return sum(heard(phone, question) for question in QUESTIONS)


async def steps(circle: Circle, until: timedelta) -> AsyncIterator[datetime]:
    """Let time pass by three hours, with only this job, and yield the moment."""
    clock = circle.database.clock
    assert isinstance(clock, StoppedClock)
    end = clock.now() + until
    while clock.now() < end:
        clock.jump(STEP)
        await job.run(circle.database)
        await circle.chat.settle()
        yield clock.now()


@pytest.mark.parametrize("side, says, days", ROWS, ids=lambda part: str(part)[:40])
async def test_each_side_is_asked_on_the_days_of_the_table(
    circle: Circle, side: str, says: tuple[str, ...], days: list[int]
) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    match_id = await circle.matched(olha, petro)
    await circle.writes(match_id)
    phone, begun = olha if side == "the one who asked" else petro, circle.database.clock.now()
    found, before = list[int](), 0
    async for now in steps(circle, timedelta(days=60)):
        if asked(phone) > before:
            assert asked(phone) == before + 1, "one question at a time"
            for label in says[min(len(found), len(says) - 1)].split(" + "):
                await (phone.presses(label) if label else circle.chat.settle())
            found.append((now - begun).days)
            before = asked(phone)
    assert found == days


async def test_who_never_answers_reads_one_last_line_and_the_other_is_asked_as_before(circle: Circle) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    await circle.writes(await circle.matched(olha, petro))
    for _day in range(60):
        before = asked(petro)
        await circle.chat.passes(days=1)
        if asked(petro) > before:
            await petro.presses(TALKED if before == 0 else TALKING)
    assert [asked(olha), heard(olha, LAST_LINE)] == [4, 1]
    assert [asked(petro), heard(petro, LAST_LINE)] == [5, 0]


async def test_the_days_after_a_week_depend_on_the_need_and_how_soon_it_was(circle: Circle) -> None:
    medicine = replace(PAPERS, need="medical", subneed="medical.medicine", urgency="now")
    olha, petro = await circle.joins(), await circle.helper()
    await circle.writes(await circle.matched(olha, petro, medicine))
    found = []
    for day in range(1, 18):
        before = asked(olha)
        await circle.chat.passes(days=1)
        if asked(olha) > before:
            found.append(day)
            await olha.presses(TALKED if before == 0 else TALKING)
    assert found == [1, 3, 7, 10, 13, 16]


class TestAnEveningBeforeTheClocksChange:
    """The match begins at half past nine in the evening: in Kyiv every question waits for the morning."""

    @pytest.fixture(params=[AUTUMN, SPRING], ids=["autumn", "spring"])
    def clock(self, request: pytest.FixtureRequest) -> Clock:
        """The clock stands there."""
        return StoppedClock(request.param)

    @pytest.mark.parametrize("region, zone", [("UA-05", "Europe/Kyiv"), ("US", "America/New_York")])
    async def test_no_date_has_two_questions_and_no_night_one(
        self, circle: Circle, region: str, zone: str
    ) -> None:
        olha, petro = await circle.joins(region=region), await circle.helper(region=region)
        await circle.writes(await circle.matched(olha, petro, replace(PAPERS, urgency="now")))
        dates, before = list[str](), 0
        async for now in steps(circle, timedelta(days=60)):
            if (count := asked(olha)) > before:
                local = now.astimezone(ZoneInfo(zone))
                assert CHECKIN_HOURS[0] <= local.hour < CHECKIN_HOURS[1]
                assert count == before + 1
                before = count
                dates.append(f"{local:%m-%d}")
        assert len(set(dates)) == len(dates) == 4


async def test_who_is_in_three_talks_is_asked_about_one_at_a_time(circle: Circle) -> None:
    petro = await circle.helper(capacity=3)
    for _number in range(2):
        await circle.writes(await circle.matched(await circle.joins(), petro))
    olha = await circle.joins()
    await circle.writes(await circle.matched(petro, await circle.helper(capacity=1)))
    await circle.chat.passes(days=1)
    counts = [asked(petro)]
    for _time in range(3):
        await circle.chat.passes(hours=2)
        counts.append(asked(petro))
    assert counts == [1, 2, 3, 3]
    assert asked(olha) == 0


async def test_what_does_not_fit_into_a_day_comes_the_next_one_and_is_not_lost(circle: Circle) -> None:
    petro, phones = await circle.helper(capacity=3), [await circle.joins() for _number in range(2)]
    await circle.chat.passes(hours=4, minutes=30)  # 18:30 in Kyiv
    for phone in phones:
        await circle.writes(await circle.matched(phone, petro))
    await circle.chat.passes(days=1)
    assert asked(petro) == 1
    await circle.chat.passes(hours=2)
    assert asked(petro) == 1, "it is evening"
    await circle.chat.passes(hours=14)
    assert asked(petro) == 2


@pytest.mark.parametrize("late", [2, 5, 9, 40])
async def test_a_laptop_that_slept_asks_once_and_then_goes_on(circle: Circle, late: int) -> None:
    olha, petro = await circle.joins(), await circle.helper()
    await circle.writes(await circle.matched(olha, petro))
    await circle.chat.passes(days=late)
    assert [asked(olha), asked(petro)] == [1, 1]
    await circle.chat.passes(days=31)
    assert asked(olha) == 2
