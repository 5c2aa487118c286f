"""The points of a pair have names and add up; the example of the reference score comes out."""

from dataclasses import replace

import pytest

from bot.domain.matching.score import REFERENCE, parts, penalties
from bot.domain.matching.snapshot import Snapshot
from tests.domain.matching.people import helper, request

AROUND = Snapshot(
    near_regions={"A": frozenset("B")},
    near_groups={1: frozenset({2})},
    rarity={"talk": 0, "documents": 11},
    successes={("asks 1", 8): 2, ("asks 1", 9): 0},
)


def test_the_example_of_the_reference_comes_to_its_598_points() -> None:
    waiting = request(urgency=3, wait_h=26, group=1, region="A")
    able = helper(
        8, needs=frozenset({"talk", "documents"}), groups=frozenset({1}), regions=frozenset("A"), received=1, offered=8,
        accepted=6,
    )  # fmt: skip
    named = parts(AROUND, waiting, able)
    assert named == {
        "need": 200,
        "urgency": 300,
        "waiting": 15,
        "group": 30,
        "region": 10,
        "previous": 20,
        "reciprocity": 8,
        "acceptance": 26,
        "rare_skill": -11,
    }
    assert sum(named.values()) == 598


@pytest.mark.parametrize(
    "hours, points", [(0, 0), (1.67, 0), (1.68, 1), (26, 15), (167.9, 99), (168, 100), (10_000, 100)]
)
def test_waiting_counts_up_to_a_week(hours: float, points: int) -> None:
    assert parts(AROUND, request(wait_h=hours), helper()).get("waiting", 0) == points


@pytest.mark.parametrize(
    "in_person, region, points",
    [(True, "A", 40), (True, "B", 10), (False, "A", 10), (False, "B", 5), (False, "C", 0)],
)
def test_nearness_counts_more_where_people_meet(in_person: bool, region: str, points: int) -> None:
    near = helper(regions=frozenset(region))
    assert parts(AROUND, request(in_person=in_person, region="A"), near).get("region", 0) == points


@pytest.mark.parametrize("groups, points", [({1, 2}, 30), ({2}, 15), ({3}, 0), (set(), 0)])
def test_the_own_group_counts_most(groups: set[int], points: int) -> None:
    assert parts(AROUND, request(group=1), helper(groups=frozenset(groups))).get("group", 0) == points
    assert "group" not in parts(AROUND, request(), helper(groups=frozenset(groups)))


def test_a_success_counts_only_when_there_was_one() -> None:
    assert "previous" not in parts(AROUND, request(), helper(9))
    assert "previous" not in parts(AROUND, request(2), helper(8))


@pytest.mark.parametrize("offered, accepted, points", [(0, 0, 20), (10, 7, 25), (4, 4, 30), (100, 0, 0)])
def test_who_often_says_yes_is_asked_rather(offered: int, accepted: int, points: int) -> None:
    assert parts(AROUND, request(), helper(offered=offered, accepted=accepted)).get("acceptance", 0) == points


def test_help_of_the_month_and_messages_of_the_week_count_against() -> None:
    tired = helper(helped_30d=4, week=3)
    assert parts(AROUND, request(), tired)["fatigue"] == -8
    assert parts(AROUND, request(), replace(tired, helped_30d=99))["fatigue"] == -20
    asking_less = replace(AROUND, score=replace(REFERENCE, week=4))
    assert parts(asking_less, request(), tired)["week"] == -12


def test_a_rare_skill_is_spared_for_those_who_need_it() -> None:
    both = helper(needs=frozenset({"talk", "documents"}))
    assert parts(AROUND, request(), both)["rare_skill"] == -11
    assert "rare_skill" not in parts(AROUND, request(need="documents"), both)


@pytest.mark.parametrize(
    "capacity, load, expected",
    [
        (1, 0, (0,)),
        (5, 0, (0, 6, 14, 24, 36)),
        (3, 1, (6, 14)),
        (8, 4, (36, 36, 36, 36)),
        (2, 2, ()),
        (1, 5, ()),
    ],
)
def test_each_further_place_costs_more(capacity: int, load: int, expected: tuple[int, ...]) -> None:
    assert penalties(REFERENCE, helper(capacity=capacity, load=load)) == expected
