"""When the two are asked: the days that the table states, for every need, urgency and answer."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import get_args

import pytest

from bot.domain import follow_up, outcomes
from bot.domain.catalogue import NEEDS, Urgency
from bot.domain.follow_up import DAY, Pace, Then

BEGUN = datetime(2026, 11, 21, 12, tzinfo=UTC)
ROW = Then(talking=21, half=14, refused=10, quiet=5)
SAYS = ("", outcomes.TALKING, outcomes.HALF, outcomes.TOGETHER, outcomes.REFUSED, outcomes.QUIET)


def days(said: str, until: int, row: Then = ROW, late: timedelta = timedelta()) -> list[float]:
    """On which days somebody is asked who gives this answer every time; each time `late` by so much."""
    asked, unanswered, found = follow_up.first_question(BEGUN) + late, 0, list[float]()
    while asked <= BEGUN + until * DAY:
        found.append((asked - BEGUN) / DAY)
        due = follow_up.next_question(row, BEGUN, asked, asked, said, unanswered)
        asked, unanswered = due + late, unanswered + (not said)
    return found


def test_every_need_has_its_pace_and_every_part_of_one_a_row() -> None:
    assert {need.id for need in NEEDS} <= follow_up.PACES.keys()
    for part in (part.id for need in NEEDS for part in need.subneeds):
        for urgency in get_args(Urgency):
            assert all(span > 0 for span in follow_up.then(part, urgency)), part


def test_the_paces_name_nothing_that_the_catalogue_does_not_know() -> None:
    known = {id for need in NEEDS for id in (need.id, *(part.id for part in need.subneeds))}
    assert follow_up.PACES.keys() <= known


def test_every_pace_has_every_urgency_and_the_more_urgent_never_waits_longer() -> None:
    assert tuple(follow_up.THEN) == get_args(Pace)
    for by_urgency in follow_up.THEN.values():
        assert tuple(by_urgency) == get_args(Urgency)
        for sooner, later in (("now", "today"), ("today", "normal")):
            rows = zip(by_urgency[sooner], by_urgency[later], strict=True)  # type: ignore[index]
            assert all(one <= other for one, other in rows)


def test_a_part_of_a_need_moves_as_it_does_itself() -> None:
    assert follow_up.then("documents.passport", "normal").talking == 21
    assert follow_up.then("documents.return_doc", "today").talking == 7
    assert follow_up.then("medical.medicine", "now").talking == 3
    assert follow_up.then("talk.chat", "normal").talking == 7


@pytest.mark.parametrize(
    "said, expected",
    [
        (outcomes.TALKING, [1, 3, 7, 28, 49, 70]),
        (outcomes.TALKED, [1, 3, 7, 28, 49, 70]),
        (outcomes.HALF, [1, 3, 7, 21, 35, 49, 63]),
        (outcomes.TOGETHER, [1, 3, 7, 21, 35, 49, 63]),
        (outcomes.REFUSED, [1, 3, 7, 17, 27, 37, 47, 57, 67]),
        (outcomes.QUIET, [1, 3, 7, 12, 17, 22, 27, 32, 37, 42, 47, 52, 57, 62, 67]),
        ("", [1, 3, 7, 37, 67]),
    ],
)
def test_after_a_week_it_depends_on_what_was_said(said: str, expected: list[int]) -> None:
    assert days(said, until=70) == expected


def test_two_in_a_row_without_an_answer_bring_one_last_line() -> None:
    assert [follow_up.is_last_line(unanswered) for unanswered in range(5)] == [
        False,
        False,
        True,
        False,
        False,
    ]


def test_the_first_question_is_whether_they_talked_and_the_others_are_not() -> None:
    first = [follow_up.asks_whether_they_talked(BEGUN, BEGUN + day * DAY) for day in (1, 2.9, 3, 7, 28)]
    assert first == [True, True, False, False, False]


@pytest.mark.parametrize("late, expected", [(0.9, [1.9, 3.9, 7.9]), (1.5, [2.5, 8.5]), (6.5, [7.5])])
def test_a_job_that_comes_late_leaves_out_what_is_over(late: float, expected: list[float]) -> None:
    assert days(outcomes.TALKING, until=20, late=late * DAY)[: len(expected)] == expected


@pytest.mark.parametrize("seed", range(200))
def test_whatever_is_said_and_however_late_nobody_is_asked_twice_a_day_or_forgotten(seed: int) -> None:
    random = Random(seed)
    row, asked, unanswered = random.choice(list(follow_up.THEN["life"].values())), BEGUN + DAY, 0
    while asked < BEGUN + 400 * DAY:
        said = random.choice(SAYS)
        answered = asked + random.uniform(0, 3) * DAY if said else asked
        due = follow_up.next_question(row, BEGUN, asked, answered, said, unanswered)
        assert asked + DAY <= due <= answered + follow_up.MONTH
        if not said and unanswered >= follow_up.UNANSWERED_IN_A_ROW:
            assert due == asked + follow_up.MONTH
        asked, unanswered = due + random.choice((0, 0.2, 6)) * DAY, 0 if said else unanswered + 1


def test_an_answer_before_the_next_stated_day_moves_nothing() -> None:
    asked, now = BEGUN + DAY, BEGUN + 2.6 * DAY
    assert follow_up.next_question(ROW, BEGUN, asked, now, outcomes.TALKED) == BEGUN + 3 * DAY
