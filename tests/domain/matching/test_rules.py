"""Every hard rule refuses, alone; sets and single pairs say the same; the funnel counts who is left."""

from dataclasses import replace

import pytest

from bot.domain.matching.forbidden import RULES, allowed, broken
from bot.domain.matching.rules import Rules
from bot.domain.matching.snapshot import NOBODY, Candidate, Snapshot, Waiting
from tests.domain.matching import small
from tests.domain.matching.people import helper, request

NEAR = Snapshot(near_regions={"A": frozenset("B"), "B": frozenset("A")}, near_groups={1: frozenset({2})})
MEET = request(in_person=True, region="A", restricted=True)

# rule: request, helper, what else there is; then what makes the rule hold
REFUSED: dict[str, tuple[Waiting, Candidate, Snapshot]] = {
    "group": (request(group=1, circle=1), helper(groups=frozenset({3})), NEAR),
    "skill": (request(need="documents"), helper(), NEAR),
    "language": (request(languages=frozenset({"en"})), helper(), NEAR),
    "gender": (request(wants="woman"), helper(gender="man"), NEAR),
    "region": (MEET, helper(regions=frozenset("C"), can_travel=True), NEAR),
    "travel": (MEET, helper(regions=frozenset("B")), NEAR),
    "slots": (request(slots=0b01), helper(slots=0b10), NEAR),
    "inactive": (request(), helper(active=False), NEAR),
    "full": (request(), helper(capacity=2, load=2), NEAR),
    "asked": (request(urgency=2), helper(asked_from=3), NEAR),
    "quiet": (request(urgency=3), helper(awake_from=NOBODY), NEAR),
    "declined": (request(7), helper(8), replace(NEAR, barred=frozenset({(7, 8)}))),
    "blocked": (request(requester=6), helper(8), replace(NEAR, blocks=frozenset({(8, 6)}))),
    "self": (request(requester=8), helper(8), NEAR),
    "pinned": (request(7), helper(8), replace(NEAR, pinned={7: 9})),
}
ALLOWED = {
    "nothing asked": (request(), helper(), NEAR),
    "own group": (request(group=1, circle=0), helper(groups=frozenset({1})), NEAR),
    "neighbouring group": (request(group=1, circle=1), helper(groups=frozenset({2})), NEAR),
    "no group": (request(circle=0), helper(), NEAR),
    "a woman": (request(wants="woman"), helper(gender="woman"), NEAR),
    "same region": (MEET, helper(regions=frozenset("A")), NEAR),
    "the helper travels": (MEET, helper(regions=frozenset("B"), can_travel=True), NEAR),
    "the requester travels": (replace(MEET, restricted=False), helper(regions=frozenset("B")), NEAR),
    "woken": (request(urgency=3), helper(awake_from=3, asked_from=3), NEAR),
    "blocked another": (request(), helper(), replace(NEAR, blocks=frozenset({(1, 2)}))),
    "pinned": (request(7), helper(8), replace(NEAR, pinned={7: 8})),
}


def test_every_rule_is_shown() -> None:
    assert tuple(REFUSED) == RULES


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_alone_refuses_a_pair(rule: str) -> None:
    waiting, candidate, around = REFUSED[rule]
    rules = Rules(replace(around, candidates=(candidate,)))
    assert rules.broken(waiting, candidate) == (rule,)
    assert not allowed(around, waiting, candidate)
    assert not rules.may_ask(waiting)
    assert rules.missing(waiting) == [(rule, 1)]
    assert [code for code, left in rules.funnel(waiting) if left] == list(RULES[: RULES.index(rule)])


@pytest.mark.parametrize("case", ALLOWED)
def test_what_no_rule_forbids_may_be_asked(case: str) -> None:
    waiting, candidate, around = ALLOWED[case]
    rules = Rules(replace(around, candidates=(candidate,)))
    assert rules.broken(waiting, candidate) == ()
    assert list(rules.helpers(rules.may_ask(waiting))) == [candidate]
    assert rules.missing(waiting) == []


def test_a_block_holds_whoever_made_it() -> None:
    for blocks in (frozenset({(6, 8)}), frozenset({(8, 6)})):
        rules = Rules(Snapshot(candidates=(helper(8),), blocks=blocks))
        assert not rules.may_ask(request(requester=6))


def test_who_cannot_meet_is_not_asked_to_meet() -> None:
    assert broken(NEAR, MEET, helper(regions=frozenset("A"), in_person=False)) == ("region",)


@pytest.mark.parametrize("seed", range(40))
def test_sets_and_single_pairs_say_the_same(seed: int) -> None:
    snapshot = small.snapshot(seed, requests=20, helpers=20)
    rules = Rules(snapshot)
    for waiting in snapshot.waiting:
        by_sets = set(rules.helpers(rules.may_ask(waiting)))
        assert by_sets == {each for each in snapshot.candidates if not broken(snapshot, waiting, each)}


@pytest.mark.parametrize("seed", range(20))
def test_the_funnel_counts_who_is_left_after_each_rule(seed: int) -> None:
    snapshot = small.snapshot(seed, requests=20, helpers=20)
    for waiting in snapshot.waiting:
        codes = [broken(snapshot, waiting, each) for each in snapshot.candidates]
        counted = [
            (rule, sum(not set(RULES[: i + 1]) & set(each) for each in codes)) for i, rule in enumerate(RULES)
        ]
        assert Rules(snapshot).funnel(waiting) == counted


@pytest.mark.parametrize("seed", range(20))
def test_missing_says_which_rule_alone_keeps_helpers_away(seed: int) -> None:
    snapshot = small.snapshot(seed, requests=20, helpers=20)
    for waiting in snapshot.waiting:
        codes = [broken(snapshot, waiting, each) for each in snapshot.candidates]
        gained = {rule: sum(set(each) <= {rule} for each in codes) for rule in RULES}
        matters = {rule: number for rule, number in gained.items() if number > codes.count(())}
        missing = Rules(snapshot).missing(waiting)
        assert dict(missing) == matters
        assert [number for _, number in missing] == sorted(matters.values(), reverse=True)


def test_the_one_asked_longest_ago_comes_first() -> None:
    helpers = (helper(3, asked_at=5), helper(2, asked_at=5), helper(1, asked_at=9), helper("new"))
    rules = Rules(Snapshot(candidates=helpers))
    assert [each.id for each in rules.helpers(rules.everybody)] == ["new", 2, 3, 1]
