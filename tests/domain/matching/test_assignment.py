"""The best whole is the best, for small communities by trying all, for larger ones by proof."""

from dataclasses import replace
from random import Random

import pytest

from bot.domain.matching import Snapshot, assign, check
from bot.domain.matching.assignment import seated
from bot.domain.matching.pairs import Pairs
from bot.domain.matching.score import REFERENCE
from bot.domain.matching.snapshot import NOBODY, Candidate
from bot.domain.simulation import population
from tests.domain.matching import small
from tests.domain.matching.people import helper, request


@pytest.mark.parametrize("seed", range(150))
def test_no_assignment_of_a_few_people_is_better_and_none_as_good_asks_earlier_or_for_older_requests(
    seed: int,
) -> None:
    snapshot = small.snapshot(seed)
    found = assign(snapshot)
    assert (
        found.score,
        small.turns(snapshot, [helper for _, helper in found.pairs]),
        small.waits(snapshot, [request for request, _ in found.pairs]),
    ) == small.best_by_trying(snapshot)
    assert check(snapshot, found).best


@pytest.mark.parametrize("seed", range(60))
def test_where_few_can_help_and_all_wait_over_a_week_none_as_good_is_for_older_requests(seed: int) -> None:
    snapshot = small.snapshot(seed, requests=6, helpers=3)
    old = tuple(
        replace(each, wait_h=170 + (each.wait_h + 97 * i) % 311, urgency=1, need="talk", region="")
        for i, each in enumerate(snapshot.waiting)
    )
    snapshot = replace(snapshot, waiting=old)
    pairs = assign(snapshot).pairs
    served, asked = [request for request, _ in pairs], [helper for _, helper in pairs]
    waited = small.waits(snapshot, served)
    assert small.best_by_trying(snapshot)[1:] == (small.turns(snapshot, asked), waited)


@pytest.mark.parametrize("seed", range(3))
def test_several_hundred_people_are_proven_best(seed: int) -> None:
    snapshot = population.snapshot(300, 180, seed)
    proof = check(snapshot, found := assign(snapshot))
    assert proof.best
    assert (proof.score, proof.bound) == (found.score, found.bound)
    assert len(found.pairs) > 100


@pytest.mark.parametrize("seed", range(10))
def test_prices_that_begin_too_high_are_seen_and_begun_anew_from_nothing(seed: int) -> None:
    pairs = Pairs(small.snapshot(seed, requests=20, helpers=12))
    assert not seated(pairs, margins=(-300,)).is_best
    assert seated(pairs, margins=(-300, 1 << 60)).is_best


@pytest.mark.parametrize("seed", range(20))
def test_the_answer_does_not_depend_on_the_order_of_the_lists(seed: int) -> None:
    snapshot = small.snapshot(seed, requests=20, helpers=12)
    again = replace(
        snapshot,
        waiting=tuple(Random(seed).sample(snapshot.waiting, 20)),
        candidates=tuple(Random(seed).sample(snapshot.candidates, 12)),
    )
    assert assign(again) == assign(snapshot)


def test_of_equals_the_one_asked_longest_ago_is_asked_then_the_lower_id() -> None:
    helpers = (helper(1, asked_at=30), helper(3, asked_at=10), helper(2, asked_at=10))
    assert assign(Snapshot((request(),), helpers)).pairs == ((1, 2),)


def test_of_requests_that_wait_over_a_week_the_oldest_has_the_only_helper() -> None:
    waiting = (request(1, wait_h=169), request(2, wait_h=400), request(3, wait_h=300))
    found = assign(snapshot := Snapshot(waiting, (helper(1, capacity=1),)))
    assert found.pairs == ((2, 1),)
    assert check(snapshot, found).best


def test_the_oldest_is_served_through_a_chain_where_that_costs_nothing() -> None:
    needs = frozenset({"talk", "documents"})
    helpers = (helper(1, capacity=1), helper(2, capacity=1, needs=needs))
    waiting = (
        request(1, wait_h=200),
        request(2, wait_h=300),
        request(3, wait_h=400, need="documents"),
    )
    found = assign(snapshot := Snapshot(waiting, helpers))
    assert found.pairs == ((2, 1), (3, 2))
    assert check(snapshot, found).best


def test_places_of_one_helper_fill_while_another_is_free_only_as_long_as_it_is_worth_it() -> None:
    near = helper("near", capacity=5, groups=frozenset({"ours"}))
    waiting = tuple(request(id, group="ours") for id in range(5))
    found = assign(Snapshot(waiting, (near, helper("far", capacity=5))))
    # Own group is 30 points more; the fourth at once is 24 off, the fifth 36, the first of another helper nothing.
    assert sum(of == "near" for _, of in found.pairs) == 4
    assert found.score == 5 * (200 + 20) + 4 * 30 - (0 + 6 + 14 + 24)


def test_a_pinned_request_goes_only_to_its_helper_and_the_rest_is_solved_around_it() -> None:
    helpers = (helper(1, received=1), helper(2))
    waiting = (request(1, urgency=3), request(2))
    assert assign(Snapshot(waiting, helpers, pinned={2: 1})).pairs == ((1, 2), (2, 1))
    assert assign(Snapshot(waiting, helpers[:1], pinned={1: 2})).pairs == ((2, 1),)


def test_a_barred_pair_is_never_made() -> None:
    barred = frozenset({(1, 1)})
    assert assign(Snapshot((request(1), request(2)), (helper(1), helper(2)), barred=barred)).pairs == (
        (1, 2),
        (2, 1),
    )
    assert assign(Snapshot((request(1),), (helper(1),), barred=barred)).pairs == ()


@pytest.mark.parametrize(
    "nobody",
    [
        (),
        (helper(1, capacity=0),),
        (helper(1, awake_from=NOBODY), helper(2, active=False)),
        (helper("asks 1"),),
        (helper(1, needs=frozenset({"documents"})),),
        (helper(1, capacity=1, load=4),),
    ],
)
def test_a_request_with_nobody_to_ask_is_left_over(nobody: tuple[Candidate, ...]) -> None:
    found = assign(Snapshot((request(),), nobody))
    assert (found.pairs, found.score, found.bound) == ((), 0, 0)


def test_nobody_who_waits_needs_nobody() -> None:
    assert assign(Snapshot((), (helper(1),))).pairs == ()
    assert assign(Snapshot()).score == 0


def test_a_pair_that_adds_nothing_is_not_made() -> None:
    poor = replace(REFERENCE, need=0, acceptance=0)
    assert assign(Snapshot((request(),), (helper(1),), score=poor)).pairs == ()


def test_requests_of_texts_and_of_numbers_stand_side_by_side() -> None:
    found = assign(Snapshot((request("b"), request(7)), (helper("x"), helper(1))))
    assert found.pairs == ((7, 1), ("b", "x"))
