"""Answers that are pressed stand for concepts that words are read as."""

from bot.domain.likeness.lexicon import read
from bot.domain.obstacles import concepts, facts
from bot.domain.obstacles.concepts import concepts_of
from bot.domain.obstacles.facts import Facts


def test_every_code_stands_for_a_concept_that_the_lexicon_knows() -> None:
    of = (
        (concepts.OFFICE, facts.OFFICES),
        (concepts.PROMISED, facts.PROMISED),
        (concepts.HAPPENED, facts.HAPPENED),
    )
    for known, codes in of:
        assert set(known) == set(codes) - {"other"}
        assert set(known.values()) <= read().concepts.keys()


def test_what_was_not_pressed_stands_for_nothing() -> None:
    assert concepts_of(Facts()) == []
    assert concepts_of(Facts("UA-21", "other", "gone code", "money")) == ["money_demanded", "region:UA-21"]
