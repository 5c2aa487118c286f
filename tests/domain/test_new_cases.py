"""Nobody lays more than three new cases before others in an hour, or ten in a day; the time that is told is right."""

import pytest
from hypothesis import given, settings, strategies as st

from bot.domain.new_cases import DAY, HOUR, MOST, Case, full, one_more

NOON = 1_800_000_000.0  # a whole minute
HOUR_LONG, DAY_LONG = HOUR.total_seconds(), DAY.total_seconds()
EACH: tuple[Case, ...] = ("request", "obstacle", "volunteer")
GAPS = st.lists(st.floats(0, 3 * HOUR_LONG) | st.just(0.0) | st.just(HOUR_LONG), max_size=80)


def taken(case: Case, moments: list[float]) -> list[float]:
    """Which of these moments a person who tries at each of them gets through with."""
    made, went = list[float](), list[float]()
    for now in moments:
        if full(case, made, now) is None:
            made = one_more(made, now)
            went.append(now)
    return went


def moments(gaps: list[float]) -> list[float]:
    return [NOON + sum(gaps[: n + 1]) for n in range(len(gaps))]


def test_the_figures_are_those_of_the_goal() -> None:
    assert MOST["request"] == (3, 10)
    assert set(MOST) == set(EACH)


@pytest.mark.parametrize("case", EACH)
@settings(deadline=None)
@given(gaps=GAPS)
def test_never_more_than_three_in_any_hour_nor_ten_in_any_day(case: Case, gaps: list[float]) -> None:
    went = taken(case, moments(gaps))
    for first in went:
        assert sum(first <= at < first + HOUR_LONG for at in went) <= MOST[case].an_hour
        assert sum(first <= at < first + DAY_LONG for at in went) <= MOST[case].a_day


@settings(deadline=None)
@given(gaps=GAPS, wait=st.floats(0, DAY_LONG))
def test_what_is_told_is_when_there_is_room_and_at_most_a_minute_late(gaps: list[float], wait: float) -> None:
    tried = moments(gaps)
    made = taken("request", tried)
    now = (tried or [NOON])[-1] + wait
    over = full("request", made, now)
    if over is not None:
        assert over.until > now
        assert over.until % 60 == 0
        assert full("request", made, over.until) is None
        assert full("request", made, max(now, over.until - 61)) is not None


@settings(deadline=None)
@given(gaps=st.lists(st.floats(HOUR_LONG * 2.4, DAY_LONG), max_size=40))
def test_who_asks_now_and_then_never_meets_the_limit(gaps: list[float]) -> None:
    assert taken("request", moments(gaps)) == moments(gaps)


@settings(deadline=None)
@given(gaps=GAPS)
def test_what_is_kept_says_the_same_as_all_that_was_made(gaps: list[float]) -> None:
    kept, made = list[float](), list[float]()
    for now in moments(gaps):
        assert full("request", kept, now) == full("request", made, now)
        if full("request", made, now) is None:
            kept, made = one_more(kept, now), [*made, now]
        assert len(kept) <= MOST["request"].a_day


def test_the_longer_wait_is_the_one_that_is_told() -> None:
    made = [NOON + n * HOUR_LONG / 3 for n in range(10)]
    over = full("request", made, made[-1])
    assert over is not None
    assert (over.most, over.span, over.until) == (10, DAY, NOON + DAY_LONG)


def test_a_clock_that_goes_back_shuts_nobody_out() -> None:
    assert full("request", [NOON] * 3, NOON - DAY_LONG) is None


def test_a_clock_that_is_a_little_behind_opens_nothing() -> None:
    assert full("request", [NOON] * 3, NOON - 1) is not None
