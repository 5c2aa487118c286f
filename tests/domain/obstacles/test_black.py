"""Words become black as wholes, wherever they stand."""

import pytest

from bot.domain.obstacles.black import BAR, black_out


@pytest.mark.parametrize(
    "text, words, left",
    [
        ("Пан Іваненко сказав", "іваненко", f"Пан {BAR} сказав"),
        ("Іван Іваненко, каб. 5", "Іван  Іваненко", f"{BAR}, каб. 5"),
        ("Іван\nІваненко взяв", "Іван Іваненко", f"{BAR} взяв"),
        ("Іваненкова черга", "Іваненко", "Іваненкова черга"),
        ("a.b and axb", "a.b", f"{BAR} and axb"),
        ("Іваненко!", "іваненко", ""),
        ("Nothing of it", "Ivan", "Nothing of it"),
        ("Nothing of it", " ", "Nothing of it"),
    ],
)
def test_whole_words_are_black_in_any_case(text: str, words: str, left: str) -> None:
    assert black_out(text, words) == left
