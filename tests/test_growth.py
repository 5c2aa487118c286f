"""What grows faster than its text is told from what does not."""

from collections import Counter
from functools import cache
from itertools import combinations

from tests.growth import MOST, growth

TEXT = "хочу " * 400


def test_what_looks_at_every_word_once_grows_about_linearly() -> None:
    assert growth(lambda text: [sorted(word) for word in text.split()], TEXT) < MOST


def test_what_compares_every_word_with_every_other_grows_too_fast() -> None:
    assert growth(lambda text: Counter(one == two for one, two in combinations(text.split(), 2)), TEXT) > MOST


def test_what_remembers_the_last_text_is_no_better() -> None:
    @cache
    def compares(text: str) -> int:
        return sum(one == two for one, two in combinations(text.split(), 2))

    assert growth(compares, TEXT) > MOST
