"""With an encoder, reports that share no word are found by what they mean; the language of a report is told first."""

import pytest

from bot import encoder as encoders
from bot.domain.likeness import Encoder, Index
from bot.domain.likeness.language import language_of


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """Return the encoder, where its extra is installed."""
    found = encoders.installed()
    if found is None:
        pytest.skip("the extra `encoder` is not installed")
    return found


@pytest.mark.parametrize(
    "text, language",
    [
        ("Консул не бере слухавку", "uk"),
        ("що робити", "uk"),
        ("Консул не отвечает", "ru"),
        ("это что такое", "ru"),
        ("The consul does not answer, ЦНАП", "en"),
        ("", "uk"),
    ],
)
def test_the_language_is_told_by_letters_and_small_words(text: str, language: str) -> None:
    assert language_of(text) == language


def test_reports_without_a_common_concept_are_found_by_meaning(encoder: Encoder) -> None:
    index = Index[str](encoder)
    index.add("bees", "Бджоляреві не дали цукру для вуликів")
    index.add("violin", "Скрипаля не пустили на репетицію")
    index.add("snow", "Двірник не прибирає сніг")
    found = index.nearest("A beekeeper got no sugar for his hives")
    assert found[0].key == "bees"


def test_a_removed_obstacle_takes_its_meaning_along(encoder: Encoder) -> None:
    index = Index[int](encoder)
    for number in range(5):
        index.add(number, f"Двірник не прибирає сніг {number}")
    for number in range(4):
        index.remove(number)
    assert [near.key for near in index.nearest("a janitor leaves the snow")] == [4]


def test_an_empty_report_has_no_meaning(encoder: Encoder) -> None:
    index = Index[int](encoder)
    index.add(1, "")
    assert index.nearest("") == []
