"""The clock of a joint request: due, late, very late, the longer time; mornings in Kyiv."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.authority import clock

RECEIVED, DUE = date(2026, 11, 26), date(2026, 12, 3)


def test_the_answer_is_due_after_five_working_days_or_twenty() -> None:
    assert clock.due_on(RECEIVED) == DUE
    assert clock.due_on(RECEIVED, longer=True) == date(2026, 12, 24)


@pytest.mark.parametrize(
    "today, stage",
    [
        (date(2026, 12, 2), clock.WAITING),
        (DUE, clock.DUE),
        (date(2026, 12, 4), clock.LATE),
        (date(2026, 12, 16), clock.LATE),
        (date(2026, 12, 17), clock.VERY_LATE),
        (date(2027, 6, 1), clock.VERY_LATE),
    ],
)
def test_how_it_stands_follows_from_the_day(today: date, stage: str) -> None:
    assert clock.stage(DUE, today) == stage


def test_each_look_finds_the_next_stage() -> None:
    stage, seen = clock.WAITING, []
    while (at := clock.next_look(DUE, stage)) is not None:
        assert (at.hour, str(at.tzinfo)) == (9, "Europe/Kyiv")
        stage = clock.stage(DUE, clock.today(at))
        seen.append(stage)
    assert seen == [clock.DUE, clock.LATE, clock.VERY_LATE]


def test_a_day_begins_in_kyiv() -> None:
    assert clock.today(datetime(2026, 11, 25, 22, 30, tzinfo=UTC)) == RECEIVED
