"""Who sends too much is told once, waits a minute, and then has room again."""

import pytest
from hypothesis import given, settings, strategies as st

from bot.domain.flood import LIMITS, Meters, Verdict, What, forget_full, weigh

NOON = 1_800_000_000.0
EACH: tuple[What, ...] = ("everything", "words", "pictures", "talk", "forgetting")


def at_once(meters: Meters, what: What, count: int, now: float = NOON, new: bool = False) -> list[Verdict]:
    return [weigh(meters, what, now, new) for _one in range(count)]


@pytest.mark.parametrize("what", EACH)
@pytest.mark.parametrize("new", [False, True])
def test_as_many_as_the_table_says_go_at_once_and_no_more(what: What, new: bool) -> None:
    most = LIMITS[what].new_at_once if new else LIMITS[what].at_once
    verdicts = at_once({}, what, most + 3, new=new)
    assert [verdict.goes for verdict in verdicts] == [True] * most + [False] * 3
    assert [verdict.tell for verdict in verdicts] == [False] * most + [True, False, False]


def test_after_the_pause_there_is_room_and_what_was_lost_is_counted() -> None:
    meters: Meters = {}
    at_once(meters, "words", LIMITS["words"].at_once + 4)
    assert not weigh(meters, "words", NOON + 59, new=False).goes
    assert weigh(meters, "words", NOON + 61, new=False) == Verdict(goes=True, lost=4)
    assert weigh(meters, "words", NOON + 61, new=False) == Verdict(goes=True)


def test_one_message_over_the_limit_was_told_of_already() -> None:
    meters: Meters = {}
    at_once(meters, "words", LIMITS["words"].at_once + 1)
    assert weigh(meters, "words", NOON + 61, new=False) == Verdict(goes=True)


@pytest.mark.parametrize("what", EACH)
def test_a_steady_hand_is_never_stopped(what: What) -> None:
    meters: Meters = {}
    every = 60 / LIMITS[what].a_minute
    assert all(weigh(meters, what, NOON + n * every, new=False).goes for n in range(300))


@pytest.mark.parametrize("what", EACH)
def test_who_is_new_has_less(what: What) -> None:
    limit = LIMITS[what]
    assert limit.new_at_once < limit.at_once
    assert limit.new_a_minute < limit.a_minute


@settings(deadline=None)
@given(gaps=st.lists(st.floats(0, 300) | st.just(0.0), max_size=100))
def test_in_any_span_no_more_pictures_go_than_ten_and_one_a_minute(
    gaps: list[float],
) -> None:
    meters: Meters = {}
    tried = [NOON + sum(gaps[: n + 1]) for n in range(len(gaps))]
    went = [now for now in tried if weigh(meters, "pictures", now, new=False).goes]
    for first in went:
        for minutes in (1, 10, 60):
            assert sum(first <= at < first + 60 * minutes for at in went) <= 10 + minutes


def test_each_talk_has_a_meter_of_its_own() -> None:
    meters: Meters = {}
    for _one in range(LIMITS["talk"].at_once + 1):
        weigh(meters, "talk", NOON, new=False, whose=":1")
    assert weigh(meters, "talk", NOON, new=False, whose=":2").goes


def test_a_clock_that_goes_back_shuts_nobody_out() -> None:
    meters: Meters = {}
    at_once(meters, "words", LIMITS["words"].at_once + 1)
    verdicts = [weigh(meters, "words", NOON - 86_400 + 3 * n, new=False) for n in range(25)]
    assert verdicts[21].goes


def test_meters_that_are_full_again_are_forgotten() -> None:
    meters: Meters = {}
    weigh(meters, "words", NOON, new=False)
    forget_full(meters, NOON + 1)
    assert meters
    forget_full(meters, NOON + 10)
    assert not meters
