"""The proof finds what is wrong with an assignment, and is not moved by prices that are not right."""

from dataclasses import replace

from bot.domain.matching import Assignment, Snapshot, assign, check
from tests.domain.matching import small
from tests.domain.matching.people import helper, request

TWO = Snapshot((request(1), request(2, urgency=3)), (helper(8), helper(9, capacity=0)))


def test_a_pair_that_a_rule_forbids_is_named_with_the_rule() -> None:
    assert check(TWO, Assignment(((1, 9),))).wrong == ("1 with 9: full", "9: capacity")


def test_more_pairs_than_places_and_a_request_that_is_there_twice_are_named() -> None:
    assert check(TWO, Assignment(((1, 8), (2, 8)))).wrong == ("8: capacity",)
    wide = replace(TWO, candidates=(helper(8, capacity=3),))
    assert check(wide, Assignment(((1, 8), (1, 8)))).wrong == ("1: request_twice",)


def test_requests_and_helpers_that_are_not_there_are_named() -> None:
    assert check(TWO, Assignment(((1, "x"), ("y", 8)))).wrong == (
        "1 with x: unknown_id",
        "y with 8: unknown_id",
    )


def test_a_worse_assignment_is_not_proven() -> None:
    proof = check(TWO, replace(assign(TWO), pairs=((1, 8),)))
    assert not proof.wrong
    assert proof.score < proof.bound
    assert not proof.best


def test_no_prices_give_a_bound_below_the_best_score() -> None:
    snapshot = small.snapshot(3, requests=12, helpers=8)
    best = assign(snapshot)
    for shift in range(-40, 41, 8):
        prices = {id: price + shift for id, price in best.prices.items()}
        assert check(snapshot, replace(best, prices=prices)).bound >= best.score
