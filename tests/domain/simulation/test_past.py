"""A month that was: what it teaches, what is too little to learn from, and that it can be played again."""

from math import inf
from random import Random

import pytest

from bot.domain.matching.snapshot import ALL, NEIGHBOURING, NOW, Waiting
from bot.domain.simulation import figures
from bot.domain.simulation.assumptions import ASSUMED
from bot.domain.simulation.past import ACCEPTED, DECLINED, EXPIRED, Asking, Offered, Past, Together, fitted
from bot.domain.simulation.played import WAYS, month_again
from bot.domain.simulation.town import Helper

EVERY_TIME = (1 << 28) - 1
MANY = 30  # offers of each helper


def helper(id: int, group: int = 1) -> Helper:
    languages, talk = frozenset({"uk"}), frozenset({"talk"})
    return Helper(id, (group,), talk, languages, "", "UA-30", False, 3, EVERY_TIME, None, False)


def asking(id: int, at: float, helped_at: float | None = None) -> Asking:
    return Asking(
        Waiting(id, 100 + id, "talk", frozenset({"uk"}), NOW, group=1, region="UA-30"), at, helped_at, True
    )


def offers(helper: int, status: str, count: int, after: float | None) -> list[Offered]:
    return [Offered(1, helper, at, status, None if after is None else at + after) for at in range(count)]


def test_who_says_yes_more_often_is_taken_for_more_willing() -> None:
    log = offers(1, ACCEPTED, MANY, 2.0) + offers(2, DECLINED, MANY, 2.0)
    learned = fitted(Past((helper(1), helper(2)), {1: "UA-30"}, (asking(1, 0.0),), tuple(log)))
    assert learned.willing[1] > 0.8 > 0.2 > learned.willing[2]
    assert learned.assumptions.answer_h[NOW] == pytest.approx(2.0)


def test_a_single_yes_moves_a_rate_only_a_little() -> None:
    learned = fitted(Past((helper(1), helper(2)), {}, (), tuple(offers(1, ACCEPTED, 1, 1.0))))
    assert 0 < learned.willing[1] - learned.willing[2] < 0.1


def test_what_is_too_little_to_learn_from_is_assumed_and_said() -> None:
    learned = fitted(Past((helper(1),), {}, (asking(1, 0.0),), tuple(offers(1, EXPIRED, 3, None))))
    assert learned.assumptions.silent == ASSUMED.silent
    assert "silence" in learned.assumed
    assert "answer times of what is needed now" in learned.assumed
    silent = fitted(Past((helper(1),), {}, (), tuple(offers(1, EXPIRED, MANY, None))))
    assert silent.assumptions.silent > 0.9
    assert "silence" not in silent.assumed


def test_the_month_as_it_was_counts_whoever_was_not_helped_as_waiting_without_end() -> None:
    past = Past((helper(1),), {}, (asking(1, 1.0, 3.0), asking(2, 2.0)), tuple(offers(1, ACCEPTED, 3, 1.0)))
    was = figures.of_past(past)
    assert (was.match, was.median_h, was.messages, was.own_group) == (0.5, inf, 3.0, 1.0)


def test_a_month_can_be_played_again_under_every_way() -> None:
    chance = Random(4)
    helpers = tuple(helper(id, chance.choice((1, 2))) for id in range(1, 9))
    askings = tuple(asking(id, chance.random() * 200) for id in range(1, 30))
    past = Past(helpers, {1: "UA-30", 2: "UA-32"}, tuple(sorted(askings, key=lambda each: each.at)))
    for way in WAYS.values():
        again = repr(month_again(way, past, 10, 1))  # a share of nobody is no number, and equals nothing
        assert again == repr(month_again(way, past, 10, 1))
        assert month_again(way, past, 10, 1).match > 0.5


def test_people_who_were_parted_and_busy_helpers_are_not_asked_again() -> None:
    apart = frozenset({(101, 1), (1, 101)})
    alone = Past((helper(1),), {1: "UA-30"}, (asking(1, 1.0),), apart=apart)
    assert month_again(WAYS["ours"], alone, 5, 1).match == 0.0
    full = Past((helper(1),), {1: "UA-30"}, (asking(1, 1.0),), matches=(Together(1, -5.0),) * 3)
    assert month_again(WAYS["ours"], full, 5, 1).match == 0.0


def test_groups_of_regions_that_touch_are_neighbours() -> None:
    near = Past((helper(1),), {1: "UA-30", 2: "UA-32", 3: "UA-21"}).town().near
    assert near == {1: frozenset({2}), 2: frozenset({1}), 3: frozenset()}


def test_a_request_of_no_group_may_be_asked_of_everybody() -> None:
    past = Past((helper(1), helper(2, 2)), {}, (Asking(Waiting(1, 9, "talk", frozenset({"uk"})), 0.0),))
    (call,) = past.calls(past.town())
    assert call.able[0] == call.able[NEIGHBOURING] == call.able[ALL] == 0b110
