"""After which talks a pause is offered: every line of the table, and what is not hard."""

from datetime import timedelta

import pytest

from bot.domain import catalogue, outcomes
from bot.domain.hard_talks import HARD, HEAVY, LONG, MANY, Facts, hard

WEEKS = timedelta(days=20)
HARD_ONES = {
    "danger": Facts(danger=True),
    "reported": Facts(reported=True),
    "left": Facts(outcome=outcomes.LEFT),
    "refused": Facts(outcome=outcomes.REFUSED),
    "long and heavy": Facts(outcome=outcomes.SOLVED, subneed="psychological.after_violence", lasted=WEEKS),
    "many": Facts(outcome=outcomes.SOLVED, ended_this_week=MANY),
}


@pytest.mark.parametrize("name", HARD_ONES)
def test_each_rule_finds_what_it_is_for(name: str) -> None:
    assert hard(HARD_ONES[name]) == name


def test_every_rule_has_an_example_and_a_reason() -> None:
    assert [rule.name for rule in HARD] == list(HARD_ONES)
    assert all(rule.why.endswith(".") for rule in HARD)


@pytest.mark.parametrize(
    "facts",
    [
        Facts(),
        Facts(outcome=outcomes.SOLVED, subneed="documents.passport", lasted=WEEKS),
        Facts(
            outcome=outcomes.SOLVED, subneed="psychological.after_violence", lasted=LONG - timedelta(hours=1)
        ),
        Facts(outcome=outcomes.NOT_NEEDED, ended_this_week=MANY - 1),
        Facts(subneed="family.captive", lasted=WEEKS, ended_this_week=MANY),
    ],
    ids=["nothing", "long but light", "heavy but short", "two farewells", "it still goes on"],
)
def test_this_is_not_hard_by_itself(facts: Facts) -> None:
    assert hard(facts) is None


def test_heavy_kinds_of_help_are_in_the_catalogue() -> None:
    assert {catalogue.subneed(id).id for id in HEAVY} == HEAVY
