"""Each pair has its points as a list, its runner-up, and for whom a nicer helper is kept."""

import pytest

from bot.domain.matching import Rules, Snapshot, assign
from bot.domain.matching.why import Kept, Reasons
from tests.domain.matching import small
from tests.domain.matching.people import helper, request


@pytest.mark.parametrize("seed", range(20))
def test_the_points_of_all_pairs_add_up_to_the_score(seed: int) -> None:
    snapshot = small.snapshot(seed, requests=15, helpers=8)
    found = assign(snapshot)
    reasons = Reasons(Rules(snapshot), found)
    shown = [reasons.why(request) for request, _ in found.pairs]
    assert sum(each.points for each in shown) == found.score
    assert all(sum(each.parts.values()) + each.load == each.points for each in shown)
    assert all(each.load <= 0 for each in shown)


def test_a_nicer_helper_is_kept_for_a_request_that_has_nobody_else() -> None:
    able = helper("able", needs=frozenset({"talk", "documents"}), received=1, offered=4, accepted=4)
    snapshot = Snapshot((request(1), request(2, need="documents")), (able, helper("other")))
    found = assign(snapshot)
    told = Reasons(Rules(snapshot), found).why(1)
    assert (told.helper, told.parts, told.load) == ("other", {"need": 200, "acceptance": 20}, 0)
    assert told.runner_up == ("able", 238)
    assert told.kept == Kept("able", more=18, price=found.prices["able"], request=2, others=0)
    assert told.kept.price >= 18


def test_the_best_for_the_request_alone_is_not_kept_from_it() -> None:
    snapshot = Snapshot((request(1),), (helper("best", received=1), helper("next")))
    told = Reasons(Rules(snapshot), assign(snapshot)).why(1)
    assert (told.helper, told.runner_up, told.kept) == ("best", ("next", 220), None)


def test_with_a_single_helper_there_is_no_runner_up() -> None:
    snapshot = Snapshot((request(1), request(2)), (helper("only", capacity=2),))
    reasons = Reasons(Rules(snapshot), assign(snapshot))
    assert [reasons.why(id).runner_up for id in (1, 2)] == [None, None]
    assert [reasons.why(id).load for id in (1, 2)] == [0, -6]


def test_who_is_left_over_has_no_reasons_but_a_funnel() -> None:
    snapshot = Snapshot((request(1),), ())
    with pytest.raises(KeyError):
        Reasons(Rules(snapshot), assign(snapshot)).why(1)
    assert {left for _, left in Rules(snapshot).funnel(request(1))} == {0}
