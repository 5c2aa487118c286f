"""Words of three languages, mixtures and slips stand for the same concepts; the table of words is in order."""

import pytest

from bot.domain.data import table
from bot.domain.likeness.lexicon import concepts_of, patterns_of, read
from bot.domain.likeness.words import EMPTY, words_of


def concepts(text: str) -> set[str]:
    """Return what a text says, without what that implies."""
    return {name for name, weight in concepts_of(words_of(text)).items() if weight == 1}


@pytest.mark.parametrize(
    "text", ["у нотаріуса", "к нотариусу", "the notary", "натариус", "notarius", "НОТАРІУС!", "нотаріуус"]
)
def test_every_spelling_of_an_office_is_that_office(text: str) -> None:
    assert "notary" in concepts(text)


@pytest.mark.parametrize("text", ["довіреність", "доверенность", "power of attorney", "довереность"])
def test_every_spelling_of_a_paper_is_that_paper(text: str) -> None:
    assert "power_of_attorney" in concepts(text)


def test_words_in_a_row_mean_something_of_their_own() -> None:
    assert "medical_board" in concepts("військово-лікарська комісія")
    assert "white_passport" in concepts("свидетельство на возвращение")
    assert "child_benefit" in concepts("800+ не приходить")
    assert "child_benefit" not in concepts("80+ не приходить")


def test_a_short_word_is_not_taken_for_another_by_a_slip() -> None:
    assert "court" in concepts("суд")
    assert "court" not in concepts("сад")


def test_a_concept_tells_others_by_the_way() -> None:
    assert concepts_of(words_of("PESEL"))["poland"] < 1


def test_every_row_names_a_concept_once_and_implies_known_ones() -> None:
    names = [row["concept"] for row in table("obstacle_words")]
    assert len(names) == len(set(names))
    assert all(other in names for row in table("obstacle_words") for other in row["also"].split())


def test_no_entry_loses_so_many_words_that_another_meaning_is_left() -> None:
    """A phrase of which one word tells nothing would turn that one word into the concept."""
    lost = [
        entry
        for row in table("obstacle_words")
        if row["kind"] != EMPTY
        for entry in row["words"].split()
        if not patterns_of(entry) or ("_" in entry and len(patterns_of(entry)) < 2)
    ]
    assert not lost


def test_there_are_words_of_every_language_for_most_concepts() -> None:
    rows = [row for row in table("obstacle_words") if row["kind"] != EMPTY]
    latin = sum(any(entry.isascii() for entry in row["words"].split()) for row in rows)
    cyrillic = sum(any(not entry.isascii() for entry in row["words"].split()) for row in rows)
    assert min(latin, cyrillic) > 0.9 * len(rows)
    assert len(read().concepts) == len(rows)
