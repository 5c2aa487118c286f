"""When people have time: plain answers as blocks of Kyiv's week."""

from itertools import combinations

from bot.domain import times
from bot.domain.week import WHOLE_WEEK


def test_no_answer_means_any_time() -> None:
    assert times.blocks(()) == WHOLE_WEEK
    assert times.blocks(("gone since",)) == WHOLE_WEEK


def test_all_answers_together_are_the_whole_week_and_none_overlap() -> None:
    assert times.blocks(times.TIMES) == WHOLE_WEEK
    for one, other in combinations(times.TIMES, 2):
        assert not times.blocks((one,)) & times.blocks((other,))


def test_a_weekday_morning_is_the_second_block_of_five_days() -> None:
    assert times.blocks(("weekday-morning",)) == sum(1 << (day * 4 + 1) for day in range(5))


def test_daytime_far_in_the_west_is_evening_in_kyiv() -> None:
    assert times.blocks(("weekday-day",), ahead=-7) == times.blocks(("weekday-evening",))


def test_the_last_night_of_the_week_goes_over_into_monday() -> None:
    sunday_evening = times.blocks(("weekend-evening",), ahead=-6)
    assert sunday_evening & 1, "Monday, 0 to 6 in Kyiv"


def test_a_zone_beside_kyiv_changes_nothing() -> None:
    for id in times.TIMES:
        assert times.blocks((id,), ahead=-1) == times.blocks((id,), ahead=1) == times.blocks((id,))
