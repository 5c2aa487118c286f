"""A round of asking: who is asked now, which circle opens, and who is spared."""

from dataclasses import replace
from random import Random

import pytest

from bot.domain.matching.forbidden import broken
from bot.domain.matching.policy import OURS
from bot.domain.matching.round import Round, decide
from bot.domain.matching.snapshot import (
    ALL,
    NEIGHBOURING,
    NOBODY,
    NORMAL,
    NOW,
    OWN,
    Candidate,
    Snapshot,
    Waiting,
)
from tests.domain.matching import small
from tests.domain.matching.people import helper, request

NEAR = {1: frozenset({2}), 2: frozenset({1})}
TWO_AT_ONCE = replace(OURS, at_once={1: 1, 2: 1, 3: 2}, plenty=1)


def scene(waiting: list[Waiting], helpers: list[Candidate], **more: object) -> Snapshot:
    return replace(Snapshot(tuple(waiting), tuple(helpers), near_groups=NEAR), **more)  # type: ignore[arg-type]


def one(waiting: Waiting, *helpers: Candidate) -> Round:
    return decide(scene([waiting], [*helpers]), OURS, {})


def test_the_next_circle_opens_at_once_when_nobody_nearer_can_be_asked() -> None:
    asks = request(group=1, circle=OWN)
    made = one(asks, helper(1, groups=frozenset({2})), helper(2, groups=frozenset({3})))
    assert (made.asks, dict(made.opened)) == (((1, 1),), {1: NEIGHBOURING})
    assert dict(one(asks, helper(2, groups=frozenset({3}))).opened) == {1: ALL}


def test_no_circle_opens_while_somebody_nearer_can_be_asked() -> None:
    own = helper(1, groups=frozenset({1}), asked_at=9)
    made = one(request(group=1, circle=OWN), own, helper(2, groups=frozenset({2})))
    assert (made.asks, made.opened) == (((1, 1),), {})


def test_by_the_clock_alone_no_circle_opens_before_its_time() -> None:
    only = scene([request(group=1, circle=OWN)], [helper(1, groups=frozenset({2}))])
    assert decide(only, replace(OURS, open_when_nobody=False), {}) == Round(left=(1,))


def test_a_circle_without_anybody_is_not_opened_in_vain() -> None:
    made = one(request(group=1, circle=OWN), helper(1, active=False))
    assert made == Round(left=(1,))


def test_whoever_sleeps_cannot_be_asked_and_the_next_circle_opens() -> None:
    asleep, far = helper(1, groups=frozenset({1}), awake_from=NOBODY), helper(2, groups=frozenset({2}))
    made = one(request(group=1, circle=OWN, urgency=NORMAL), asleep, far)
    assert (made.asks, made.opened) == (((1, 2),), {1: NEIGHBOURING})


def test_the_last_few_are_asked_one_by_one() -> None:
    few = [helper(id) for id in range(1, OURS.plenty + 1)]
    assert len(one(request(urgency=NOW), *few).asks) == 1
    assert len(one(request(urgency=NOW), *few, helper(99)).asks) == 2


def test_what_is_urgent_is_asked_of_several_when_there_are_enough() -> None:
    made = decide(scene([request(urgency=NOW)], [helper(id) for id in range(1, 4)]), TWO_AT_ONCE, {})
    assert sorted(made.asks) == [(1, 1), (1, 2)]


def test_a_request_without_hurry_is_asked_of_one_helper() -> None:
    made = decide(scene([request(urgency=NORMAL)], [helper(1), helper(2)]), TWO_AT_ONCE, {})
    assert made.asks == ((1, 1),)


def test_open_offers_count_among_those_asked_at_once() -> None:
    helpers = [helper(id) for id in range(1, 5)]
    made = decide(scene([request(urgency=NOW)], helpers), TWO_AT_ONCE, {1: frozenset({1})})
    assert made.asks == ((1, 2),)
    assert decide(scene([request(urgency=NOW)], helpers), TWO_AT_ONCE, {1: frozenset({1, 2})}) == Round()


def test_asking_several_never_takes_the_only_helper_of_another_request() -> None:
    able = [helper(1), helper(2, needs=frozenset({"talk", "medical"}))]
    waiting = [request(1, urgency=NOW), request(2, need="medical")]
    assert sorted(decide(scene(waiting, able), TWO_AT_ONCE, {}).asks) == [(1, 1), (2, 2)]


def test_a_helper_hears_of_one_request_in_a_round() -> None:
    made = decide(scene([request(1), request(2)], [helper(1, capacity=5)]), OURS, {})
    assert len(made.asks) == len(made.left) == 1


def test_a_pinned_request_is_asked_of_its_helper_alone() -> None:
    helpers = [helper(1, offered=4, accepted=4), helper(2), helper(3)]
    made = decide(scene([request(urgency=NOW)], helpers, pinned={1: 2}), TWO_AT_ONCE, {})
    assert made.asks == ((1, 2),)


@pytest.mark.parametrize(
    "nobody",
    [
        helper(1, capacity=0),
        helper(1, awake_from=NOBODY),
        helper(1, asked_from=NOBODY),
        helper(1, active=False),
        helper("asks 1"),
    ],
    ids=["no place", "asleep", "enough messages", "resting", "the requester"],
)
def test_nobody_is_asked_when_nobody_may_be(nobody: Candidate) -> None:
    assert one(request(urgency=NOW), nobody) == Round(left=(1,))


def test_who_is_woken_for_urgent_things_is_asked_about_no_others() -> None:
    sleeper = helper(1, awake_from=NOW)
    assert one(request(urgency=NOW), sleeper).asks
    assert not one(request(urgency=NORMAL), sleeper).asks


def test_the_same_snapshot_in_any_order_gives_the_same_round() -> None:
    for seed in range(30):
        first = small.snapshot(seed, 6, 6)
        chance = Random(seed)
        waiting, helpers = [*first.waiting], [*first.candidates]
        chance.shuffle(waiting)
        chance.shuffle(helpers)
        other = replace(first, waiting=tuple(waiting), candidates=tuple(helpers))
        assert sorted(decide(first, OURS, {}).asks) == sorted(decide(other, OURS, {}).asks)


def test_no_round_breaks_a_rule_or_asks_more_than_its_policy_allows() -> None:
    for seed in range(60):
        snapshot = small.snapshot(seed, 6, 6)
        made = decide(snapshot, OURS, {})
        helpers = {each.id: each for each in snapshot.candidates}
        for waiting in snapshot.waiting:
            seen = replace(waiting, circle=made.opened.get(waiting.id, waiting.circle))
            asked = [helpers[helper] for id, helper in made.asks if id == waiting.id]
            assert not [broken(snapshot, seen, each) for each in asked if broken(snapshot, seen, each)]
            assert len(asked) <= OURS.at_once[waiting.urgency]
            assert seen.circle >= waiting.circle
            assert (waiting.id in made.left) == (not asked)
        assert len({helper for _, helper in made.asks}) == len(made.asks)
