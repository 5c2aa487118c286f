"""What a person typed is recognised as phones write it, in any language."""

import pytest

from bot.domain.typed import meant, names
from bot.i18n import Label

HEALTH = Label("Здоров’я", "Здоровье", "Health")
HARD = Label("Твердий", "Жёсткий", "Hard")
OPTIONS = (("kyiv", "Київ"), ("oblast", "Київська область"), ("sky", "Закиївка"), ("other", "Інше"))


@pytest.mark.parametrize("words", ["здоров'я", "ЗДОРОВʼЯ", "Здоров`я", "  health ", "здоровье"])
def test_a_label_is_known_in_any_language_and_with_any_apostrophe(words: str) -> None:
    assert names(words, HEALTH)


def test_yo_is_known_as_ye() -> None:
    assert names("жесткий", HARD)
    assert not names("жест", HARD)


@pytest.mark.parametrize(
    "words, ids",
    [
        ("київ", ["kyiv"]),
        ("київс", ["oblast"]),
        ("киї", ["kyiv", "oblast"]),
        ("обл", ["oblast"]),
        ("иїв", ["kyiv", "oblast", "sky"]),
        ("київська   область", ["oblast"]),
        ("одеса", []),
        ("", []),
        ("  ", []),
    ],
)
def test_a_whole_label_comes_before_beginnings_and_they_before_the_middle(words: str, ids: list[str]) -> None:
    assert [id for id, _says in meant(OPTIONS, words)] == ids
