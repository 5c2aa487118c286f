"""A long message of a swindler holds nobody else up: what reading it costs grows no faster than the message."""

import pytest

from bot.domain.scam import find
from tests.domain.scam import corpus
from tests.growth import MOST, growth


@pytest.mark.parametrize(
    "piece",
    [
        "щ",
        "абвгґд",  # a word without an end
        "г0т1вка",
        "а б ",  # letters set apart
        "к а р т к а ",
        "и не ",
        "тисяч доларів за список ",
        "гроші за обмін ",
        "карта код ",
        "$1 ",
        "?",
        "👍",
    ],
)
def test_a_text_of_10000_characters_costs_no_more_for_its_length(piece: str) -> None:
    assert growth(find, (piece * 10_000)[:10_000]) < MOST


def test_the_corpus_pasted_together_costs_no_more_for_its_length() -> None:
    assert growth(find, " ".join(line.text for line in corpus.lines())[:10_000]) < MOST
